#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dispatch/choose/hospitals.hpp"
#include "dispatch/choose/travel_times.hpp"
#include "dispatch/model/model_json.hpp"

namespace ws {

// The way of a unit to its incident; answered by `route`.
struct AskRoute {
  static constexpr std::string_view type = "ask_route";
  dispatch::CommandId query;
  dispatch::AssignmentId assignment;
};
BOOST_DESCRIBE_STRUCT(AskRoute, (), (query, assignment))

// Where a patient can be taken from an incident; answered by `hospitals`.
struct AskHospitals {
  static constexpr std::string_view type = "ask_hospitals";
  dispatch::CommandId query;
  dispatch::IncidentId incident;
};
BOOST_DESCRIBE_STRUCT(AskHospitals, (), (query, incident))

// Which roads a closure by these points closes; answered by `closed_roads`.
struct AskClosure {
  static constexpr std::string_view type = "ask_closure";
  dispatch::CommandId query;
  std::vector<geo::Position> points;
};
BOOST_DESCRIBE_STRUCT(AskClosure, (), (query, points))

// `avoids`: what is closed on the way that would be driven otherwise.
std::string encode_route(const AskRoute& asked, const geo::roads::Route& route,
                         const std::vector<const dispatch::Closure*>& avoids);
std::string encode_closed_roads(const AskClosure& asked, const geo::roads::Closing& closing);
std::string encode_hospitals(const AskHospitals& asked, const std::vector<dispatch::HospitalOffer>& offers);

}  // namespace ws
