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
  ask_places,
  ask_ways,
  close_roads,
  end_incidents,
  report_positions,
  see_board,
  see_map,
  see_own_jobs,
  send_units,
  set_duty,
  step_jobs,
  take_calls,
};
BOOST_DESCRIBE_ENUM(Right, ask_advice, ask_calls, ask_closures, ask_places, ask_ways, close_roads,
                    end_incidents, report_positions, see_board, see_map, see_own_jobs, send_units, set_duty,
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
