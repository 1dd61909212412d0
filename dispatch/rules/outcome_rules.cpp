#include <algorithm>

#include "dispatch/model/json.hpp"
#include "dispatch/model/limits.hpp"
#include "dispatch/rules/rules.hpp"

namespace dispatch {
namespace {

// Also of one that was stood down from there.
bool was_on_scene(const Assignment& job) {
  return std::ranges::any_of(job.times, [](const Stamp& stamp) {
    return stamp.state >= AssignmentState::on_scene && stamp.state <= AssignmentState::cleared;
  });
}

Refusal wrong_time(const Assignment& job, std::string_view why) {
  return {Errc::illegal_step,
          text(job.unit.view()) + " " + text(why),
          {{"from", text(json::name_of(job.state))}}};
}

}  // namespace

OrRefusal<Decision> Rules::operator()(const SayOutcome& c) {
  const auto job = known(c.assignment);
  if (job.has_error()) return job.error();
  if (!was_on_scene(**job))
    return wrong_time(**job, "has not been on the scene: nothing has come of its job");
  if (assignment_life::is_finished((*job)->state) && now_ - (*job)->times.back().recorded > outcome_within)
    return wrong_time(**job, "ended its job more than 24 hours ago: what was said of it stands");
  const auto note = says_something(c.note) ? c.note : std::nullopt;
  if (note && note->size() > longest_outcome_note)
    return Refusal{Errc::bad_field, "the note should be at most 500 bytes", {{"field", "note"}}};
  draft_.add(AssignmentOutcomeSaid{(*job)->id, (*job)->unit, (*job)->incident, c.outcome, note});
  return draft_.take();
}

}  // namespace dispatch
