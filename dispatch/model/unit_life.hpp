#pragma once

#include <algorithm>
#include <array>
#include <boost/describe/enum.hpp>

namespace dispatch {

// Retired: no longer on the region's list of units, and not to be seen or sent until it is there again.
enum class DutyState { off, on, out_of_service, retired };
BOOST_DESCRIBE_ENUM(DutyState, off, on, out_of_service, retired)

// Computed from duty and assignments; nobody can set it.
enum class AvailabilityState { available, conditional, not_available };
BOOST_DESCRIBE_ENUM(AvailabilityState, available, conditional, not_available)

namespace unit_life {

struct Row {
  DutyState from;
  DutyState to;
  bool with_open_assignment;  // may a unit that has a job do this?
};

// A vehicle may break down on a job (the job then goes back to the desk); a crew may not simply go home from
// one. No list takes its unit from a crew that is on duty.
// clang-format off
inline constexpr auto table = [] {
  using enum DutyState;
  return std::to_array<Row>({
      {off,            on,             true },
      {off,            out_of_service, true },
      {on,             on,             true },  // another crew, same vehicle
      {on,             off,            false},
      {on,             out_of_service, true },
      {out_of_service, on,             true },
      {out_of_service, off,            false},
      {out_of_service, out_of_service, true },  // another reason, another time
      {off,            retired,        false},
      {out_of_service, retired,        false},
  });
}();
// clang-format on

constexpr bool allows(DutyState from, DutyState to, bool has_open_assignment) {
  return std::ranges::any_of(table, [&](const Row& row) {
    return row.from == from && row.to == to && (row.with_open_assignment || !has_open_assignment);
  });
}

}  // namespace unit_life
}  // namespace dispatch
