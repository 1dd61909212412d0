#include "dispatch/rules/lateness.hpp"

#include <algorithm>
#include <array>

#include "dispatch/log/incident_state.hpp"
#include "dispatch/log/slots.hpp"

namespace dispatch {
namespace {

using enum AssignmentState;
using Limit = std::optional<seconds>;

constexpr geo::Metres has_left{200};

// A job is at it from the first of these states to the last, and has been since it came to the first.
struct Row {
  Lateness what;
  AssignmentState from;
  AssignmentState to;
  Limit (*limit)(const JobLimits& limits, const Assignment& job);
  bool until_it_moves = false;
};
Limit until_arrival(const JobLimits& limits, const Assignment& job) {
  if (!limits.slip || !job.promised_s) return std::nullopt;
  return *job.promised_s + std::max(*limits.slip, *job.promised_s / 4);
}
constexpr std::array rows{
    Row{Lateness::delivery, reserved, notified, [](const auto& l, const auto&) { return Limit{l.delivery}; }},
    Row{Lateness::acknowledgement, reserved, delivered,
        [](const auto& l, const auto&) { return l.acknowledgement; }, true},
    Row{Lateness::turnout, acknowledged, acknowledged,
        [](const auto& l, const auto&) { return Limit{l.turnout}; }, true},
    Row{Lateness::arrival, reserved, en_route, until_arrival},
    Row{Lateness::scene, on_scene, at_patient, [](const auto& l, const auto&) { return Limit{l.scene}; }},
    Row{Lateness::hand_over, at_destination, at_destination,
        [](const auto& l, const auto&) { return Limit{l.hand_over}; }},
    Row{Lateness::hand_over_again, at_destination, at_destination,
        [](const auto& l, const auto&) { return l.hand_over_again; }},
};

std::optional<TimePoint> deadline_of(const Row& row, const Assignment& job, const Incident& incident,
                                     const Policy& policy) {
  if (!policy.job_limits || job.state < row.from || job.state > row.to || is_late_at(job, row.what))
    return std::nullopt;
  const bool is_planned = incident.triage && incident.triage->priority == Priority::P4;
  if (is_planned && row.what != Lateness::delivery) return std::nullopt;
  const auto limit = row.limit(*policy.job_limits, job);
  if (!limit || (row.until_it_moves && job.moving_since)) return std::nullopt;
  // Steps may be skipped: it is the first stamp at or after the first state.
  const auto since = std::ranges::find_if(job.times, [&](const Stamp& one) { return one.state >= row.from; });
  return since == job.times.end() ? std::nullopt : std::optional{since->recorded + *limit};
}

std::optional<TimePoint> silent_from(const Assignment& job, const Incident& incident, const Reading& view,
                                     const Policy& policy) {
  const auto* fix = view.fix(job.unit);
  if (!policy.job_limits || !policy.job_limits->silent || fix == nullptr) return std::nullopt;
  const bool is_planned = incident.triage && incident.triage->priority == Priority::P4;
  if (is_planned || assignment_life::is_finished(job.state) || is_late_at(job, Lateness::silent))
    return std::nullopt;
  return std::max(fix->at, job.times.front().recorded) + *policy.job_limits->silent;
}

}  // namespace

std::optional<NextLateness> next_lateness(const Assignment& job, const Incident& incident,
                                          const Policy& policy) {
  std::optional<NextLateness> next;
  for (const auto& row : rows)
    if (const auto deadline = deadline_of(row, job, incident, policy);
        deadline && (!next || *deadline < next->deadline))
      next = NextLateness{row.what, *deadline};
  return next;
}

std::optional<TimePoint> late_from(Lateness what, const Assignment& job, const Reading& view,
                                   const Policy& policy) {
  const auto* incident = view.incident(job.incident);
  if (incident == nullptr) return std::nullopt;
  if (what == Lateness::silent) return silent_from(job, *incident, view, policy);
  const auto row = std::ranges::find(rows, what, &Row::what);
  return row == rows.end() ? std::nullopt : deadline_of(*row, job, *incident, policy);
}

bool is_at(Lateness what, AssignmentState state) {
  if (what == Lateness::silent) return !assignment_life::is_finished(state);
  const auto row = std::ranges::find(rows, what, &Row::what);
  return row != rows.end() && row->from <= state && state <= row->to;
}

bool has_moved(const Assignment& job, const Reading& view) {
  const auto* fix = view.fix(job.unit);
  return job.state <= acknowledged && !job.moving_since && job.sent_from && fix != nullptr &&
         fix->at > job.times.front().recorded &&
         geo::distance(fix->where, *job.sent_from).count() > has_left.count() + circle_of(*fix).count();
}

std::optional<TimePoint> overdue_from(const Incident& incident, const Reading& view, const Policy& policy) {
  const bool is_urgent = incident.triage && incident.triage->priority <= Priority::P1;
  if (incident.overdue_at || !is_urgent) return std::nullopt;
  if (is_waiting(state_of(incident, view))) return incident.received_at + policy.assign_within;
  if (!lacks_units(incident, view)) return std::nullopt;
  // Whoever was sent last may have been sent for all of it.
  auto since = incident.received_at;
  for (const auto& id : incident.assignments)
    if (const auto* job = view.assignment(id)) since = std::max(since, job->times.front().recorded);
  return since + policy.assign_within;
}

bool is_kept(const Assignment& job, const Reading& view) {
  const auto* incident = view.incident(job.incident);
  if (incident == nullptr || !is_unanswered(job)) return false;
  const auto others = view.open_assignments(*incident);
  const auto is_other = [&](const Assignment* one) { return one->id != job.id; };
  return std::ranges::any_of(others, is_other) && std::ranges::none_of(others, [&](const Assignment* one) {
           return is_other(one) && (one->state >= en_route || one->moving_since);
         });
}

}  // namespace dispatch
