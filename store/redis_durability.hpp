#pragma once

#include <cstdint>
#include <string>

#include "store/redis_connection.hpp"

namespace store {

// How a Redis that is not ours keeps what it has acknowledged. Both are sentences that say what to set, one
// line without a secret; empty: there is nothing to say.
struct Durability {
  std::string loses;          // by which settings it may lose it, or stop taking it
  std::string hidden;         // what it would not say
  std::uint64_t evicted = 0;  // keys that it threw away for want of memory, as far as it counts
};
// Error: why it could not be asked.
dispatch::OrFault<Durability> durability_of(Connection& redis);

}  // namespace store
