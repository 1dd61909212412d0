#include "dispatch/permission.hpp"

#include <algorithm>
#include <string>

namespace dispatch {
namespace {

template <class T, class... Of>
constexpr bool is_one_of = (std::is_same_v<T, Of> || ...);

bool speaks_for(const Actor& actor, const UnitId& unit) {
  return std::ranges::find(actor.units, unit) != actor.units.end();
}

// Steps that are the desk's: a crew does not stand itself down.
bool is_desk_step(AssignmentState to) {
  return to == AssignmentState::stood_down || to == AssignmentState::notified;
}

bool crew_may(const View& view, const Actor& actor, const CommandBody& body) {
  if (const auto* step = std::get_if<StepAssignment>(&body)) {
    const auto* job = view.assignment(step->assignment);
    // What is not there is refused as unknown, by decide.
    return job == nullptr || (speaks_for(actor, job->unit) && !is_desk_step(step->to));
  }
  if (const auto* duty = std::get_if<ChangeDuty>(&body)) return speaks_for(actor, duty->unit);
  return false;
}

bool operator_may(const CommandBody& body) {
  return std::visit(
      []<class T>(const T&) {
        return !is_one_of<T, HearCaller, ExpireAssignment, MarkDue, MarkOverdue, ArchiveIncident, EndClosure,
                          RegisterUnit>;
      },
      body);
}

bool may(const View& view, const Actor& actor, const CommandBody& body) {
  switch (actor.role) {
    case Role::system: return true;
    case Role::operator_: return operator_may(body);
    case Role::crew: return crew_may(view, actor, body);
    case Role::supervisor: return false;
    case Role::caller: return std::holds_alternative<HearCaller>(body);  // the token says where; see decide
  }
  return false;
}

}  // namespace

std::optional<Refusal> not_permitted(const View& view, const Actor& actor, const CommandBody& body) {
  if (may(view, actor, body)) return std::nullopt;
  return Refusal{Errc::not_allowed, "this is not for the role " + std::string{name_of(actor.role)}, {}};
}

}  // namespace dispatch
