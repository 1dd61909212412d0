#pragma once

#include <optional>
#include <string>

#include "tests/support/redis.hpp"
#include "tests/system/said.hpp"

namespace tests {

// Two `siaga serve` on one Redis, and an operator at each.
struct TwoNodes {
  Redis redis;
  Serve one{redis.folder() / "one", {"--redis-url", redis.url()}};
  Serve other{redis.folder() / "other", {"--redis-url", redis.url()}};
  std::string token;
  std::optional<Client> ayu;
  std::optional<Client> budi;

  TwoNodes() {
    one.start();
    other.start();
    token = one.token("operator");
    ayu.emplace(Client::Options{.port = one.port(), .token = token});
    budi.emplace(Client::Options{.port = other.port(), .token = token});
  }
};

}  // namespace tests
