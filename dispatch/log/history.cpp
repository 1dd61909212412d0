#include "dispatch/log/history.hpp"

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
  if (const auto* stepped = std::get_if<AssignmentStepped>(&event.body)) {
    const auto* assignment = view_.assignment(stepped->assignment);
    if (assignment == nullptr) return complain(n, "a step of an assignment that is not there");
    if (assignment->state != stepped->from || !assignment_life::allows(stepped->from, stepped->to))
      complain(n, "illegal step from " + std::string{json::name_of(assignment->state)} + " to " +
                      std::string{json::name_of(stepped->to)});
  }
}

}  // namespace dispatch
