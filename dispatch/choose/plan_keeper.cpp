#include "dispatch/choose/plan_keeper.hpp"

#include <algorithm>
#include <cstdlib>

#include "dispatch/choose/advising.hpp"
#include "dispatch/choose/passed.hpp"

namespace dispatch {
namespace {

constexpr milliseconds between_plans{250};
constexpr milliseconds looks_again{2'000};
constexpr milliseconds says_again{15'000};
constexpr seconds says_change{60};
constexpr std::int64_t seconds_of_news = 10;
constexpr std::size_t most_looked_up = 256;

using Codes = std::vector<Reason::Code>;
Codes codes_of(const std::vector<Reason>& reasons) {
  Codes codes;
  for (const auto& one : reasons) codes.push_back(one.code);
  return codes;
}

bool says_the_same(const Option& told, const Option& now) {
  return told.unit == now.unit && std::abs(told.eta_s - now.eta_s) < seconds_of_news &&
         std::abs(told.high_s - now.high_s) < seconds_of_news &&
         codes_of(told.reasons) == codes_of(now.reasons);
}
bool says_the_same(const std::optional<std::int64_t>& told, const std::optional<std::int64_t>& now) {
  if (!told || !now) return told.has_value() == now.has_value();
  return std::abs(*told - *now) < seconds_of_news;
}
bool says_the_same(const Alternative& told, const Alternative& now) {
  return told.goes_to == now.goes_to && says_the_same(told.option, now.option);
}
bool says_the_same(const PassedOver& told, const PassedOver& now) {
  return told.unit == now.unit && codes_of(told.reasons) == codes_of(now.reasons);
}
bool says_the_same(const TakenOff& told, const TakenOff& now) {
  return told.assignment == now.assignment && says_the_same(told.costs_s, now.costs_s);
}
bool says_the_same(const Replaced& told, const Replaced& now) {
  return told.assignment == now.assignment;
}
bool says_the_same(const ChangedChoice& told, const ChangedChoice& now) {
  return told.at == now.at && told.was == now.was;
}
template <class T>
bool both_say(const std::optional<T>& told, const std::optional<T>& now) {
  if (!told || !now) return told.has_value() == now.has_value();
  return says_the_same(*told, *now);
}
bool says_the_same(const PlannedCall& told, const PlannedCall& now) {
  const auto alike = [](const auto& a, const auto& b) { return says_the_same(a, b); };
  return told.incident == now.incident && told.slot == now.slot && both_say(told.sends, now.sends) &&
         says_the_same(told.gain_s, now.gain_s) && both_say(told.taken_off, now.taken_off) &&
         both_say(told.replaces, now.replaces) && both_say(told.changed, now.changed) &&
         std::ranges::equal(told.others, now.others, alike) &&
         std::ranges::equal(told.passed_over, now.passed_over, alike);
}
bool says_the_same(const DispatchPlan& told, const DispatchPlan& now) {
  return told.left_out == now.left_out &&
         std::ranges::equal(told.calls, now.calls,
                            [](const auto& a, const auto& b) { return says_the_same(a, b); });
}

}  // namespace

void PlanKeeper::happened(const Entry& entry) {
  is_stale_ = is_stale_ || may_put_another_first(entry);
}

bool PlanKeeper::is_due(TimePoint now) const {
  return has_passed(began_, looks_again, now) || (is_stale_ && has_passed(began_, between_plans, now));
}

ShownChoices PlanKeeper::choices() const {
  ShownChoices choices;
  for (const auto& [row, shown] : shown_) choices.emplace(row, ShownChoice{shown.unit, shown.job});
  return choices;
}

DispatchPlan PlanKeeper::now_of(const Basis& from) const {
  auto shown = choices();
  // All nodes hold on to whom a countdown is about, so that none begins it anew for what another thinks best.
  for (const auto& [id, incident] : from.view.incidents())
    if (const auto& countdown = incident.countdown) {
      const auto* unit = from.view.unit(countdown->unit);
      if (unit != nullptr)
        shown.insert_or_assign({id, countdown->slot}, ShownChoice{unit->id, unit->assignment});
    }
  return dispatch_plan({from.view, from.travel, from.known, shown, from.now});
}

bool PlanKeeper::step(const Basis& from, std::optional<DispatchPlan>& news) {
  if (!to_look_up_.empty()) {
    const auto id = to_look_up_.front();
    to_look_up_.pop_front();
    const auto* incident = from.view.incident(id);
    const ShownChoices none;
    if (incident != nullptr && incident->place.pin)
      look_up_ways({from.view, from.travel, from.known, none, from.now}, *incident, calls_);
    return true;
  }
  if (is_looked_up_) {
    is_looked_up_ = false;
    auto made = now_of(from);
    note_changes(made);
    const bool is_over = told_ && !made.calls.empty() && has_passed(told_->at, says_again, from.now);
    if (told_ && !is_over && says_the_same(*told_, made)) return true;
    told_ = made;
    news = std::move(made);
    return true;
  }
  if (!is_due(from.now)) return false;
  is_stale_ = false;
  began_ = from.now;
  const auto calls = calls_to_plan(from.view);
  calls_ = std::min(calls.size(), most_looked_up);
  if (from.travel.roads() != nullptr)
    for (std::size_t call = 0; call < calls_; ++call) to_look_up_.push_back(calls[call]->id);
  is_looked_up_ = true;
  return true;
}

void PlanKeeper::note_changes(DispatchPlan& made) {
  std::map<PlanRow, Shown> now;
  for (auto& call : made.calls) {
    const PlanRow row{call.incident, call.slot};
    const auto known = shown_.find(row);
    const bool was_shown = known != shown_.end();
    if (!call.sends && !was_shown) continue;
    Shown shown = was_shown ? known->second : Shown{call.sends->unit, {}, {}, {}};
    if (!call.sends) {
      if (!shown.changed || shown.changed->was != shown.unit) shown.changed = change_of(shown, call, made);
    } else if (shown.unit != call.sends->unit) {
      shown = {call.sends->unit, {}, call.sends->eta_s, change_of(shown, call, made)};
    }
    if (call.sends) shown.job = call.basis.job;
    if (shown.changed && has_passed(shown.changed->at, says_change, made.at)) shown.changed.reset();
    call.changed = shown.changed;
    now.emplace(row, shown);
  }
  shown_ = std::move(now);
}

ChangedChoice PlanKeeper::change_of(const Shown& before, const PlannedCall& now, const DispatchPlan& made) {
  using enum ChangedChoice::Why;
  ChangedChoice change{before.unit, not_free, {}, {}, made.at};
  const auto has_it = [&](const PlannedCall& one) { return one.sends && one.sends->unit == before.unit; };
  if (const auto other = std::ranges::find_if(made.calls, has_it); other != made.calls.end()) {
    change.why = goes_elsewhere;
    change.goes_to = other->incident;
    return change;
  }
  const auto is_it = [&](const Alternative& one) { return one.option.unit == before.unit; };
  const auto still = std::ranges::find_if(now.others, is_it);
  if (still == now.others.end() || !now.sends) return change;
  change.why = sooner;
  change.value = still->option.eta_s - now.sends->eta_s;
  return change;
}

}  // namespace dispatch
