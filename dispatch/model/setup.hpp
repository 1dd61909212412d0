#pragma once

#include <boost/describe.hpp>
#include <boost/json/object.hpp>
#include <memory>
#include <string>
#include <vector>

#include "dispatch/model/policy.hpp"
#include "dispatch/model/response_plan.hpp"

namespace dispatch {

// A facility, as it stood here before facilities were entities.
struct ListedFacility {
  std::string id;  // of the region's list; may be empty
  std::string name;
  std::string kind;  // hospital, puskesmas
  geo::Position where;
};
BOOST_DESCRIBE_STRUCT(ListedFacility, (), (id, name, kind, where))

// What the region's files and the settings said when somebody read them last. It holds for all nodes, and
// stands in the log, so that whoever replays a day knows what held then. (Units and facilities stand for
// themselves.)
struct Setup {
  SetupId id = *SetupId::from("setup");  // there is one
  Version v = 0;
  Policy policy;
  std::vector<ListedFacility> facilities;       // of old logs; empty since (dispatch/model/facility.hpp)
  std::optional<ResponsePlan> plan = {};        // none: what Siaga itself says
  std::optional<std::vector<Post>> posts = {};  // where units may wait; none: nobody has read any
  std::shared_ptr<const boost::json::object> rest = {};
};
BOOST_DESCRIBE_STRUCT(Setup, (), (id, v, policy, facilities, plan, posts))

}  // namespace dispatch
