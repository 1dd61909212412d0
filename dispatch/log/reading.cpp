#include "dispatch/log/reading.hpp"

namespace dispatch {

Availability Reading::availability(const Unit& unit) const {
  using enum AvailabilityState;
  using Why = Availability::Why;
  if (unit.duty.state == DutyState::off || unit.duty.state == DutyState::retired)
    return {not_available, Why::off_duty};
  if (unit.duty.state == DutyState::out_of_service) return {not_available, Why::out_of_service};
  if (!unit.assignment) return {available, Why::free};
  const auto* job = assignment(*unit.assignment);
  if (job == nullptr) return {not_available, Why::assigned};
  if (job->state >= AssignmentState::at_destination) return {conditional, Why::about_to_clear};
  const auto* on = incident(job->incident);
  const bool urgent = on == nullptr || !on->triage || on->triage->priority <= Priority::P1;
  if (!urgent && job->state <= AssignmentState::en_route) return {conditional, Why::divertible};
  return {not_available, Why::assigned};
}

std::vector<const Assignment*> Reading::open_assignments(const Incident& incident) const {
  std::vector<const Assignment*> open;
  for (const auto& id : incident.assignments)
    if (const auto* one = assignment(id); one != nullptr && !assignment_life::is_finished(one->state))
      open.push_back(one);
  return open;
}

}  // namespace dispatch
