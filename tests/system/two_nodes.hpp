#pragma once

#include <optional>
#include <string>

#include "tests/support/redis.hpp"
#include "tests/system/said.hpp"

namespace tests {

// Two `siaga serve` on one Redis, and an operator at each.
struct TwoNodes {
  Redis redis;
  Serve one;
  Serve other;
  std::string token;
  std::optional<Client> ayu;
  std::optional<Client> budi;

  explicit TwoNodes(const Serve::Flags& flags = {})
      : one{redis.folder() / "one", on_redis(flags)}, other{redis.folder() / "other", on_redis(flags)} {
    one.start();
    other.start();
    token = one.token("operator");
    ayu.emplace(Client::Options{.port = one.port(), .token = token});
    budi.emplace(Client::Options{.port = other.port(), .token = token});
  }

 private:
  [[nodiscard]] Serve::Flags on_redis(Serve::Flags flags) const {
    flags.insert(flags.end(), {"--redis-url", redis.url()});
    return flags;
  }
};

}  // namespace tests
