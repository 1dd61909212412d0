#include "dispatch/log/history.hpp"

#include <algorithm>

#include "dispatch/log/incident_state.hpp"
#include "dispatch/model/json.hpp"

namespace dispatch {

void History::complain(std::uint64_t n, const std::string& what) {
  faults_.push_back("entry " + std::to_string(n) + ": " + what);
}

void History::add(const Entry& entry) {
  if (entry.n != last_ + 1) complain(entry.n, "follows entry " + std::to_string(last_));
  last_ = entry.n;
  ++entries_;
  for (const auto& event : entry.events) {
    check(event, entry.n);
    if (view_.apply(event) != View::Outcome::applied)
      complain(entry.n, "versions of " + std::string{type_of(event)} + " do not count up by one");
  }
}

// Before it is applied.
void History::check(const Event& event, std::uint64_t n) {
  if (const auto* opened = std::get_if<AssignmentOpened>(&event.body)) {
    const auto& assignment = opened->assignment;
    for (const auto& [id, other] : view_.assignments())
      if (other.unit == assignment.unit && !assignment_life::is_finished(other.state))
        complain(n, std::string{assignment.unit.view()} + " gets a second open assignment");
  }
  if (const auto* ended = std::get_if<IncidentEnded>(&event.body)) check_ending(*ended, n);
  if (const auto* reopened = std::get_if<IncidentReopened>(&event.body))
    for (auto& [into, others] : merged_) others.erase(reopened->incident);
  if (const auto* stepped = std::get_if<AssignmentStepped>(&event.body)) {
    const auto* assignment = view_.assignment(stepped->assignment);
    if (assignment == nullptr) return complain(n, "a step of an assignment that is not there");
    if (assignment->state != stepped->from || !assignment_life::allows(stepped->from, stepped->to))
      complain(n, "illegal step from " + std::string{json::name_of(assignment->state)} + " to " +
                      std::string{json::name_of(stepped->to)});
  }
}

// Nobody goes to an incident that was merged, so what it was merged into must be open, and whoever ends that
// by hand must speak of those that wait for it. So no chain ends in nothing, or in itself.
void History::check_ending(const IncidentEnded& ended, std::uint64_t n) {
  const auto name = [&](const IncidentId& id) {
    const auto* one = view_.incident(id);
    return one == nullptr ? std::string{id.view()} : one->number;
  };
  if (ended.into) {
    const auto* into = view_.incident(*ended.into);
    if (into == nullptr || incident_life::is_over(state_of(*into, view_)))
      complain(n, name(ended.incident) + " is merged into " + name(*ended.into) + ", which is not open");
    merged_[*ended.into].insert(ended.incident);
    return;
  }
  const auto said = ended.with_merged.value_or(std::vector<IncidentId>{});
  for (const auto& other : merged_[ended.incident])
    if (std::ranges::find(said, other) == said.end())
      complain(n, name(ended.incident) + " ends as " + std::string{json::name_of(ended.kind)} + ", and " +
                      name(other) + ", which was merged into it, with it");
}

}  // namespace dispatch
