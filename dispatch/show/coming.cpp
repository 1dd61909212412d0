#include "dispatch/show/coming.hpp"

#include <algorithm>
#include <tuple>

namespace dispatch {
namespace {

bool comes_to(const Assignment& job, const FacilityId& facility) {
  return job.bound_for && job.bound_for->facility == facility && job.state < AssignmentState::handed_over;
}

Coming coming_of(const View& view, const Assignment& job) {
  Coming one;
  one.assignment = job.id;
  one.unit = job.unit;
  one.state = job.state;
  one.bound_at = job.bound_for->at;
  one.expected_at = job.bound_for->expected_at;
  if (const auto* unit = view.unit(job.unit)) one.callsign = unit->callsign;
  if (const auto* incident = view.incident(job.incident)) {
    one.number = incident->number;
    if (incident->triage) {
      one.priority = incident->triage->priority;
      one.complaint = incident->triage->complaint;
      one.determinant = incident->triage->determinant;
      one.age_months = incident->triage->age_months;
      one.sex = incident->triage->sex;
    }
  }
  for (const auto& stamp : job.times)
    if (stamp.state == AssignmentState::at_destination) one.arrived_at = stamp.at;
  return one;
}

}  // namespace

std::vector<Coming> coming_to(const View& view, const FacilityId& facility,
                              const std::vector<ComingAt>& times) {
  std::vector<Coming> all;
  for (const auto& [id, job] : view.assignments())
    if (comes_to(job, facility)) all.push_back(coming_of(view, job));
  std::ranges::sort(all, {}, [](const Coming& one) { return std::tie(one.bound_at, one.assignment); });
  for (auto& one : all) {
    const auto time = std::ranges::find_if(times, [&](const ComingAt& at) {
      return at.assignment == one.assignment && at.facility == facility;
    });
    if (one.state != AssignmentState::left_scene || time == times.end()) continue;
    one.arrives_at = time->at;
    one.low = time->low;
    one.high = time->high;
  }
  return all;
}

}  // namespace dispatch
