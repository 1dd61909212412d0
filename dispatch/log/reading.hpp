#pragma once

#include <vector>

#include "dispatch/model/entity.hpp"

namespace dispatch {

struct Availability {
  enum class Why { free, about_to_clear, divertible, assigned, off_duty, out_of_service };
  BOOST_DESCRIBE_NESTED_ENUM(Why, free, about_to_clear, divertible, assigned, off_duty, out_of_service)
  AvailabilityState state = AvailabilityState::not_available;
  Why reason = Why::off_duty;
};

// Where entities are read: a node's whole view, or a draft that keeps in mind what its decision rests on.
// Nothing is null that is there.
class Reading {
 public:
  virtual ~Reading() = default;
  [[nodiscard]] virtual const Incident* incident(const IncidentId& id) const = 0;
  [[nodiscard]] virtual const Assignment* assignment(const AssignmentId& id) const = 0;
  [[nodiscard]] virtual const Unit* unit(const UnitId& id) const = 0;
  [[nodiscard]] virtual const Closure* closure(const ClosureId& id) const = 0;
  [[nodiscard]] virtual const Setup* setup() const = 0;
  [[nodiscard]] virtual const Facility* facility(const FacilityId& id) const = 0;
  // The incident whose link has this token, whether the link is still good or not.
  [[nodiscard]] virtual const Incident* linked(const LinkToken& token) const = 0;
  // The latest position. It has no version: what rests on it rests on what this node knew.
  [[nodiscard]] virtual const Fix* fix(const UnitId& id) const = 0;

  [[nodiscard]] Availability availability(const Unit& unit) const;
  // The assignments of an incident that are not finished.
  [[nodiscard]] std::vector<const Assignment*> open_assignments(const Incident& incident) const;
};

}  // namespace dispatch
