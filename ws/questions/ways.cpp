#include "ws/questions/ways.hpp"

#include <algorithm>

#include "dispatch/model/limits.hpp"
#include "dispatch/model/rights.hpp"

namespace ws {
namespace {

using dispatch::Actor;
using dispatch::Errc;
using dispatch::OrRefusal;
using dispatch::Refusal;

bool may_ask(const Actor& actor, const dispatch::Assignment* job) {
  if (!is_of_units(actor.role)) return true;
  return job != nullptr && std::ranges::find(actor.units, job->unit) != actor.units.end();
}

Refusal not_own() {
  return {Errc::not_allowed, "this is not a job of yours", {}};
}

// From the scene on where the patient is taken, if that is known.
std::optional<geo::Position> end_of(const dispatch::View& view, const dispatch::Assignment& job) {
  if (job.state >= dispatch::AssignmentState::left_scene && job.bound_for)
    if (const auto* facility = view.facility(job.bound_for->facility)) return facility->where;
  const auto* incident = view.incident(job.incident);
  return incident == nullptr ? std::nullopt : incident->place.pin;
}

dispatch::HandOverTime hand_over_at(const dispatch::FacilityId& facility, const Situation& now) {
  constexpr dispatch::seconds usual{900};
  if (const auto learnt = now.measured.hand_over(facility, now.now)) return {*learnt, true};
  return {now.policy().usual_hand_over.value_or(usual), false};
}

}  // namespace

bool may_ask_of(const Actor& actor, const dispatch::Incident* incident, const dispatch::View& view) {
  if (!is_of_units(actor.role)) return true;
  return incident != nullptr && std::ranges::any_of(incident->assignments, [&](const auto& id) {
           return may_ask(actor, view.assignment(id));
         });
}

OrRefusal<std::string> way_answer(const Actor& actor, const AskRoute& asked, Situation& now) {
  const auto& view = now.view;
  const auto* job = view.assignment(asked.assignment);
  if (!may_ask(actor, job)) return not_own();
  if (job == nullptr) return Refusal{Errc::unknown_assignment, "there is no such assignment", {}};
  const auto end = end_of(view, *job);
  const auto* unit = view.unit(job->unit);
  const auto* fix = view.fix(job->unit);
  if (!end || unit == nullptr || fix == nullptr)
    return Refusal{Errc::no_route, "the unit's position or the place it goes to is not known", {}};
  const auto route = now.travel.route(unit->kind, *fix, *end);
  std::vector<const dispatch::Closure*> avoids;
  for (const auto& id : now.travel.avoided(unit->kind, *fix, *end))
    if (const auto* closure = view.closure(id)) avoids.push_back(closure);
  if (!route && !avoids.empty())
    return Refusal{Errc::no_route, "every road there is closed: " + avoids.front()->reason, {}};
  if (!route) return Refusal{Errc::no_route, "no road is known that leads there", {}};
  return encode_route(asked, *route, avoids);
}

OrRefusal<std::string> way_answer(const Actor& actor, const AskHospitals& asked, Situation& now) {
  const auto& view = now.view;
  const auto* incident = view.incident(asked.incident);
  if (!may_ask_of(actor, incident, view)) return not_own();
  if (incident == nullptr || !incident->place.pin)
    return Refusal{Errc::unknown_incident, "there is no such incident, or its place is not known", {}};
  dispatch::Destinations where{
      {}, now.travel, [&](const auto& facility) { return hand_over_at(facility, now); }};
  for (const auto& [id, one] : view.facilities())
    if (!one.retired_at) where.facilities.push_back(&one);
  return encode_hospitals(asked, hospitals_for(*incident, *incident->place.pin, where));
}

OrRefusal<std::string> way_answer(const Actor&, const AskClosure& asked, Situation& now) {
  if (asked.points.empty() || asked.points.size() > dispatch::most_points_of_closure)
    return Refusal{Errc::bad_field, "points should be 1 to 20", {{"field", "points"}}};
  return encode_closed_roads(asked, now.travel.closing(asked.points).value_or(geo::roads::Closing{}));
}

}  // namespace ws
