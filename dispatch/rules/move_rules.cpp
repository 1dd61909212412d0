#include <algorithm>

#include "dispatch/model/json.hpp"
#include "dispatch/rules/rules.hpp"

namespace dispatch {
namespace {

const Post* find_post(const Reading& view, std::string_view id) {
  const auto* setup = view.setup();
  if (setup == nullptr || !setup->posts) return nullptr;
  const auto found = std::ranges::find(*setup->posts, id, &Post::id);
  return found == setup->posts->end() ? nullptr : &*found;
}

}  // namespace

// Who is about to clear may be told already where to go then.
OrRefusal<Decision> Rules::operator()(const MoveUnitUp& c) {
  const auto known_unit = known(c.unit);
  if (known_unit.has_error()) return known_unit.error();
  const auto& unit = **known_unit;
  if (unit.duty.state != DutyState::on)
    return Refusal{Errc::illegal_step, text(c.unit.view()) + " is not on duty, so it does not wait", {}};
  const auto* job = unit.assignment ? view_.assignment(*unit.assignment) : nullptr;
  if (job != nullptr && job->state < AssignmentState::at_destination)
    return Refusal{
        Errc::unit_busy,
        text(c.unit.view()) + " has a job: it can be told where to wait when it is at the hospital",
        {{"assignment", text(unit.assignment->view())}}};
  const auto* post = find_post(view_, c.post);
  if (post == nullptr)
    return Refusal{Errc::bad_field,
                   "post should be one of the region's stations and posts: there is no " +
                       text(json::beginning_of(c.post)),
                   {{"field", "post"}}};
  const auto& move = unit.move_up;
  if (move && move->post.id == c.post && move->state != MoveUp::State::cannot)
    return Refusal{Errc::illegal_step, text(c.unit.view()) + " has been told to wait there already", {}};
  draft_.add(UnitMovedUp{c.unit, *post});
  return draft_.take();
}

OrRefusal<Decision> Rules::operator()(const AnswerMove& c) {
  const auto known_unit = known(c.unit);
  if (known_unit.has_error()) return known_unit.error();
  const auto& move = (*known_unit)->move_up;
  if (!move || move->post.id != c.post)
    return Refusal{Errc::illegal_step, text(c.unit.view()) + " is not to wait there any more", {}};
  if (c.answer == MoveAnswer::seen && move->state != MoveUp::State::told)
    return Refusal{Errc::illegal_step, "that has been answered already", {}};
  draft_.add(UnitAnsweredMove{c.unit, c.answer, c.reason});
  return draft_.take();
}

}  // namespace dispatch
