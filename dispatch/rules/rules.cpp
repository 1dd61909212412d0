#include "dispatch/rules/rules.hpp"

#include "dispatch/log/incident_state.hpp"
#include "dispatch/model/json.hpp"

namespace dispatch {
namespace {

Refusal stale(Version wanted, Version have) {
  return {
      Errc::stale_version,
      "it has changed since you looked: version " + std::to_string(have) + ", not " + std::to_string(wanted),
      {{"version", std::to_string(have)}}};
}

}  // namespace

Refusal illegal_step(std::string_view what, std::string_view from, std::string_view to) {
  return {Errc::illegal_step,
          text(what) + " cannot go from " + text(from) + " to " + text(to),
          {{"from", text(from)}, {"to", text(to)}}};
}

Refusal needs_reason(std::string why) {
  return {Errc::needs_reason, std::move(why), {}};
}

bool says_something(const std::optional<std::string>& reason) {
  return reason && reason->find_first_not_of(" \t\n") != std::string::npos;
}

// `if_version` is about the thing the command names.
template <class T>
OrRefusal<const T*> Rules::checked(const T* entity) const {
  if (command_.if_version && *command_.if_version != entity->v) return stale(*command_.if_version, entity->v);
  return entity;
}

OrRefusal<const Incident*> Rules::known(const IncidentId& id) const {
  const auto* incident = view_.incident(id);
  if (incident == nullptr)
    return Refusal{Errc::unknown_incident, "there is no incident " + text(id.view()), {}};
  return checked(incident);
}

OrRefusal<const Assignment*> Rules::known(const AssignmentId& id) const {
  const auto* job = view_.assignment(id);
  if (job == nullptr)
    return Refusal{Errc::unknown_assignment, "there is no assignment " + text(id.view()), {}};
  return checked(job);
}

OrRefusal<const Unit*> Rules::known(const UnitId& id) const {
  const auto* unit = view_.unit(id);
  if (unit == nullptr) return Refusal{Errc::unknown_unit, "there is no unit " + text(id.view()), {}};
  return checked(unit);
}

OrRefusal<const Closure*> Rules::known(const ClosureId& id) const {
  const auto* closure = view_.closure(id);
  if (closure == nullptr)
    return Refusal{Errc::unknown_closure, "no road is closed as " + text(id.view()) + " any more", {}};
  return checked(closure);
}

OrRefusal<const Facility*> Rules::known(const FacilityId& id) const {
  const auto* facility = view_.facility(id);
  if (facility == nullptr || facility->retired_at)
    return Refusal{Errc::unknown_facility, "there is no facility " + text(id.view()), {}};
  const bool is_about_it = !std::holds_alternative<BindAssignment>(command_.body);
  if (!is_about_it) return facility;
  return checked(facility);
}

OrRefusal<const Incident*> Rules::allowing(const IncidentId& id, IncidentAct act) const {
  const auto* incident = view_.incident(id);
  if (incident == nullptr)
    return Refusal{Errc::unknown_incident, "there is no incident " + text(id.view()), {}};
  const bool names_incident = !std::holds_alternative<ReassignUnit>(command_.body);
  if (names_incident && command_.if_version && *command_.if_version != incident->v)
    return stale(*command_.if_version, incident->v);
  const auto state = state_of(*incident, view_);
  if (incident_life::allows(state, act)) return incident;
  const auto code = incident_life::is_over(state) ? Errc::incident_over : Errc::illegal_step;
  return Refusal{code,
                 incident->number + " is " + text(json::name_of(state)) + ": " + text(json::name_of(act)) +
                     " is not possible",
                 {{"from", text(json::name_of(state))}, {"to", text(json::name_of(act))}}};
}

OrRefusal<Decision> Rules::on_incident(const IncidentId& id, IncidentAct act, EventBody event) {
  const auto incident = allowing(id, act);
  if (incident.has_error()) return incident.error();
  draft_.add(std::move(event));
  return draft_.take();
}

OrRefusal<Decision> Rules::deadline_event(EventBody event, TimePoint deadline) {
  if (now_ < deadline) return Refusal{Errc::too_early, "its time has not come", {}};
  draft_.add(std::move(event));
  auto decision = draft_.take();
  decision.not_before = deadline;
  return decision;
}

std::optional<Refusal> Rules::wrong_step(const Assignment& job, AssignmentState to) const {
  if (assignment_life::allows(job.state, to)) return std::nullopt;
  return illegal_step("the assignment of " + text(job.unit.view()), json::name_of(job.state),
                      json::name_of(to));
}

void Rules::finish(const Assignment& job, AssignmentState to, std::optional<std::string> reason,
                   std::optional<IncidentId> diverted_to) {
  draft_.add(
      AssignmentStepped{job.id, job.unit, job.incident, job.state, to, std::move(reason), diverted_to});
}

}  // namespace dispatch
