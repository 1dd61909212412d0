#pragma once

#include <algorithm>
#include <array>
#include <boost/describe/enum.hpp>
#include <initializer_list>

namespace dispatch {

// The life of one unit on one incident, in the order of the work, then the ways out. NEMSIS times in
// brackets. `delivered` (the tablet has it) and `acknowledged` (a person pressed) are different facts.
enum class AssignmentState {
  reserved,
  notified,  // eTimes.03 unit notified by dispatch
  delivered,
  acknowledged,    // eTimes.04 dispatch acknowledged
  en_route,        // eTimes.05
  on_scene,        // eTimes.06
  at_patient,      // eTimes.07
  left_scene,      // eTimes.09
  at_destination,  // eTimes.11
  handed_over,     // eTimes.12 destination patient transfer of care
  cleared,         // eTimes.13 unit back in service
  declined,
  timed_out,
  diverted,
  stood_down,
};
BOOST_DESCRIBE_ENUM(AssignmentState, reserved, notified, delivered, acknowledged, en_route, on_scene,
                    at_patient, left_scene, at_destination, handed_over, cleared, declined, timed_out,
                    diverted, stood_down)

namespace assignment_life {

struct Row {
  AssignmentState from;
  std::array<bool, 15> to{};
};

constexpr Row row(AssignmentState from, std::initializer_list<AssignmentState> to) {
  Row made{from, {}};
  for (const auto state : to) made.to[static_cast<std::size_t>(state)] = true;
  return made;
}

// What is not in the table cannot happen. Steps are skipped forward where reality skips them (a crew drives
// off before it presses "acknowledge"; a home visit ends at the patient), never backward.
inline constexpr auto table = [] {
  using enum AssignmentState;
  return std::array{
      row(reserved, {notified, delivered, acknowledged, en_route, declined, timed_out, diverted, stood_down}),
      row(notified, {delivered, acknowledged, en_route, declined, timed_out, diverted, stood_down}),
      row(delivered, {acknowledged, en_route, on_scene, declined, timed_out, diverted, stood_down}),
      row(acknowledged, {en_route, on_scene, at_patient, declined, diverted, stood_down}),
      row(en_route, {on_scene, at_patient, diverted, stood_down}),
      row(on_scene, {at_patient, left_scene, cleared, stood_down}),
      row(at_patient, {left_scene, at_destination, cleared, stood_down}),
      row(left_scene, {at_destination, handed_over, stood_down}),
      row(at_destination, {handed_over, cleared}),
      row(handed_over, {cleared}),
      row(cleared, {}),
      row(declined, {}),
      row(timed_out, {}),
      row(diverted, {}),
      row(stood_down, {}),
  };
}();

constexpr bool allows(AssignmentState from, AssignmentState to) {
  const auto found = std::ranges::find(table, from, &Row::from);
  return found != table.end() && found->to[static_cast<std::size_t>(to)];
}

// Nothing follows: the unit is free of it.
constexpr bool is_finished(AssignmentState state) {
  const auto found = std::ranges::find(table, state, &Row::from);
  return found != table.end() && std::ranges::none_of(found->to, [](bool allowed) { return allowed; });
}

// A person must say why.
constexpr bool wants_reason(AssignmentState state) {
  return state == AssignmentState::declined || state == AssignmentState::stood_down;
}

}  // namespace assignment_life
}  // namespace dispatch
