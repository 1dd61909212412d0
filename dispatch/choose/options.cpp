#include "dispatch/choose/options.hpp"

#include <algorithm>
#include <string>
#include <tuple>

namespace dispatch {
namespace {

using Code = Reason::Code;

bool is_at_base(const Unit& unit, const Fix& fix, const Policy& policy) {
  const bool stands = !fix.speed_mps || *fix.speed_mps < 1;
  return stands && geo::distance(fix.where, unit.station.where) <= policy.base_radius;
}

// What a receiver is off by in a street makes no difference.
constexpr geo::Metres exact_enough{150};

std::optional<Reason> doubt_of(const Fix& fix) {
  const auto circle = circle_of(fix);
  if (circle <= exact_enough) return std::nullopt;
  const auto metres = about(static_cast<std::int64_t>(circle.count()), " m");
  if (fix.doubt == FixDoubt::disputed)
    return Reason{Code::position_disputed, circle.count(), "said to be at two places, " + metres + " apart"};
  if (fix.doubt == FixDoubt::outside)
    return Reason{Code::position_outside, circle.count(), "said to be far outside the region, " + metres};
  return Reason{Code::position_wide, circle.count(), "somewhere within " + metres + " of its position"};
}

}  // namespace

Travel from_where_it_may_be(const TravelTimes& travel, const Incident& incident, UnitKind kind,
                            const Fix& fix, Travel way) {
  const auto circle = circle_of(fix);
  auto made = widened(way, travel.across(kind, circle),
                      travel.across(kind, incident.place.uncertainty_m.value_or(geo::Metres{})));
  if (circle > exact_enough) {
    made.time += travel.across(kind, geo::Metres{circle.count() - exact_enough.count()});
    made.high = std::max(made.high, made.time);
  }
  return made;
}

seconds turnout_of(const Unit& unit, const Fix& fix, const Policy& policy) {
  return is_at_base(unit, fix, policy) ? policy.turnout_at_base : policy.turnout_moving;
}

Option option_for(const View& view, const Policy& policy, const View::Near& near, const Travel& travel,
                  bool has_roads) {
  const auto& unit = *near.unit;
  const auto& fix = *view.fix(unit.id);
  const bool at_base = is_at_base(unit, fix, policy);
  const auto turnout = at_base ? policy.turnout_at_base : policy.turnout_moving;
  Option option{unit.id,
                (turnout + travel.time).count(),
                turnout.count(),
                travel.time.count(),
                (turnout + travel.low).count(),
                (turnout + travel.high).count(),
                near.away,
                {},
                {}};
  option.reasons.push_back(
      at_base
          ? Reason{Code::at_base, turnout.count(), "at base, rolls in " + about(turnout.count(), " s")}
          : Reason{Code::moving, turnout.count(), "out already, turns in " + about(turnout.count(), " s")});
  if (auto doubt = doubt_of(fix)) option.reasons.push_back(std::move(*doubt));
  if (travel.by_road)
    option.reasons.push_back({Code::by_road, travel.metres.count(), "time by road"});
  else if (has_roads)
    option.reasons.push_back({Code::no_road, {}, "no road leads there now, straight line"});
  else
    option.reasons.push_back(
        {Code::straight_line, policy.road_factor, "straight line times the road factor, no road known"});
  if (travel.walked)
    option.reasons.push_back({Code::walked, travel.walked->count(),
                              about(static_cast<std::int64_t>(travel.walked->count()), " m from the road")});
  if (unit.kind == UnitKind::motorcycle)
    option.reasons.push_back({Code::does_not_transport, {}, "carries no patient: send an ambulance too"});
  return option;
}

namespace {

// What it can do is alike in all of them, and not looked at here.
bool may_go(const Asking& asking, const Unit& unit) {
  const auto against = objections(asking.view, asking.policy, asking.incident, unit, asking.now);
  return std::ranges::all_of(against, [](const Reason& reason) { return reason.code == Code::does_not_fit; });
}

}  // namespace

bool is_cut_off(const Option& option) {
  return std::ranges::find(option.reasons, Code::no_road, &Reason::code) != option.reasons.end();
}

bool arrives_before(const Option& a, const Option& b) {
  const bool a_is_last = is_cut_off(a);
  const bool b_is_last = is_cut_off(b);
  return std::tie(a_is_last, a.eta_s, a.distance_m, a.unit) <
         std::tie(b_is_last, b.eta_s, b.distance_m, b.unit);
}

// Nearest is not always first (one at base turns out later than one on the road), so the circle grows until a
// unit outside it could not be earlier even if it rolled at once.
std::vector<Option> best_of(const Asking& asking, const View::Alike& units) {
  const auto& [view, policy, travel, incident, now, known] = asking;
  const auto kind = units.kind;
  constexpr std::size_t most_looked_at = 256;  // for a place that no road leads to
  const bool has_roads = travel.roads() != nullptr;
  const auto at_first = policy.options + (has_roads ? 11 : 3);
  for (auto ask = at_first;; ask *= 2) {
    auto near = view.nearest_free(units, *incident.place.pin, ask);
    const bool that_is_all = near.size() < ask;
    const auto outermost = near.empty() ? geo::Metres{} : near.back().away;
    std::erase_if(near, [&](const View::Near& one) { return !may_go(asking, *one.unit); });
    std::vector<TravelTimes::From> starts;
    for (const auto& one : near) starts.push_back({kind, view.fix(one.unit->id)});
    auto travels = travel.to_one(starts, *incident.place.pin);
    for (std::size_t i = 0; i < near.size(); ++i)
      if (const auto better = known.find(near[i].unit->id); better != known.end())
        travels[i] = better->second;
    std::vector<Option> options;
    options.reserve(near.size());
    for (std::size_t i = 0; i < near.size(); ++i) {
      const auto way = from_where_it_may_be(travel, incident, kind, *starts[i].fix, travels[i]);
      options.push_back(option_for(view, policy, near[i], way, has_roads));
    }
    std::ranges::sort(options, arrives_before);
    if (that_is_all || ask >= most_looked_at) return options;
    const auto outside =
        std::min(policy.turnout_at_base, policy.turnout_moving) + travel.at_least(kind, outermost);
    if (options.size() < policy.options) continue;
    const auto& last = options[policy.options - 1];
    if (!is_cut_off(last) && outside.count() > last.eta_s) return options;
  }
}

}  // namespace dispatch
