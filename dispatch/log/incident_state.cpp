#include "dispatch/log/incident_state.hpp"

#include <algorithm>

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

// Done by a unit since it was last opened.
bool was_served(const Incident& incident, const Reading& view) {
  return std::ranges::any_of(incident.assignments, [&](const AssignmentId& id) {
    const auto* one = view.assignment(id);
    return one != nullptr && one->state == AssignmentState::cleared &&
           (!incident.reopened_at || one->times.front().recorded >= *incident.reopened_at);
  });
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

std::optional<Alarm> alarm_of(const Incident& incident, const Reading& view) {
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
