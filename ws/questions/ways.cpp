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

}  // namespace

OrRefusal<std::string> way_answer(const Actor& actor, const AskRoute& asked, Situation& now) {
  const auto& view = now.view;
  const auto* job = view.assignment(asked.assignment);
  if (!may_ask(actor, job)) return not_own();
  if (job == nullptr) return Refusal{Errc::unknown_assignment, "there is no such assignment", {}};
  const auto* incident = view.incident(job->incident);
  const auto* unit = view.unit(job->unit);
  const auto* fix = view.fix(job->unit);
  if (incident == nullptr || !incident->place.pin || unit == nullptr || fix == nullptr)
    return Refusal{Errc::no_route, "the unit's position or the incident's place is not known", {}};
  const auto route = now.travel.route(unit->kind, *fix, *incident->place.pin);
  std::vector<const dispatch::Closure*> avoids;
  for (const auto& id : now.travel.avoided(unit->kind, *fix, *incident->place.pin))
    if (const auto* closure = view.closure(id)) avoids.push_back(closure);
  if (!route && !avoids.empty())
    return Refusal{Errc::no_route, "every road there is closed: " + avoids.front()->reason, {}};
  if (!route) return Refusal{Errc::no_route, "no road is known that leads there", {}};
  return encode_route(asked, *route, avoids);
}

OrRefusal<std::string> way_answer(const Actor& actor, const AskHospitals& asked, Situation& now) {
  const auto& view = now.view;
  const auto* incident = view.incident(asked.incident);
  const bool is_own = incident != nullptr && std::ranges::any_of(incident->assignments, [&](const auto& id) {
                        return may_ask(actor, view.assignment(id));
                      });
  if (is_of_units(actor.role) && !is_own) return not_own();
  if (incident == nullptr || !incident->place.pin)
    return Refusal{Errc::unknown_incident, "there is no such incident, or its place is not known", {}};
  static const dispatch::Setup nothing;
  const auto& setup = view.setup() == nullptr ? nothing : *view.setup();
  return encode_hospitals(asked, hospitals_from(setup.facilities, now.travel, *incident->place.pin));
}

OrRefusal<std::string> way_answer(const Actor&, const AskClosure& asked, Situation& now) {
  if (asked.points.empty() || asked.points.size() > dispatch::most_points_of_closure)
    return Refusal{Errc::bad_field, "points should be 1 to 20", {{"field", "points"}}};
  return encode_closed_roads(asked, now.travel.closing(asked.points).value_or(geo::roads::Closing{}));
}

}  // namespace ws
