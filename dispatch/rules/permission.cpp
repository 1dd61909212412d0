#include "dispatch/rules/permission.hpp"

#include <algorithm>

#include "dispatch/model/rights.hpp"

namespace dispatch {
namespace {

// The right that a command needs; nothing: Siaga's own, or a caller's by the link. One without a row does not
// compile.
struct Needed {
  using Maybe = std::optional<Right>;
  Maybe operator()(const ReceiveIncident&) const { return Right::take_calls; }
  Maybe operator()(const LocateIncident&) const { return Right::take_calls; }
  Maybe operator()(const ProposePlace&) const { return Right::take_calls; }
  Maybe operator()(const LinkIncident&) const { return Right::take_calls; }
  Maybe operator()(const UnlinkIncident&) const { return Right::take_calls; }
  Maybe operator()(const TriageIncident&) const { return Right::take_calls; }
  Maybe operator()(const NoteIncident&) const { return Right::take_calls; }
  Maybe operator()(const EndIncident&) const { return Right::end_incidents; }
  Maybe operator()(const ReopenIncident&) const { return Right::end_incidents; }
  Maybe operator()(const DispatchUnit&) const { return Right::send_units; }
  Maybe operator()(const ReassignUnit&) const { return Right::send_units; }
  Maybe operator()(const StepAssignment&) const { return Right::step_jobs; }
  Maybe operator()(const ChangeDuty&) const { return Right::set_duty; }
  Maybe operator()(const CloseRoad&) const { return Right::close_roads; }
  Maybe operator()(const ExtendClosure&) const { return Right::close_roads; }
  Maybe operator()(const OpenRoad&) const { return Right::close_roads; }
  Maybe operator()(const HearCaller&) const { return {}; }
  Maybe operator()(const ExpireAssignment&) const { return {}; }
  Maybe operator()(const MarkDue&) const { return {}; }
  Maybe operator()(const MarkOverdue&) const { return {}; }
  Maybe operator()(const ArchiveIncident&) const { return {}; }
  Maybe operator()(const EndClosure&) const { return {}; }
  Maybe operator()(const RegisterUnit&) const { return {}; }
};

bool speaks_for(const Actor& actor, const UnitId& unit) {
  return std::ranges::find(actor.units, unit) != actor.units.end();
}

// Steps that are the desk's: a crew does not stand itself down.
bool is_desk_step(AssignmentState to) {
  return to == AssignmentState::stood_down || to == AssignmentState::notified;
}

// Whether what the command is about is the actor's own.
bool is_own(const Reading& view, const Actor& actor, const CommandBody& body) {
  if (const auto* step = std::get_if<StepAssignment>(&body)) {
    const auto* job = view.assignment(step->assignment);
    // What is not there is refused as unknown, by decide.
    return job == nullptr || (speaks_for(actor, job->unit) && !is_desk_step(step->to));
  }
  const auto* duty = std::get_if<ChangeDuty>(&body);
  return duty != nullptr && speaks_for(actor, duty->unit);
}

bool may(const Reading& view, const Actor& actor, const CommandBody& body) {
  if (actor.role == Role::system) return true;
  if (actor.role == Role::caller) return std::holds_alternative<HearCaller>(body);  // the token says where
  const auto needed = std::visit(Needed{}, body);
  if (!needed || !has(actor.role, *needed)) return false;
  return !is_of_units(actor.role) || is_own(view, actor, body);
}

}  // namespace

std::optional<Refusal> not_permitted(const Reading& view, const Actor& actor, const CommandBody& body) {
  if (may(view, actor, body)) return std::nullopt;
  return not_for(actor, "this");
}

}  // namespace dispatch
