#pragma once

#include "dispatch/people/badges.hpp"
#include "store/keys.hpp"
#include "store/redis_pipeline.hpp"

namespace store {

class RedisBadges final : public dispatch::Badges {
 public:
  // `pipeline` outlives it.
  RedisBadges(Pipeline& pipeline, Keys keys) : pipeline_{pipeline}, keys_{std::move(keys)} {}

  boost::asio::awaitable<dispatch::OrRefusal<dispatch::Actor>> who_has(std::string token) override;

 private:
  Pipeline& pipeline_;
  Keys keys_;
};

}  // namespace store
