#pragma once

#include <optional>
#include <string>
#include <vector>

#include "dispatch/log/view.hpp"

// What people see of an entity: the entity itself and what is derived from the rest of the view.
namespace dispatch {

// Which entities a picture holds. `gone` left the live state.
struct Selection {
  std::vector<IncidentId> incidents;
  std::vector<AssignmentId> assignments;
  std::vector<UnitId> units;
  std::vector<ClosureId> closures;
  std::vector<FacilityId> facilities;
  std::vector<std::string> gone;
  bool for_crew = false;  // a crew does not need the caller's link, so it does not get it
};
[[nodiscard]] Selection everything(const View& view);
// What a crew sees: its units, their open assignments, the incidents and destinations of those.
[[nodiscard]] Selection of_units(const View& view, const std::vector<UnitId>& units);
// What changed for people by these events: the touched entities, the incidents whose state follows from a
// touched assignment, the units whose availability does,
// the destination that a job has got, the jobs that are bound for a facility.
[[nodiscard]] Selection changed_by(const View& view, const std::vector<Event>& events);

// A `Picture` of the wire.
void write_picture(std::string& out, const View& view, const Selection& selection);

}  // namespace dispatch
