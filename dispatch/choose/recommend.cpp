#include "dispatch/choose/recommend.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <tuple>

namespace dispatch {
namespace {

using Code = Reason::Code;

std::string about(std::int64_t number, const char* text) {
  return std::to_string(number) + text;
}

Triage triage_of(const Incident& incident) {
  return incident.triage.value_or(Triage{});
}

bool is_at_base(const Unit& unit, const Fix& fix, const Policy& policy) {
  const bool stands = !fix.speed_mps || *fix.speed_mps < 1;
  return stands && geo::distance(fix.where, unit.station.where) <= policy.base_radius;
}

Option option_for(const View& view, const Policy& policy, const View::Near& near, const Travel& travel,
                  bool has_roads) {
  const auto& unit = *near.unit;
  const bool at_base = is_at_base(unit, *view.fix(unit.id), policy);
  const auto turnout = at_base ? policy.turnout_at_base : policy.turnout_moving;
  Option option{unit.id,
                (turnout + travel.time).count(),
                turnout.count(),
                travel.time.count(),
                (turnout + travel.low).count(),
                (turnout + travel.high).count(),
                near.away,
                {}};
  option.reasons.push_back(
      at_base
          ? Reason{Code::at_base, turnout.count(), "at base, rolls in " + about(turnout.count(), " s")}
          : Reason{Code::moving, turnout.count(), "out already, turns in " + about(turnout.count(), " s")});
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

bool declined_before(const Reading& view, const Incident& incident, const UnitId& unit) {
  return std::ranges::any_of(incident.assignments, [&](const AssignmentId& id) {
    const auto* one = view.assignment(id);
    return one != nullptr && one->unit == unit &&
           (one->state == AssignmentState::declined || one->state == AssignmentState::timed_out);
  });
}

// Which no road leads to: a guess, to be tried after all that can drive there.
bool is_cut_off(const Option& option) {
  return std::ranges::find(option.reasons, Code::no_road, &Reason::code) != option.reasons.end();
}

bool arrives_before(const Option& a, const Option& b) {
  const bool a_is_last = is_cut_off(a);
  const bool b_is_last = is_cut_off(b);
  return std::tie(a_is_last, a.eta_s, a.distance_m, a.unit) <
         std::tie(b_is_last, b.eta_s, b.distance_m, b.unit);
}

// The best of one kind. Nearest is not always first (one at base turns out later than one on the road), so
// the circle grows until a unit outside it could not be earlier even if it rolled at once.
std::vector<Option> best_of(const View& view, const Policy& policy, const TravelTimes& travel,
                            const Incident& incident, UnitKind kind, TimePoint now,
                            const KnownTravels& known) {
  constexpr std::size_t most_looked_at = 256;  // for a place that no road leads to
  const bool has_roads = travel.roads() != nullptr;
  const auto at_first = policy.options + (has_roads ? 11 : 3);
  for (auto ask = at_first;; ask *= 2) {
    auto near = view.nearest_free(kind, *incident.place.pin, ask);
    const bool that_is_all = near.size() < ask;
    const auto outermost = near.empty() ? geo::Metres{} : near.back().away;
    std::erase_if(near, [&](const View::Near& one) {
      return !objections(view, policy, incident, *one.unit, now).empty();
    });
    std::vector<TravelTimes::From> starts;
    for (const auto& one : near) starts.push_back({kind, view.fix(one.unit->id)});
    auto travels = travel.to_one(starts, *incident.place.pin);
    for (std::size_t i = 0; i < near.size(); ++i)
      if (const auto better = known.find(near[i].unit->id); better != known.end())
        travels[i] = better->second;
    std::vector<Option> options;
    options.reserve(near.size());
    for (std::size_t i = 0; i < near.size(); ++i)
      options.push_back(option_for(view, policy, near[i], travels[i], has_roads));
    std::ranges::sort(options, arrives_before);
    if (that_is_all || ask >= most_looked_at) return options;
    const auto outside =
        std::min(policy.turnout_at_base, policy.turnout_moving) + travel.at_least(kind, outermost);
    if (options.size() < policy.options) continue;
    const auto& last = options[policy.options - 1];
    if (!is_cut_off(last) && outside.count() > last.eta_s) return options;
  }
}

void compare_with_first(std::vector<Option>& options) {
  for (auto& option : options) {
    const auto later = option.eta_s - options.front().eta_s;
    const bool first = &option == &options.front();
    option.reasons.insert(option.reasons.begin(),
                          first ? Reason{Code::first_to_arrive, option.eta_s, "first to arrive"}
                                : Reason{Code::later, later, about(later, " s after the first")});
  }
}

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

// The unit is on its way to something that can wait longer than this, as far as both have been triaged.
bool is_on_less_urgent(const Reading& view, const Incident& incident, const Unit& unit) {
  const auto* job = unit.assignment ? view.assignment(*unit.assignment) : nullptr;
  const auto* other = job == nullptr ? nullptr : view.incident(job->incident);
  return other != nullptr && other->triage && incident.triage &&
         other->triage->priority > incident.triage->priority;
}

std::optional<Reason> against_availability(const Reading& view, const Incident& incident, const Unit& unit) {
  using Why = Availability::Why;
  switch (view.availability(unit).reason) {
    case Why::free: return std::nullopt;
    case Why::off_duty: return Reason{Code::off_duty, {}, "off duty"};
    case Why::out_of_service: return Reason{Code::out_of_service, {}, "out of service"};
    case Why::about_to_clear: return Reason{Code::about_to_clear, {}, "on a job, about to clear"};
    case Why::divertible:
      if (is_on_less_urgent(view, incident, unit))
        return Reason{Code::on_less_urgent, {}, "on its way to something less urgent"};
      return Reason{Code::busy, {}, "on its way to something no less urgent"};
    case Why::assigned: return Reason{Code::busy, {}, "on another job"};
  }
  return std::nullopt;
}

}  // namespace

bool fits(UnitKind kind, const Triage& triage) {
  const bool ambulance_work = triage.needs != Needs::home_care;
  const bool home_care_work = triage.needs != Needs::ambulance;
  switch (kind) {
    case UnitKind::ambulance: return ambulance_work;
    case UnitKind::home_care: return home_care_work;
    case UnitKind::motorcycle: return ambulance_work && triage.priority <= Priority::P1;
  }
  return false;
}

std::vector<Reason> objections(const Reading& view, const Policy& policy, const Incident& incident,
                               const Unit& unit, TimePoint now) {
  std::vector<Reason> against;
  if (auto reason = against_availability(view, incident, unit)) against.push_back(std::move(*reason));
  if (!fits(unit.kind, triage_of(incident)))
    against.push_back({Code::does_not_fit, {}, "not the kind of unit that the call needs"});
  const auto* fix = view.fix(unit.id);
  if (fix == nullptr) {
    against.push_back({Code::no_position, {}, "no position known"});
  } else if (now - fix->at > policy.position_is_old) {
    const auto age = std::chrono::duration_cast<seconds>(now - fix->at).count();
    against.push_back({Code::position_old, age, "position is " + about(age, " s old")});
  }
  if (declined_before(view, incident, unit.id))
    against.push_back({Code::declined_before, {}, "declined this job or did not answer"});
  return against;
}

std::vector<UnitId> contenders(const View& view, const Policy& policy, const Incident& incident,
                               TimePoint now) {
  constexpr std::size_t of_a_kind = 24;
  std::vector<UnitId> units;
  if (!incident.place.pin) return units;
  for (const auto kind : unit_kinds) {
    if (!fits(kind, triage_of(incident))) continue;
    for (const auto& near : view.nearest_free(kind, *incident.place.pin, of_a_kind))
      if (objections(view, policy, incident, *near.unit, now).empty()) units.push_back(near.unit->id);
  }
  return units;
}

Recommendation recommend(const View& view, const Policy& policy, const TravelTimes& travel,
                         const Incident& incident, TimePoint now, const KnownTravels& known) {
  Recommendation made{incident.id, now, {}, {}};
  if (incident.place.pin) {
    for (const auto kind : unit_kinds) {
      if (!fits(kind, triage_of(incident))) continue;
      auto best = best_of(view, policy, travel, incident, kind, now, known);
      std::ranges::move(best, std::back_inserter(made.options));
    }
    std::ranges::sort(made.options, arrives_before);
    if (made.options.size() > policy.options) made.options.resize(policy.options);
    compare_with_first(made.options);
    made.passed_over = passed_over(view, policy, incident, now);
  }
  return made;
}

}  // namespace dispatch
