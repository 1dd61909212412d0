#include "dispatch/model/rights.hpp"

#include <algorithm>
#include <array>

namespace dispatch {
namespace {

using enum Right;

// Who may do what, as a table: a role is a row of rights. A caller has a link, and Siaga acts by rule:
// neither has a right of a session.
constexpr std::array of_operator{ask_advice,    ask_calls,    ask_closures,      ask_notes,
                                 ask_places,    ask_ways,     change_facilities, close_roads,
                                 end_incidents, say_outcomes, see_board,         see_map,
                                 send_units,    set_duty,     step_jobs,         take_calls};
constexpr std::array of_crew{ask_notes,    ask_ways, report_positions, say_outcomes,
                             see_own_jobs, set_duty, step_jobs};
constexpr std::array of_supervisor{ask_advice, ask_calls,    ask_closures, ask_notes, ask_places,
                                   ask_ways,   say_outcomes, see_board,    see_map};
constexpr std::array of_hospital{change_facilities, expect_patients, see_facility};

static_assert(std::ranges::is_sorted(of_operator) && std::ranges::is_sorted(of_crew) &&
              std::ranges::is_sorted(of_supervisor) && std::ranges::is_sorted(of_hospital));

}  // namespace

std::span<const Right> rights_of(Role role) {
  switch (role) {
    case Role::operator_: return of_operator;
    case Role::crew: return of_crew;
    case Role::supervisor: return of_supervisor;
    case Role::hospital: return of_hospital;
    case Role::puskesmas_staff:
    case Role::clinician:
    case Role::administrator:
    case Role::integration:  // can sign in; what they do here has no row yet
    case Role::caller:
    case Role::system: return {};
  }
  return {};
}

bool has(Role role, Right right) {
  const auto rights = rights_of(role);
  return std::ranges::find(rights, right) != rights.end();
}

bool is_of_units(Role role) {
  return has(role, see_own_jobs);
}

bool is_of_facility(Role role) {
  return role == Role::puskesmas_staff || role == Role::clinician || role == Role::hospital;
}

Refusal not_for(const Actor& actor, std::string_view what) {
  return {
      Errc::not_allowed, std::string{what} + " is not for the role " + std::string{name_of(actor.role)}, {}};
}

}  // namespace dispatch
