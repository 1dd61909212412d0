#include "dispatch/choose/recommend.hpp"

#include <algorithm>
#include <set>

#include "dispatch/choose/options.hpp"
#include "dispatch/choose/shortfall.hpp"

namespace dispatch {
namespace {

using Code = Reason::Code;

// Which open slots of a call somebody would fill, who may make others on it move on to another slot.
class OpenSlots {
 public:
  OpenSlots(const Incident& incident, const View& view)
      : slots_{slots_of(incident, view)}, goers_{goers_of(incident, view)} {
    for (std::size_t place = 0; place < slots_.size(); ++place) {
      if (slots_[place].assignment) continue;
      open_.push_back(place);
      lacks_must_ = lacks_must_ || is_must(place);
    }
  }

  [[nodiscard]] const std::vector<Slot>& slots() const { return slots_; }
  [[nodiscard]] const std::vector<std::size_t>& open() const { return open_; }
  [[nodiscard]] bool lacks_must() const { return lacks_must_; }
  [[nodiscard]] bool is_must(std::size_t place) const { return slots_[place].weight == SlotWeight::must; }
  [[nodiscard]] std::vector<std::uint64_t> filled_with(const Capabilities& capabilities) const {
    auto goers = goers_;
    goers.push_back({{}, capabilities});
    std::vector<std::uint64_t> fills;
    for (const auto& one : filled_by(goers, slots_))
      if (!slots_[one.slot].assignment) fills.push_back(one.slot);
    return fills;
  }

 private:
  std::vector<Slot> slots_;
  std::vector<Goer> goers_;
  std::vector<std::size_t> open_;
  bool lacks_must_ = false;
};

class Proposing {
 public:
  explicit Proposing(const Asking& asking) : asking_{asking}, slots_{asking.incident, asking.view} {}

  void add_to(Recommendation& made) {
    look_at_all();
    std::ranges::sort(ranked_, comes_before);
    made.options = worth_showing();
    compare_with_first(made.options);
    for (const auto place : slots_.open())
      if (const auto shortfall = shortfall_of(asking_, place, slots_.slots()[place], first_))
        made.shortfalls.push_back(*shortfall);
  }

 private:
  struct Ranked {
    bool only_helps;
    Option option;
  };

  // Where nothing is open, one more of whoever fits.
  void look_at_all() {
    for (const auto& units : asking_.view.alike()) {
      if (units.free.size() == 0 || !fits(units.capabilities, asking_.incident)) continue;
      const auto fills = slots_.filled_with(units.capabilities);
      if (fills.empty() && !slots_.open().empty()) continue;
      const bool fills_must = std::ranges::any_of(fills, [&](auto place) { return slots_.is_must(place); });
      for (auto option : first_.try_emplace(&units, best_of(asking_, units)).first->second) {
        option.fills = fills;
        const bool only_helps = slots_.lacks_must() && !fills_must;
        if (only_helps) option.reasons.push_back({Code::only_helps, {}, "helps, but others must come too"});
        ranked_.push_back({only_helps, std::move(option)});
      }
    }
  }

  static bool comes_before(const Ranked& a, const Ranked& b) {
    const auto rank = [](const Ranked& one) { return std::pair{is_cut_off(one.option), one.only_helps}; };
    if (rank(a) != rank(b)) return rank(a) < rank(b);
    return arrives_before(a.option, b.option);
  }

  // As many as the policy says, and among them the first of each open slot.
  [[nodiscard]] std::vector<Option> worth_showing() const {
    std::set<std::size_t> shown;
    for (const auto place : slots_.open()) {
      const auto fills = [&](const Ranked& one) { return std::ranges::count(one.option.fills, place) > 0; };
      const auto found = std::ranges::find_if(ranked_, fills);
      if (found != ranked_.end()) shown.insert(static_cast<std::size_t>(found - ranked_.begin()));
    }
    for (std::size_t next = 0; next < ranked_.size() && shown.size() < asking_.policy.options; ++next)
      shown.insert(next);
    std::vector<Option> options;
    for (const auto at : shown) options.push_back(ranked_[at].option);
    return options;
  }

  // Who only helps may be there before.
  static void compare_with_first(std::vector<Option>& options) {
    for (auto& option : options) {
      const auto later = std::max<std::int64_t>(0, option.eta_s - options.front().eta_s);
      const bool first = &option == &options.front();
      option.reasons.insert(option.reasons.begin(),
                            first ? Reason{Code::first_to_arrive, option.eta_s, "first to arrive"}
                                  : Reason{Code::later, later, about(later, " s after the first")});
    }
  }

  const Asking& asking_;
  OpenSlots slots_;
  FirstOf first_;
  std::vector<Ranked> ranked_;
};

}  // namespace

std::vector<PassedOver> passed_over(const View& view, const Policy& policy, const Incident& incident,
                                    TimePoint now) {
  constexpr std::size_t looked_at = 24;  // those farther away would not be missed
  std::vector<PassedOver> others;
  for (const auto& near : view.nearest_of_all(*incident.place.pin, looked_at)) {
    auto against = objections(view, policy, incident, *near.unit, now);
    if (against.empty()) continue;
    others.push_back({near.unit->id, std::nullopt, std::move(against)});
    if (view.fix(near.unit->id) != nullptr) others.back().distance_m = near.away;
    if (others.size() == policy.passed_over) break;
  }
  return others;
}

std::vector<UnitId> contenders(const View& view, const Policy& policy, const Incident& incident,
                               TimePoint now) {
  constexpr std::size_t of_those_alike = 24;
  std::vector<UnitId> units;
  if (!incident.place.pin) return units;
  for (const auto& alike : view.alike()) {
    if (!fits(alike.capabilities, incident)) continue;
    for (const auto& near : view.nearest_free(alike, *incident.place.pin, of_those_alike))
      if (objections(view, policy, incident, *near.unit, now).empty()) units.push_back(near.unit->id);
  }
  return units;
}

Recommendation recommend(const View& view, const Policy& policy, const TravelTimes& travel,
                         const Incident& incident, TimePoint now, const KnownTravels& known) {
  Recommendation made{incident.id, now, {}, {}, {}};
  if (!incident.place.pin) return made;
  const Asking asking{view, policy, travel, incident, now, known};
  Proposing{asking}.add_to(made);
  made.passed_over = passed_over(view, policy, incident, now);
  return made;
}

}  // namespace dispatch
