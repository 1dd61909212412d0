#pragma once

#include <optional>
#include <string>

#include "dispatch/people/badges.hpp"
#include "store/keys.hpp"
#include "store/redis_pipeline.hpp"

namespace store {

class RedisBadges final : public dispatch::Badges {
 public:
  // `pipeline` outlives it.
  RedisBadges(Pipeline& pipeline, Keys keys) : pipeline_{pipeline}, keys_{std::move(keys)} {}

  boost::asio::awaitable<dispatch::OrRefusal<dispatch::Bearer>> who_has(std::string token,
                                                                        dispatch::TimePoint now) override;
  boost::asio::awaitable<std::vector<std::string>> taken_back(Held held) override;

 private:
  Pipeline& pipeline_;
  Keys keys_;
  std::optional<std::string> looked_at_;  // the count of those taken back, when all were looked up last
};

}  // namespace store
