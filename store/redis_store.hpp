#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "store/redis_badges.hpp"
#include "store/redis_journal.hpp"
#include "store/redis_past_calls.hpp"
#include "store/redis_pipeline.hpp"
#include "store/redis_tallies.hpp"

namespace store {

// All that one node writes to its region's Redis and asks of it, over one connection.
struct RedisStore {
  struct Options {
    Address address;
    std::string region;
    std::string node;  // unlike any other node's
    int replicas = 0;
    Trust trust = Trust::is_ours;
    std::function<void(const StoreHealth&)> on_state = {};
    ToStoreTime to_store_time = {};
    std::function<bool()> has_room = {};  // on the disk, where that can be seen
    std::chrono::milliseconds between_watches{5000};
  };
  RedisStore(boost::asio::any_io_executor executor, Options options);

  // That Redis uses; nothing when it does not say.
  boost::asio::awaitable<std::optional<std::uint64_t>> memory_bytes();

  Pipeline pipeline;  // first: the others write to it
  RedisJournal journal;
  RedisBadges badges;
  RedisPastCalls past_calls;
  RedisTallies tallies;
};

}  // namespace store
