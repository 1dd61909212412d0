#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <vector>

#include "dispatch/log/view.hpp"

namespace dispatch {

// Who comes to a facility, and with what: no more of the patient than it needs to make ready.
struct Coming {
  AssignmentId assignment;
  std::string number;  // of the incident
  UnitId unit;
  std::string callsign;
  AssignmentState state = AssignmentState::reserved;
  std::optional<Priority> priority;
  std::optional<std::string> complaint;
  std::optional<std::string> determinant;
  std::optional<std::uint64_t> age_months;
  std::optional<Sex> sex;
  TimePoint bound_at;
  std::optional<TimePoint> arrives_at;  // as it looks now, once it has left the scene
  std::optional<TimePoint> low;         // in 80 of 100 cases between low and high
  std::optional<TimePoint> high;
  std::optional<TimePoint> arrived_at;
  std::optional<TimePoint> expected_at;  // when somebody here said that they know
};
BOOST_DESCRIBE_STRUCT(Coming, (),
                      (assignment, number, unit, callsign, state, priority, complaint, determinant,
                       age_months, sex, bound_at, arrives_at, low, high, arrived_at, expected_at))

// When somebody arrives at a facility.
struct ComingAt {
  AssignmentId assignment;
  FacilityId facility;
  std::optional<TimePoint> at;
  std::optional<TimePoint> low;
  std::optional<TimePoint> high;
};

// In the order in which they were bound for it; whoever has handed over comes no more.
[[nodiscard]] std::vector<Coming> coming_to(const View& view, const FacilityId& facility,
                                            const std::vector<ComingAt>& times);

}  // namespace dispatch
