#include "dispatch/rules/due.hpp"

#include <algorithm>

#include "dispatch/log/incident_state.hpp"
#include "dispatch/rules/command_table.hpp"
#include "dispatch/rules/lateness.hpp"

namespace dispatch {
namespace {

bool waits_for_crew(const Assignment& assignment) {
  return assignment.state <= AssignmentState::delivered;
}

// The last thing that happened to an incident that is over.
TimePoint over_since(const Incident& incident, const View& view) {
  auto last = incident.ending ? incident.ending->at : incident.received_at;
  for (const auto& id : incident.assignments)
    if (const auto* one = view.assignment(id); one != nullptr && !one->times.empty())
      last = std::max(last, one->times.back().recorded);
  return last;
}

// An order that is the same on every node.
bool comes_before(const CommandBody& a, const CommandBody& b) {
  return std::pair{a.index(), what_about(a)} < std::pair{b.index(), what_about(b)};
}

// Of a job that is not finished: most are, and this is asked four times a second.
void follow(const Assignment& job, const View& view, const Policy& policy, TimePoint now,
            std::vector<CommandBody>& late) {
  const auto* incident = view.incident(job.incident);
  const bool gave_up = waits_for_crew(job) && now - job.times.front().recorded >= policy.acknowledge_within;
  if (gave_up && !is_kept(job, view)) return late.push_back(ExpireAssignment{job.id});
  if (incident == nullptr || !policy.job_limits) return;
  if (has_moved(job, view)) return late.push_back(MarkMoving{job.id});
  if (const auto next = next_lateness(job, *incident, policy); next && now >= next->deadline)
    return late.push_back(MarkLate{job.id, next->what, {}});
  if (const auto from = late_from(Lateness::silent, job, view, policy); from && now >= *from)
    late.push_back(MarkLate{job.id, Lateness::silent, {}});
}

}  // namespace

std::vector<CommandBody> due(const View& view, const Policy& policy, TimePoint quiet_until, TimePoint now) {
  std::vector<CommandBody> late;
  if (now >= quiet_until)
    for (const auto& [id, one] : view.assignments())
      if (!assignment_life::is_finished(one.state)) follow(one, view, policy, now, late);

  for (const auto& [id, incident] : view.incidents()) {
    const auto state = state_of(incident, view);
    if (state == IncidentState::scheduled && now >= *incident.scheduled_at) late.push_back(MarkDue{id});
    if (const auto from = overdue_from(incident, view, policy); from && now >= *from)
      late.push_back(MarkOverdue{id});
    if (incident_life::is_over(state) && now - over_since(incident, view) >= policy.archive_after)
      late.push_back(ArchiveIncident{id});
  }
  for (const auto& [id, closure] : view.closures())
    if (now >= closure.until) late.push_back(EndClosure{id});
  std::ranges::sort(late, comes_before);  // the view's own order is its hash tables'
  return late;
}

std::vector<CommandBody> foreseen_late(const View& view, const Policy& policy,
                                       const std::vector<Arrival>& arrivals) {
  std::vector<CommandBody> late;
  for (const auto& arrival : arrivals) {
    const auto* job = arrival.at ? view.assignment(arrival.assignment) : nullptr;
    const auto latest = job == nullptr ? std::nullopt : late_from(Lateness::arrival, *job, view, policy);
    if (latest && *arrival.at > *latest) late.push_back(MarkLate{job->id, Lateness::arrival, arrival.at});
  }
  return late;
}

}  // namespace dispatch
