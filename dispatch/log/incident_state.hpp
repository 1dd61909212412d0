#pragma once

#include <optional>

#include "dispatch/log/reading.hpp"

// What follows for an incident from what else there is.
namespace dispatch {

// The furthest of its open assignments; without one, what is known of the incident.
[[nodiscard]] IncidentState state_of(const Incident& incident, const Reading& view);

// Why an incident needs a person to look: nobody is on it, or somebody who must come is not.
struct Alarm {
  enum class Kind { not_acknowledged, declined, unassigned, lacks_units };
  BOOST_DESCRIBE_NESTED_ENUM(Kind, not_acknowledged, declined, unassigned, lacks_units)
  Kind kind = Kind::unassigned;
  TimePoint since;
  std::optional<UnitId> unit;
};
BOOST_DESCRIBE_STRUCT(Alarm, (), (kind, since, unit))
[[nodiscard]] std::optional<Alarm> alarm_of(const Incident& incident, const Reading& view);

// Nobody is on it and somebody should be.
[[nodiscard]] bool is_waiting(IncidentState state);

[[nodiscard]] bool is_late_at(const Assignment& job, Lateness what);
// So late to acknowledge that the next unit is proposed, and not seen to move.
[[nodiscard]] bool is_unanswered(const Assignment& job);
// Nobody is on it but such.
[[nodiscard]] bool wants_a_unit(const Incident& incident, const Reading& view);

}  // namespace dispatch
