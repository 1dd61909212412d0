#include "ws/wire/commands.hpp"

#include "dispatch/model/json.hpp"

namespace ws {

namespace json = dispatch::json;

std::string encode_ack(std::string_view id, const dispatch::LogPosition& position) {
  std::string out;
  json::Object{out}.field("type", "ack").field("id", id).field("position", position);
  return out;
}

}  // namespace ws
