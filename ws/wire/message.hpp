#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "dispatch/choose/arrivals.hpp"
#include "dispatch/choose/hospitals.hpp"
#include "dispatch/choose/recommend.hpp"
#include "dispatch/desk/desk.hpp"
#include "dispatch/desk/learning.hpp"
#include "dispatch/log/past_call.hpp"
#include "dispatch/people/duplicates.hpp"
#include "dispatch/people/patients.hpp"
#include "dispatch/rules/command.hpp"
#include "ws/questions/finder.hpp"

// The wire ends here: what clients say becomes types, what they are told becomes text, field for field as in
// ws/protocol/siaga.v1.schema.json.
namespace ws {

struct Hello {
  static constexpr std::string_view type = "hello";
  std::string token;
  std::optional<dispatch::DeviceId> device;
};
BOOST_DESCRIBE_STRUCT(Hello, (), (token, device))

struct Subscribe {
  static constexpr std::string_view type = "subscribe";
  std::string topic;
  std::optional<dispatch::LogPosition> after;
};
BOOST_DESCRIBE_STRUCT(Subscribe, (), (topic, after))

struct Unsubscribe {
  static constexpr std::string_view type = "unsubscribe";
  std::string topic;
};
BOOST_DESCRIBE_STRUCT(Unsubscribe, (), (topic))

struct Recommend {
  static constexpr std::string_view type = "recommend";
  dispatch::IncidentId incident;
};
BOOST_DESCRIBE_STRUCT(Recommend, (), (incident))

struct Fixes {
  static constexpr std::string_view type = "fixes";
  std::vector<dispatch::Fix> fixes;
};
BOOST_DESCRIBE_STRUCT(Fixes, (), (fixes))

// Read a place out of a text; answered by `candidates`.
struct Locate {
  static constexpr std::string_view type = "locate";
  dispatch::CommandId query;  // the answer says which it answers
  std::string text;
  std::optional<geo::Position> near;
  std::optional<bool> typing;
  std::optional<geo::Language> language;
};
BOOST_DESCRIBE_STRUCT(Locate, (), (query, text, near, typing, language))

// Say where a point is; answered by `described`.
struct Describe {
  static constexpr std::string_view type = "describe";
  dispatch::CommandId query;  // the answer says which it answers
  geo::Position at;
  std::optional<geo::Language> language;
};
BOOST_DESCRIBE_STRUCT(Describe, (), (query, at, language))

// Which incidents may this call belong to? Answered by `call_hints`.
struct CheckCall {
  static constexpr std::string_view type = "check_call";
  dispatch::CommandId query;
  std::optional<dispatch::IncidentId> incident;
  std::optional<dispatch::Place> place;
  std::optional<dispatch::Caller> caller;
  std::optional<std::string> complaint;
};
BOOST_DESCRIBE_STRUCT(CheckCall, (), (query, incident, place, caller, complaint))

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

struct Ping {
  static constexpr std::string_view type = "ping";
};
BOOST_DESCRIBE_STRUCT(Ping, (), ())

struct CommandMessage {
  dispatch::Command command;
  std::string digest;  // of the text, so that the same id with another body is noticed
};

using Request = std::variant<Hello, Subscribe, Unsubscribe, Recommend, Locate, Describe, CheckCall, AskRoute,
                             AskHospitals, AskClosure, Fixes, Ping, CommandMessage>;

struct BadRequest {
  dispatch::Refusal refusal;
  std::string id;  // of the command, where one could be read
};

boost::system::result<Request, BadRequest> decode(std::string_view text);

// What travel times rest on.
enum class RoadState {
  ready,   // the region's road graph
  none,    // it has none: straight lines
  broken,  // its file cannot be used: straight lines
};
BOOST_DESCRIBE_ENUM(RoadState, ready, none, broken)

struct RegionInfo {
  std::string name;
  std::string title;
  std::string prefix;
  int utc_offset_minutes = 0;
  double map_lat = 0;
  double map_lon = 0;
  double map_zoom = 10;
  RoadState roads = RoadState::none;
};

// What is known of a call that comes in. `past` is not there when nobody's number is known or the store is
// away, `patients` when no register is kept or the asking person is no operator.
struct CallHints {
  std::vector<dispatch::Hint> hints;
  std::optional<std::vector<dispatch::PastCall>> past;
  std::optional<std::vector<dispatch::FoundPatient>> patients;
};
BOOST_DESCRIBE_STRUCT(CallHints, (), (hints, past, patients))

std::string encode_welcome(const dispatch::Actor& actor, const RegionInfo& region, dispatch::TimePoint now,
                           double clock_speed, const dispatch::StoreState& store);
std::string encode_pong(dispatch::TimePoint now);
std::string encode_ack(std::string_view id, const dispatch::LogPosition& position);
std::string encode_refused(std::string_view id, const dispatch::Refusal& refusal);
std::string encode_notice(std::string_view code, dispatch::TimePoint since, std::string_view message);
std::string encode_candidates(const dispatch::CommandId& query, const geo::Reading& reading);
std::string encode_described(const dispatch::CommandId& query, const Described& described);
std::string encode_call_hints(const dispatch::CommandId& query, const CallHints& hints);
std::string encode_arrivals(const std::vector<dispatch::Arrival>& arrivals);
std::string encode_estimates(const dispatch::Estimates& estimates);
// `avoids`: what is closed on the way that would be driven otherwise.
std::string encode_route(const AskRoute& asked, const geo::roads::Route& route,
                         const std::vector<const dispatch::Closure*>& avoids);
std::string encode_closed_roads(const AskClosure& asked, const geo::roads::Closing& closing);
std::string encode_hospitals(const AskHospitals& asked, const std::vector<dispatch::HospitalOffer>& offers);
std::string encode_recommendation(const dispatch::Recommendation& recommendation);

[[noreturn]] void throw_exception_from_error(const BadRequest& bad, const boost::source_location& where);

}  // namespace ws
