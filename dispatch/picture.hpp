#pragma once

#include <optional>
#include <string>
#include <vector>

#include "dispatch/view.hpp"

// What people see of an entity: the entity itself and what is derived from the rest of the view.
namespace dispatch {

// The furthest of its open assignments; without one, what is known of the incident.
[[nodiscard]] IncidentState state_of(const Incident& incident, const View& view);

// Why an incident that nobody is on needs a person to look.
struct Alarm {
  enum class Kind { not_acknowledged, declined, unassigned };
  BOOST_DESCRIBE_NESTED_ENUM(Kind, not_acknowledged, declined, unassigned)
  Kind kind = Kind::unassigned;
  TimePoint since;
  std::optional<UnitId> unit;
};
BOOST_DESCRIBE_STRUCT(Alarm, (), (kind, since, unit))
[[nodiscard]] std::optional<Alarm> alarm_of(const Incident& incident, const View& view);

// Nobody is on it and somebody should be.
[[nodiscard]] bool is_waiting(IncidentState state);

// Which entities a picture holds. `gone` left the live state.
struct Selection {
  std::vector<IncidentId> incidents;
  std::vector<AssignmentId> assignments;
  std::vector<UnitId> units;
  std::vector<ClosureId> closures;
  std::vector<std::string> gone;
  bool for_crew = false;  // a crew does not need the caller's link, so it does not get it
};
[[nodiscard]] Selection everything(const View& view);
// What a crew sees: its units, their open assignments and the incidents of those.
[[nodiscard]] Selection of_units(const View& view, const std::vector<UnitId>& units);
// What changed for people by these events: the touched entities, the incidents whose state follows from a
// touched assignment, the units whose availability does.
[[nodiscard]] Selection changed_by(const View& view, const std::vector<Event>& events);

// A `Picture` of the wire.
void write_picture(std::string& out, const View& view, const Selection& selection);

}  // namespace dispatch
