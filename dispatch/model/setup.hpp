#pragma once

#include <boost/describe.hpp>
#include <boost/json/object.hpp>
#include <memory>
#include <string>
#include <vector>

#include "dispatch/model/policy.hpp"

namespace dispatch {

// Where patients can be taken.
struct Facility {
  std::string id;  // of the region's list; may be empty
  std::string name;
  std::string kind;  // hospital, puskesmas
  geo::Position where;
};
BOOST_DESCRIBE_STRUCT(Facility, (), (id, name, kind, where))

// What the region's files and the settings said when somebody read them last. It holds for all nodes, and
// stands in the log, so that whoever replays a day knows what held then. (Units stand for themselves.)
struct Setup {
  SetupId id = *SetupId::from("setup");  // there is one
  Version v = 0;
  Policy policy;
  std::vector<Facility> facilities;
  std::shared_ptr<const boost::json::object> rest = {};
};
BOOST_DESCRIBE_STRUCT(Setup, (), (id, v, policy, facilities))

}  // namespace dispatch
