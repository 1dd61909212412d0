#include "dispatch/sim/recorded_day.hpp"

#include <algorithm>
#include <tuple>

namespace dispatch {
namespace {

std::optional<TimePoint> when(const Assignment& job, AssignmentState state) {
  const auto found = std::ranges::find(job.times, state, &Stamp::state);
  return found == job.times.end() ? std::nullopt : std::optional{found->at};
}

// Devices' clocks may contradict each other: such a part was not said.
std::optional<milliseconds> between(std::optional<TimePoint> from, std::optional<TimePoint> to) {
  if (!from || !to || *to < *from) return std::nullopt;
  return *to - *from;
}

void say_parts(const Assignment& job, RecordedDay::Call& call) {
  const auto left = when(job, AssignmentState::left_scene);
  const auto there = when(job, AssignmentState::at_destination);
  const auto cleared = when(job, AssignmentState::cleared);
  call.transport = there.has_value();
  call.scene = between(when(job, AssignmentState::on_scene), call.transport ? left : cleared);
  if (!call.transport) return;
  call.to_hospital = between(left, there);
  const auto handed_over = when(job, AssignmentState::handed_over);
  call.handover = between(there, cleared ? cleared : handed_over);
}

}  // namespace

DayKeeper::DayKeeper(const View& view, TimePoint begins) : begins_{begins} {
  for (const auto& [id, unit] : view.units()) see(unit);
  for (auto& [id, watch] : on_duty_) watch.from = std::max(watch.from, begins);
}

void DayKeeper::add(const View& view, const Entry& entry) {
  for (const auto& event : entry.events) {
    for (const auto& touch : event.touches) {
      if (touch.kind == EntityKind::unit) {
        if (const auto* unit = view.unit(*UnitId::from(touch.id))) see(*unit);
      } else if (touch.kind == EntityKind::incident) {
        const auto* incident = view.incident(*IncidentId::from(touch.id));
        if (incident != nullptr && incident->received_at >= begins_)
          incidents_.insert_or_assign(incident->id, *incident);
      } else if (touch.kind == EntityKind::assignment) {
        if (const auto* job = view.assignment(*AssignmentId::from(touch.id)))
          jobs_.insert_or_assign(job->id, *job);
      }
    }
  }
}

void DayKeeper::see(const Unit& unit) {
  const auto known = on_duty_.find(unit.id);
  const bool is_on = unit.duty.state == DutyState::on;
  if (is_on && known == on_duty_.end())
    on_duty_.emplace(unit.id, RecordedDay::Watch{unit.id, unit.kind, unit.station, unit.duty.since, {}});
  if (is_on || known == on_duty_.end()) return;
  known->second.to = std::max(unit.duty.since, known->second.from);
  watches_.push_back(known->second);
  on_duty_.erase(known);
}

std::optional<RecordedDay::Call> DayKeeper::call_of(const Incident& incident) const {
  if (!incident.place.pin) return std::nullopt;
  std::optional<RecordedDay::Call> call;
  const Assignment* takes = nullptr;
  for (const auto& id : incident.assignments) {
    const auto job = jobs_.find(id);
    if (job == jobs_.end()) continue;
    const auto arrived = when(job->second, AssignmentState::on_scene);
    if (!arrived || *arrived < incident.received_at) continue;
    const bool is_first = !call || *arrived < call->arrived;
    if (!call) call.emplace();
    if (is_first) call->unit = job->second.unit, call->arrived = *arrived;
    const auto brings = [](const Assignment& one) { return when(one, AssignmentState::at_destination); };
    if (takes == nullptr || (!brings(*takes) && (is_first || brings(job->second)))) takes = &job->second;
  }
  if (!call) return call;
  call->received = incident.due_at.value_or(incident.received_at);
  if (incident.triage) call->priority = incident.triage->priority, call->needs = incident.triage->needs;
  call->where = *incident.place.pin;
  say_parts(*takes, *call);
  if (takes->outcome) call->outcome = takes->outcome->code;
  return call;
}

RecordedDay DayKeeper::until(TimePoint end) const {
  RecordedDay day;
  for (const auto& [id, incident] : incidents_) {
    if (auto call = call_of(incident))
      day.calls.push_back(*call);
    else
      ++day.unserved;
  }
  std::ranges::sort(day.calls, {}, [](const auto& call) { return std::pair{call.received, call.unit}; });
  day.watches = watches_;
  for (auto [id, watch] : on_duty_) {
    watch.to = std::max(end, watch.from);
    day.watches.push_back(watch);
  }
  std::ranges::sort(day.watches, {}, [](const auto& one) { return std::pair{one.unit, one.from}; });
  return day;
}

}  // namespace dispatch
