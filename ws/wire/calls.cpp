#include "ws/wire/calls.hpp"

#include "dispatch/model/json.hpp"

namespace ws {

namespace json = dispatch::json;

std::string encode_call_hints(const dispatch::CommandId& query, const CallHints& hints) {
  std::string out;
  json::Object{out}.field("type", "call_hints").field("query", query).fields(hints);
  return out;
}

}  // namespace ws
