#include "store/redis_store.hpp"

#include "store/scripts.hpp"

namespace store {

RedisStore::RedisStore(boost::asio::any_io_executor executor, Options options)
    : pipeline{std::move(executor),
               {.address = std::move(options.address),
                .script = std::string{commit_script()},
                .replicas = options.replicas,
                .on_state = std::move(options.on_state)}},
      journal{pipeline, Keys{options.region}, std::move(options.node), std::move(options.to_store_time)},
      badges{pipeline, Keys{options.region}},
      past_calls{pipeline, Keys{options.region}},
      tallies{pipeline, Keys{options.region}} {}

}  // namespace store
