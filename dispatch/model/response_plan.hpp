#pragma once

#include "dispatch/model/capabilities.hpp"

namespace dispatch {

// Which calls a response is for; what says nothing holds for all.
struct ResponseCase {
  std::optional<std::vector<std::string>>
      determinants;  // as written; with a * at its end, whatever begins so
  std::optional<std::vector<Needs>> needs;
  std::optional<std::vector<Priority>> priorities;
  std::optional<std::uint64_t> alarm;  // from this level on
  friend bool operator==(const ResponseCase&, const ResponseCase&) = default;
};
BOOST_DESCRIBE_STRUCT(ResponseCase, (), (determinants, needs, priorities, alarm))

struct PlannedResponse {
  ResponseCase when;
  Response response;
  friend bool operator==(const PlannedResponse&, const PlannedResponse&) = default;
};
BOOST_DESCRIBE_STRUCT(PlannedResponse, (), (when, response))

// What a region says that calls need: the first response that fits. Of what none fits, Siaga's own.
struct ResponsePlan {
  std::vector<Capability> capabilities;  // the region's own words
  std::vector<PlannedResponse> responses;
  friend bool operator==(const ResponsePlan&, const ResponsePlan&) = default;
};
BOOST_DESCRIBE_STRUCT(ResponsePlan, (), (capabilities, responses))

// A call that says no level has the first.
[[nodiscard]] bool is_for(const ResponseCase& when, const Triage& triage);
// What is needed where no region says anything else.
[[nodiscard]] const Response& default_response(const Triage& triage);
[[nodiscard]] const Response& response_to(const ResponsePlan* plan, const Triage& triage);

}  // namespace dispatch
