#include "ws/wire/message.hpp"

#include <boost/uuid/name_generator.hpp>
#include <boost/uuid/uuid_io.hpp>
#include <stdexcept>

#include "dispatch/model/json.hpp"
#include "dispatch/model/rights.hpp"

namespace ws {
namespace {

namespace bj = boost::json;
namespace json = dispatch::json;
using dispatch::Errc;

constexpr std::size_t most_fixes = 500;

std::string digest_of(std::string_view text) {
  const boost::uuids::name_generator_sha1 name{boost::uuids::ns::oid()};
  return to_string(name(text.data(), text.size()));
}

BadRequest bad_field(const json::FieldError& why, std::string id) {
  const auto field = why.path.empty() ? std::string{"the message"} : why.path;
  return {{Errc::bad_field, field + " should be " + why.wanted, {{"field", field}}}, std::move(id)};
}

// Of the command or query, for the refusal.
std::string readable_id(const bj::object& object) {
  const auto* id = object.if_contains("id");
  if (id == nullptr) id = object.if_contains("query");
  const auto known =
      id != nullptr && id->is_string() ? dispatch::CommandId::from(id->get_string()) : std::nullopt;
  return known ? std::string{known->view()} : std::string{};
}

boost::system::result<Request, BadRequest> decode_command(const bj::object& object,
                                                          dispatch::ClientCommand body,
                                                          std::string_view text) {
  CommandMessage message;
  json::FieldError why;
  const bool good = json::read_field(object, "id", message.command.id, why) &&
                    json::read_field(object, "at", message.command.at, why) &&
                    json::read_field(object, "if_version", message.command.if_version, why) &&
                    std::visit(
                        [&](auto& one) {
                          if (!json::read_fields(object, one, why, {"type", "id", "at", "if_version"}))
                            return false;
                          message.command.body = std::move(one);
                          return true;
                        },
                        body);
  if (!good) return bad_field(why, readable_id(object));
  message.digest = digest_of(text);
  return Request{std::move(message)};
}

template <class T>
boost::system::result<Request, BadRequest> decode_plain(const bj::object& object) {
  T message;
  json::FieldError why;
  if (!json::read_fields(object, message, why, {"type"})) return bad_field(why, readable_id(object));
  if constexpr (std::is_same_v<T, Fixes>)
    if (message.fixes.size() > most_fixes) return bad_field({"fixes", "at most 500 positions"}, {});
  return Request{std::move(message)};
}

}  // namespace

void throw_exception_from_error(const BadRequest& bad, const boost::source_location&) {
  throw std::runtime_error{bad.refusal.message};
}

boost::system::result<Request, BadRequest> decode(std::string_view text) {
  boost::system::error_code error;
  const auto value = bj::parse(text, error);
  if (error) return BadRequest{{Errc::bad_json, "this is not JSON: " + error.message(), {}}, {}};
  if (!value.is_object()) return BadRequest{{Errc::bad_json, "a message is one JSON object", {}}, {}};
  const auto& object = value.get_object();
  std::string type;
  json::FieldError why;
  if (!json::read_field(object, "type", type, why)) return bad_field(why, readable_id(object));

  if (type == Hello::type) return decode_plain<Hello>(object);
  if (type == Subscribe::type) return decode_plain<Subscribe>(object);
  if (type == Unsubscribe::type) return decode_plain<Unsubscribe>(object);
  if (type == Recommend::type) return decode_plain<Recommend>(object);
  if (type == Locate::type) return decode_plain<Locate>(object);
  if (type == Describe::type) return decode_plain<Describe>(object);
  if (type == CheckCall::type) return decode_plain<CheckCall>(object);
  if (type == AskRoute::type) return decode_plain<AskRoute>(object);
  if (type == AskHospitals::type) return decode_plain<AskHospitals>(object);
  if (type == AskClosure::type) return decode_plain<AskClosure>(object);
  if (type == Fixes::type) return decode_plain<Fixes>(object);
  if (type == Ping::type) return decode_plain<Ping>(object);
  if (auto command = json::alternative<dispatch::ClientCommand>(type))
    return decode_command(object, std::move(*command), text);
  return BadRequest{{Errc::bad_type, "no message has the type " + std::string{json::beginning_of(type)}, {}},
                    readable_id(object)};
}

std::string encode_welcome(const dispatch::Actor& actor, const RegionInfo& region, dispatch::TimePoint now,
                           double clock_speed, const dispatch::StoreState& store) {
  std::string out;
  {
    json::Object welcome{out};
    welcome.field("type", "welcome").field("name", actor.name).field("role", name_of(actor.role));
    json::write_array(welcome.begin("rights"), dispatch::rights_of(actor.role),
                      [](std::string& to, dispatch::Right right) { json::write(to, right); });
    welcome.field("units", actor.units);
    {
      json::Object about{welcome.begin("region")};
      about.field("name", region.name).field("title", region.title).field("prefix", region.prefix);
      about.field("utc_offset_minutes", region.utc_offset_minutes).field("roads", region.roads);
      json::Object map{about.begin("map")};
      map.field("lat", region.map_lat).field("lon", region.map_lon).field("zoom", region.map_zoom);
    }
    welcome.field("server_time", now).field("clock_speed", clock_speed);
    json::Object state{welcome.begin("store")};
    state.field("state", store.is_up ? "up" : "away").field("since", store.since);
  }
  return out;
}

std::string encode_pong(dispatch::TimePoint now) {
  std::string out;
  json::Object{out}.field("type", "pong").field("server_time", now);
  return out;
}

std::string encode_ack(std::string_view id, const dispatch::LogPosition& position) {
  std::string out;
  json::Object{out}.field("type", "ack").field("id", id).field("position", position);
  return out;
}

std::string encode_refused(std::string_view id, const dispatch::Refusal& refusal) {
  std::string out;
  {
    json::Object refused{out};
    refused.field("type", "refused");
    if (!id.empty()) refused.field("id", id);
    refused.field("code", refusal.code).field("message", refusal.message);
    if (!refusal.details.empty()) {
      json::Object details{refused.begin("details")};
      for (const auto& [name, value] : refusal.details) details.field(name, value);
    }
  }
  return out;
}

std::string encode_notice(std::string_view code, dispatch::TimePoint since, std::string_view message) {
  std::string out;
  json::Object{out}
      .field("type", "notice")
      .field("code", code)
      .field("since", since)
      .field("message", message);
  return out;
}

std::string encode_candidates(const dispatch::CommandId& query, const geo::Reading& reading) {
  std::string out;
  json::Object{out}.field("type", "candidates").field("query", query).fields(reading);
  return out;
}

std::string encode_described(const dispatch::CommandId& query, const Described& described) {
  std::string out;
  json::Object answer{out};
  answer.field("type", "described")
      .field("query", query)
      .field("text", described.text)
      .field("border_m", described.border_m)
      .field("catchment", described.catchment)
      .field("home_units", described.home_units);
  return out;
}

std::string encode_call_hints(const dispatch::CommandId& query, const CallHints& hints) {
  std::string out;
  json::Object{out}.field("type", "call_hints").field("query", query).fields(hints);
  return out;
}

std::string encode_arrivals(const std::vector<dispatch::Arrival>& arrivals) {
  std::string out;
  json::Object{out}.field("type", "arrivals").field("arrivals", arrivals);
  return out;
}

std::string encode_estimates(const dispatch::Estimates& estimates) {
  std::string out;
  json::Object{out}.field("type", "estimates").fields(estimates);
  return out;
}

std::string encode_route(const AskRoute& asked, const geo::roads::Route& route,
                         const std::vector<const dispatch::Closure*>& avoids) {
  std::string out;
  {
    json::Object answer{out};
    answer.field("type", "route").field("query", asked.query).field("assignment", asked.assignment);
    answer.field("travel_s", std::ceil(route.travel.seconds))
        .field("metres", std::round(route.travel.metres));
    json::write_array(answer.begin("line"), route.line,
                      [](std::string& to, const geo::Position& point) { json::write(to, point); });
    json::write_array(answer.begin("roads"), route.legs,
                      [](std::string& to, const geo::roads::Route::Leg& leg) {
                        json::Object{to}.field("name", leg.road).field("metres", std::round(leg.metres));
                      });
    if (!avoids.empty())
      json::write_array(answer.begin("avoids"), avoids, [](std::string& to, const dispatch::Closure* one) {
        json::Object{to}.field("closure", one->id).field("reason", one->reason).field("until", one->until);
      });
  }
  return out;
}

std::string encode_closed_roads(const AskClosure& asked, const geo::roads::Closing& closing) {
  std::string out;
  {
    json::Object answer{out};
    answer.field("type", "closed_roads").field("query", asked.query).field("lines", closing.lines);
    answer.field("metres", std::round(closing.metres)).field("roads", closing.names);
  }
  return out;
}

std::string encode_hospitals(const AskHospitals& asked, const std::vector<dispatch::HospitalOffer>& offers) {
  std::string out;
  json::Object{out}
      .field("type", "hospitals")
      .field("query", asked.query)
      .field("incident", asked.incident)
      .field("hospitals", offers);
  return out;
}

std::string encode_recommendation(const dispatch::Recommendation& recommendation) {
  std::string out;
  json::Object{out}.field("type", "recommendation").fields(recommendation);
  return out;
}

}  // namespace ws
