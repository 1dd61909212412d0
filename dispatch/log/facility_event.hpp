#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dispatch/model/facility.hpp"

// What happens about facilities and destinations, as the other events (event.hpp).
namespace dispatch {

// A job takes its patient there.
struct AssignmentBound {
  static constexpr std::string_view type = "assignment.bound";
  AssignmentId assignment;
  UnitId unit;
  IncidentId incident;
  FacilityId facility;
  std::optional<std::string> reason = {};
  std::optional<AsOffered> offered = {};
  std::optional<std::vector<Caution>> despite = {};
};
BOOST_DESCRIBE_STRUCT(AssignmentBound, (), (assignment, unit, incident, facility, reason, offered, despite))

// It goes there no more, and nobody has said where else.
struct AssignmentUnbound {
  static constexpr std::string_view type = "assignment.unbound";
  AssignmentId assignment;
  UnitId unit;
  IncidentId incident;
  FacilityId facility;
  std::optional<std::string> reason = {};
};
BOOST_DESCRIBE_STRUCT(AssignmentUnbound, (), (assignment, unit, incident, facility, reason))

// Somebody at the facility has said that they know.
struct AssignmentExpected {
  static constexpr std::string_view type = "assignment.expected";
  AssignmentId assignment;
  UnitId unit;
  IncidentId incident;
  FacilityId facility;
};
BOOST_DESCRIBE_STRUCT(AssignmentExpected, (), (assignment, unit, incident, facility))

// A facility of the region's list, new or changed there.
struct FacilityRegistered {
  static constexpr std::string_view type = "facility.registered";
  FacilityId facility;
  std::string name;
  std::string kind;
  geo::Position where;
  Capabilities capabilities;
};
BOOST_DESCRIBE_STRUCT(FacilityRegistered, (), (facility, name, kind, where, capabilities))

// It is no longer on the list, as with units.
struct FacilityRetired {
  static constexpr std::string_view type = "facility.retired";
  FacilityId facility;
};
BOOST_DESCRIBE_STRUCT(FacilityRetired, (), (facility))

struct FacilityStatusChanged {
  static constexpr std::string_view type = "facility.status_changed";
  FacilityId facility;
  Traffic state = Traffic::Normal;
  std::optional<TrafficCause> cause = {};
  std::optional<std::string> reason = {};
  FigureSource source = FigureSource::desk;
};
BOOST_DESCRIBE_STRUCT(FacilityStatusChanged, (), (facility, state, cause, reason, source))

// What is free of these kinds; of the others nothing new is known.
struct FacilityBedsCounted {
  static constexpr std::string_view type = "facility.beds_counted";
  FacilityId facility;
  std::vector<BedCount> beds;
  FigureSource source = FigureSource::desk;
};
BOOST_DESCRIBE_STRUCT(FacilityBedsCounted, (), (facility, beds, source))

}  // namespace dispatch
