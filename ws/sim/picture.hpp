#pragma once

#include <boost/json/object.hpp>
#include <map>
#include <string>

#include "dispatch/model/model.hpp"

namespace ws {

// What a client has seen of the live state, from the snapshots and events it was sent. What leaves the live
// state is kept, because the simulation reports on it at the end.
class Picture {
 public:
  struct SeenIncident {
    dispatch::Incident incident;
    dispatch::IncidentState state = dispatch::IncidentState::received;
  };

  // Takes a `snapshot` or `events` message; other messages change nothing.
  void take(const boost::json::object& message);

  std::map<dispatch::IncidentId, SeenIncident> incidents;
  std::map<dispatch::AssignmentId, dispatch::Assignment> assignments;
  std::map<dispatch::UnitId, dispatch::Unit> units;
};

}  // namespace ws
