#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <functional>
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
    std::function<void(bool up)> on_state = {};
    ToStoreTime to_store_time = {};
  };
  RedisStore(boost::asio::any_io_executor executor, Options options);

  Pipeline pipeline;  // first: the others write to it
  RedisJournal journal;
  RedisBadges badges;
  RedisPastCalls past_calls;
  RedisTallies tallies;
};

}  // namespace store
