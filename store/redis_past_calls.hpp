#pragma once

#include "dispatch/people/past_calls.hpp"
#include "store/keys.hpp"
#include "store/redis_pipeline.hpp"

namespace store {

// Reads what the journal has written with the archiving of calls.
class RedisPastCalls final : public dispatch::PastCalls {
 public:
  // `pipeline` outlives it.
  RedisPastCalls(Pipeline& pipeline, Keys keys) : pipeline_{pipeline}, keys_{std::move(keys)} {}

  // A call that cannot be read, because a newer version wrote it, is left out.
  boost::asio::awaitable<std::optional<std::vector<dispatch::PastCall>>> calls_from(
      std::string number) override;

 private:
  Pipeline& pipeline_;
  Keys keys_;
};

}  // namespace store
