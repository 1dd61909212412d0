#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dispatch/model/model_json.hpp"

namespace ws {

struct Ping {
  static constexpr std::string_view type = "ping";
};
BOOST_DESCRIBE_STRUCT(Ping, (), ())

// What holds until it is over, and everybody should know: a banner on each screen.
struct Condition {
  std::string code;  // of the server's own, docs/protocol.md
  dispatch::TimePoint since;
  std::string message;  // for who does not know the code
};
BOOST_DESCRIBE_STRUCT(Condition, (), (code, since, message))

std::string encode_pong(dispatch::TimePoint now);
std::string encode_notice(std::string_view code, dispatch::TimePoint since, std::string_view message);
// All that hold, oldest first: none, when the last is over.
std::string encode_conditions(const std::vector<Condition>& conditions);

}  // namespace ws
