#include "dispatch/rules/due.hpp"

#include <algorithm>

#include "dispatch/log/incident_state.hpp"
#include "dispatch/rules/command_table.hpp"

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

bool is_urgent(const Incident& incident) {
  return incident.triage && incident.triage->priority <= Priority::P1;
}

}  // namespace

std::vector<CommandBody> due(const View& view, const Policy& policy, TimePoint quiet_until, TimePoint now) {
  std::vector<CommandBody> late;
  if (now >= quiet_until)
    for (const auto& [id, one] : view.assignments())
      if (waits_for_crew(one) && now - one.times.front().recorded >= policy.acknowledge_within)
        late.push_back(ExpireAssignment{id});

  for (const auto& [id, incident] : view.incidents()) {
    const auto state = state_of(incident, view);
    if (state == IncidentState::scheduled && now >= *incident.scheduled_at) late.push_back(MarkDue{id});
    const bool waits_too_long = is_waiting(state) && is_urgent(incident) && !incident.overdue_at &&
                                now - incident.received_at >= policy.assign_within;
    if (waits_too_long) late.push_back(MarkOverdue{id});
    if (incident_life::is_over(state) && now - over_since(incident, view) >= policy.archive_after)
      late.push_back(ArchiveIncident{id});
  }
  for (const auto& [id, closure] : view.closures())
    if (now >= closure.until) late.push_back(EndClosure{id});
  std::ranges::sort(late, comes_before);  // the view's own order is its hash tables'
  return late;
}

}  // namespace dispatch
