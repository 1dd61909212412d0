#include <algorithm>

#include "dispatch/choose/recommend.hpp"
#include "dispatch/log/slots.hpp"

namespace dispatch {
namespace {

using Code = Reason::Code;

bool declined_before(const Reading& view, const Incident& incident, const UnitId& unit) {
  return std::ranges::any_of(incident.assignments, [&](const AssignmentId& id) {
    const auto* one = view.assignment(id);
    return one != nullptr && one->unit == unit &&
           (one->state == AssignmentState::declined || one->state == AssignmentState::timed_out);
  });
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

bool fits(const Capabilities& capabilities, const Incident& incident) {
  return std::ranges::any_of(response_of(incident).slots,
                             [&](const Slot& slot) { return may_fill(slot, capabilities); });
}

std::vector<Reason> objections(const Reading& view, const Policy& policy, const Incident& incident,
                               const Unit& unit, TimePoint now) {
  std::vector<Reason> against;
  if (auto reason = against_availability(view, incident, unit)) against.push_back(std::move(*reason));
  if (!fits(capabilities_of(unit), incident))
    against.push_back({Code::does_not_fit, {}, "cannot do what the call needs"});
  const auto* fix = view.fix(unit.id);
  if (fix == nullptr) {
    against.push_back({Code::no_position, {}, "no position known"});
  } else if (now - fix->at > policy.position_is_old) {
    const auto age = std::chrono::duration_cast<seconds>(now - fix->at).count();
    against.push_back({Code::position_old, age, "position is " + std::to_string(age) + " s old"});
  }
  if (declined_before(view, incident, unit.id))
    against.push_back({Code::declined_before, {}, "declined this job or did not answer"});
  return against;
}

}  // namespace dispatch
