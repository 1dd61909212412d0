#include "dispatch/log/incident_state.hpp"

#include <algorithm>

#include "dispatch/log/slots.hpp"

namespace dispatch {
namespace {

IncidentState state_of_work(AssignmentState furthest) {
  switch (furthest) {
    case AssignmentState::en_route: return IncidentState::responding;
    case AssignmentState::on_scene:
    case AssignmentState::at_patient: return IncidentState::on_scene;
    case AssignmentState::left_scene: return IncidentState::transporting;
    case AssignmentState::at_destination:
    case AssignmentState::handed_over: return IncidentState::at_destination;
    default: return IncidentState::assigned;
  }
}

IncidentState state_by_hand(EndingKind kind) {
  switch (kind) {
    case EndingKind::cancelled: return IncidentState::cancelled;
    case EndingKind::hoax: return IncidentState::hoax;
    case EndingKind::referred: return IncidentState::referred;
    case EndingKind::merged: return IncidentState::merged;
  }
  return IncidentState::cancelled;
}

// By a unit, since the incident was last opened.
bool is_done(const Incident& incident, const Assignment* job) {
  return job != nullptr && job->state == AssignmentState::cleared &&
         (!incident.reopened_at || job->times.front().recorded >= *incident.reopened_at);
}

// Who only came first has not carried the patient away.
bool lacks_transport(const Incident& incident, const Reading& view) {
  if (!incident.response) return false;  // of an old log
  const auto must_carry = [](const Slot& slot) {
    return slot.role == SlotRole::transport && slot.weight == SlotWeight::must;
  };
  const auto is_filled = [&](const Slot& slot) {
    return slot.assignment && is_done(incident, view.assignment(*slot.assignment));
  };
  // Asked of all that is over, four times a second: as it was recorded first.
  const auto& recorded = incident.response->slots;
  if (std::ranges::all_of(recorded, [&](const Slot& slot) { return !must_carry(slot) || is_filled(slot); }))
    return false;
  return std::ranges::any_of(slots_of(incident, view),
                             [&](const Slot& slot) { return must_carry(slot) && !slot.assignment; });
}

bool was_served(const Incident& incident, const Reading& view) {
  return std::ranges::any_of(
             incident.assignments,
             [&](const AssignmentId& id) { return is_done(incident, view.assignment(id)); }) &&
         !lacks_transport(incident, view);
}

}  // namespace

IncidentState state_of(const Incident& incident, const Reading& view) {
  if (incident.ending) return state_by_hand(incident.ending->kind);
  const auto open = view.open_assignments(incident);
  if (!open.empty())
    return state_of_work(
        (*std::ranges::max_element(open, {}, [](const auto* one) { return one->state; }))->state);
  if (was_served(incident, view)) return IncidentState::closed;
  if (incident.scheduled_at) return incident.due_at ? IncidentState::due : IncidentState::scheduled;
  if (incident.triage && incident.place.pin) return IncidentState::pending;
  if (incident.triage) return IncidentState::triaged;
  return incident.place.pin ? IncidentState::located : IncidentState::received;
}

bool is_waiting(IncidentState state) {
  return state <= IncidentState::pending || state == IncidentState::due;
}

bool is_late_at(const Assignment& job, Lateness what) {
  return job.late && std::ranges::find(*job.late, what, &Late::what) != job.late->end();
}

bool is_unanswered(const Assignment& job) {
  return job.state <= AssignmentState::delivered && !job.moving_since &&
         is_late_at(job, Lateness::acknowledgement);
}

bool wants_a_unit(const Incident& incident, const Reading& view) {
  const auto state = state_of(incident, view);
  if (is_waiting(state)) return true;
  return state == IncidentState::assigned &&
         std::ranges::all_of(view.open_assignments(incident),
                             [](const Assignment* one) { return is_unanswered(*one); });
}

std::optional<Alarm> alarm_of(const Incident& incident, const Reading& view) {
  if (incident.overdue_at && lacks_units(incident, view))
    return Alarm{Alarm::Kind::lacks_units, *incident.overdue_at, std::nullopt};
  if (!is_waiting(state_of(incident, view))) return std::nullopt;
  if (!incident.assignments.empty()) {
    const auto* last = view.assignment(incident.assignments.back());
    if (last != nullptr && !last->times.empty()) {
      if (last->state == AssignmentState::timed_out)
        return Alarm{Alarm::Kind::not_acknowledged, last->times.back().recorded, last->unit};
      if (last->state == AssignmentState::declined)
        return Alarm{Alarm::Kind::declined, last->times.back().recorded, last->unit};
    }
  }
  if (incident.overdue_at) return Alarm{Alarm::Kind::unassigned, *incident.overdue_at, std::nullopt};
  return std::nullopt;
}

}  // namespace dispatch
