#pragma once

#include "dispatch/learn/tallies.hpp"
#include "store/keys.hpp"
#include "store/redis_pipeline.hpp"

namespace store {

class RedisTallies final : public dispatch::Tallies {
 public:
  // `pipeline` outlives it.
  RedisTallies(Pipeline& pipeline, Keys keys) : pipeline_{pipeline}, keys_{std::move(keys)} {}

  boost::asio::awaitable<std::size_t> add(std::vector<dispatch::Tally> more) override;
  // In slices, so that 20,000 names hold Redis up for no more than a fraction of a millisecond at a time.
  boost::asio::awaitable<std::optional<std::vector<dispatch::Tally>>> all() override;

 private:
  Pipeline& pipeline_;
  Keys keys_;
};

}  // namespace store
