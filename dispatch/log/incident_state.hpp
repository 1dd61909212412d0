#pragma once

#include <optional>

#include "dispatch/log/reading.hpp"

// What follows for an incident from what else there is.
namespace dispatch {

// The furthest of its open assignments; without one, what is known of the incident.
[[nodiscard]] IncidentState state_of(const Incident& incident, const Reading& view);

// Why an incident that nobody is on needs a person to look.
struct Alarm {
  enum class Kind { not_acknowledged, declined, unassigned };
  BOOST_DESCRIBE_NESTED_ENUM(Kind, not_acknowledged, declined, unassigned)
  Kind kind = Kind::unassigned;
  TimePoint since;
  std::optional<UnitId> unit;
};
BOOST_DESCRIBE_STRUCT(Alarm, (), (kind, since, unit))
[[nodiscard]] std::optional<Alarm> alarm_of(const Incident& incident, const Reading& view);

// Nobody is on it and somebody should be.
[[nodiscard]] bool is_waiting(IncidentState state);

}  // namespace dispatch
