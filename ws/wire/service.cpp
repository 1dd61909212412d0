#include "ws/wire/service.hpp"

#include "dispatch/model/json.hpp"

namespace ws {

namespace json = dispatch::json;

std::string encode_pong(dispatch::TimePoint now) {
  std::string out;
  json::Object{out}.field("type", "pong").field("server_time", now);
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

std::string encode_conditions(const std::vector<Condition>& conditions) {
  std::string out;
  json::Object{out}.field("type", "conditions").field("conditions", conditions);
  return out;
}

}  // namespace ws
