#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace store {

// What can be seen of the Redis that has a Unix socket open, be it ready, loading or silent.
struct RedisSeen {
  enum class State { silent, loading, ready };
  State state = State::silent;
  pid_t process = 0;  // that of who opened the socket, as the kernel says; 0: it cannot be seen from here
  std::uint64_t loaded = 0;   // bytes of its log, while it loads
  std::uint64_t to_load = 0;  // of so many
};

// Nothing when nobody listens. A silent one takes as long as the limit.
[[nodiscard]] std::optional<RedisSeen> look_at_redis(const std::string& socket,
                                                     std::chrono::milliseconds limit);

// A redis-server of this user's that was told to listen there, as one does that has only just been started.
[[nodiscard]] std::optional<pid_t> redis_told_to_listen(const std::string& socket);

}  // namespace store
