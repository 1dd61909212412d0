#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/redis_connection.hpp"

namespace store {

struct Call {
  Arguments arguments;
  std::string_view script = {};  // of it they are: number of keys, keys, arguments
};

// What a Redis must let its user do, tried before it is said to be up: all of it, so that nothing is found to
// be forbidden by a press of somebody's.
struct Trial {
  std::vector<Call> calls;   // each may be done at any time and as often as one likes
  std::string channel = {};  // published to and heard, if one is named
  std::string says_nothing = {};
};

// The first answer that is a refusal, else the last; nothing when the connection broke.
[[nodiscard]] std::optional<Reply> answer_to_all(Connection& redis, const std::vector<Arguments>& calls);
// Likewise, of the trial's channel. What others say there meanwhile is not for this connection.
[[nodiscard]] std::optional<Reply> answer_of_channel(Connection& redis, const Trial& trial);

}  // namespace store
