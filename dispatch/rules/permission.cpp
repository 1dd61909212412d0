#include "dispatch/rules/permission.hpp"

#include <algorithm>
#include <concepts>
#include <vector>

#include "dispatch/rules/command_table.hpp"

namespace dispatch {
namespace {

// Steps that are the desk's: a crew does not stand itself down.
bool is_desk_step(AssignmentState to) {
  return to == AssignmentState::stood_down || to == AssignmentState::notified;
}

// The units that a command moves.
struct Moved {
  const Reading& view;
  using Units = std::vector<UnitId>;
  [[nodiscard]] Units of(const AssignmentId& id) const {
    const auto* job = view.assignment(id);
    return job == nullptr ? Units{} : Units{job->unit};
  }
  Units operator()(const DispatchUnit& c) const { return {c.unit}; }
  Units operator()(const ReassignUnit& c) const {
    auto units = of(c.assignment);
    units.push_back(c.unit);
    return units;
  }
  Units operator()(const StepAssignment& c) const { return of(c.assignment); }
  Units operator()(const BindAssignment& c) const { return of(c.assignment); }
  Units operator()(const UnbindAssignment& c) const { return of(c.assignment); }
  Units operator()(const SayOutcome& c) const { return of(c.assignment); }
  Units operator()(const ChangeDuty& c) const { return {c.unit}; }
  Units operator()(const MoveUnitUp& c) const { return {c.unit}; }
  Units operator()(const AnswerMove& c) const { return {c.unit}; }
  Units operator()(const auto&) const { return {}; }
};

// Who works at a facility speaks for that one.
bool reaches_facility(const Actor& actor, const CommandBody& body) {
  if (!is_of_facility(actor.role)) return true;
  return std::visit(
      [&]<class T>(const T& c) {
        if constexpr (requires {
                        { c.facility } -> std::convertible_to<FacilityId>;
                      })
          return actor.facility == c.facility.view();
        else
          return false;
      },
      body);
}

bool reaches(const Reading& view, const Actor& actor, const UnitId& id) {
  if (is_of_units(actor.role)) return std::ranges::find(actor.units, id) != actor.units.end();
  if (actor.stations.empty()) return true;
  const auto* unit = view.unit(id);
  return unit == nullptr || std::ranges::find(actor.stations, unit->station.name) != actor.stations.end();
}

// Whether all that a command moves is within the actor's reach. What is not there is refused as unknown, by
// decide.
bool reaches_all(const Reading& view, const Actor& actor, const CommandBody& body) {
  const auto* step = std::get_if<StepAssignment>(&body);
  if (step != nullptr && is_of_units(actor.role) && is_desk_step(step->to)) return false;
  const auto* answer = std::get_if<AnswerMove>(&body);
  const bool is_desks = answer != nullptr && answer->answer == MoveAnswer::called_off;
  if (is_desks && is_of_units(actor.role)) return false;
  return std::ranges::all_of(std::visit(Moved{view}, body),
                             [&](const UnitId& unit) { return reaches(view, actor, unit); });
}

bool may(const Reading& view, const Actor& actor, const CommandBody& body) {
  if (actor.role == Role::system) return true;
  if (actor.role == Role::caller) return std::holds_alternative<HearCaller>(body);  // the token says where
  const auto needed = right_for(body);
  if (!needed || !has(actor.role, *needed)) return false;
  return reaches_facility(actor, body) && reaches_all(view, actor, body);
}

}  // namespace

std::optional<Refusal> not_permitted(const Reading& view, const Actor& actor, const CommandBody& body) {
  if (may(view, actor, body)) return std::nullopt;
  return not_for(actor, "this");
}

}  // namespace dispatch
