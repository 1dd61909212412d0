#pragma once

#include "dispatch/log/event.hpp"

namespace dispatch {

// Where events are applied: a node's whole view, or the few copies that a decision works on.
class Entities {
 public:
  virtual ~Entities() = default;
  // The entity to change; made anew if there is none.
  virtual Incident& incident(const IncidentId& id) = 0;
  virtual Assignment& assignment(const AssignmentId& id) = 0;
  virtual Unit& unit(const UnitId& id) = 0;
  virtual Closure& closure(const ClosureId& id) = 0;
  virtual Setup& setup() = 0;
  virtual Facility& facility(const FacilityId& id) = 0;
};

struct EntityRef {
  EntityKind kind;
  std::string_view id;  // of the event it was made from
};

// The entities that the event changes.
[[nodiscard]] std::vector<EntityRef> touched_by(const EventBody& body);

// Makes the new state of every entity that the event touches, but not its version.
void apply(Entities& entities, const Event& event);

}  // namespace dispatch
