#pragma once

#include <boost/describe/enum.hpp>
#include <span>
#include <string>

#include "dispatch/model/error.hpp"
#include "dispatch/model/model.hpp"

namespace dispatch {

// What somebody may do or see. Everything that asks who somebody is asks for one of these, never for a role;
// the names are those of the wire. What a right reaches is its holder's own where the role has units of its
// own, else the region.
enum class Right {
  ask_advice,
  ask_calls,  // what is known of a call that comes in; of registered patients only with take_calls
  ask_closures,
  ask_notes,
  ask_places,
  ask_ways,
  change_facilities,  // their status and beds; of who works at one, its own
  close_roads,
  end_incidents,
  expect_patients,  // says that a facility knows who comes
  report_positions,
  say_outcomes,  // what came of a job
  see_board,
  see_facility,  // who comes there, and with what
  see_map,
  see_own_jobs,
  send_units,
  set_duty,
  step_jobs,
  take_calls,
};
BOOST_DESCRIBE_ENUM(Right, ask_advice, ask_calls, ask_closures, ask_notes, ask_places, ask_ways,
                    change_facilities, close_roads, end_incidents, expect_patients, report_positions,
                    say_outcomes, see_board, see_facility, see_map, see_own_jobs, send_units, set_duty,
                    step_jobs, take_calls)

// In the order of their names.
[[nodiscard]] std::span<const Right> rights_of(Role role);
[[nodiscard]] bool has(Role role, Right right);
// Speaks for units of its own and reaches nothing else.
[[nodiscard]] bool is_of_units(Role role);
// Works at one facility, and has a token for that.
[[nodiscard]] bool is_of_facility(Role role);

// "this topic is not for the role crew".
[[nodiscard]] Refusal not_for(const Actor& actor, std::string_view what);

}  // namespace dispatch
