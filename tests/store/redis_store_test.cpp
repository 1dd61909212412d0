#include "store/redis_store.hpp"

#include <atomic>
#include <catch2/catch.hpp>

#include "tests/store/node.hpp"

using namespace tests;

namespace {

// What one node knows of its store.
struct Known {
  Redis redis;
  Loop loop;
  std::atomic<bool> has_room{true};
  std::atomic<int> asked{0};
  bool is_up = false;
  std::optional<store::RedisStore> node;

  void start() {
    auto options = options_for(redis.address(), "one");
    options.on_state = [this](const store::StoreHealth& health) { is_up = health.up; };
    options.has_room = [this] {
      ++asked;
      return has_room.load();
    };
    node.emplace(loop.executor(), std::move(options));
  }
  // Long enough for a look or two at it.
  void looks() {
    const int before = asked;
    loop.until([&] { return asked >= before + 2; });
  }
};

}  // namespace

TEST_CASE("the store is up only once a write has gone through") {
  Known known;
  known.redis.ask({"CONFIG", "SET", "min-replicas-to-write", "1"});
  known.start();
  known.looks();
  CHECK_FALSE(known.is_up);
  known.redis.ask({"CONFIG", "SET", "min-replicas-to-write", "0"});
  known.loop.until([&] { return known.is_up; });
  CHECK(known.redis.ask({"EXISTS", keys.probe().log()}).number == 1);
}

TEST_CASE("while there is no room nothing is written to see whether there is some") {
  Known known;
  known.has_room = false;
  known.start();
  known.looks();
  CHECK_FALSE(known.is_up);
  CHECK(known.redis.ask({"EXISTS", keys.probe().log()}).number == 0);
  // What there is can be asked meanwhile.
  const auto pong = known.loop.answer(known.node->pipeline.run({"PING"}));
  CHECK(pong.state == store::Answer::State::answered);
  known.has_room = true;
  known.loop.until([&] { return known.is_up; });
}

namespace {

// A Redis that is not ours, watched often.
struct Watched {
  Redis redis;
  Loop loop;
  std::vector<store::StoreHealth> healths;
  std::optional<store::RedisStore> node;

  Watched() {
    auto options = options_for(redis.address(), "one");
    options.trust = store::Trust::checked;
    options.between_watches = std::chrono::milliseconds{50};
    options.on_state = [this](const store::StoreHealth& health) { healths.push_back(health); };
    node.emplace(loop.executor(), std::move(options));
    until([](const auto& health) { return health.up; });
  }
  void set(const std::string& name, const std::string& value) { redis.ask({"CONFIG", "SET", name, value}); }
  void until(const std::function<bool(const store::StoreHealth&)>& is_so) {
    loop.until([&] { return !healths.empty() && is_so(healths.back()); });
  }
  // So many, since it was started.
  std::uint64_t throws_keys_away() {
    redis.ask({"SET", "a", "1", "EX", "1000"});
    set("maxmemory-policy", "volatile-ttl");
    set("maxmemory", "1");
    REQUIRE(becomes_true([&] { return redis.ask({"EXISTS", "a"}).number == 0; }));
    set("maxmemory", "0");
    set("maxmemory-policy", "noeviction");
    const auto info = redis.ask({"INFO", "stats"}).text;
    return std::stoull(std::string{store::info_field(info, "evicted_keys")});
  }
};

}  // namespace

TEST_CASE("a running Redis that is set up so that it loses is seen, until it is set right, and is used on") {
  Watched watched;
  const auto [name, worse, right] = GENERATE(table<std::string, std::string, std::string>({
      {"appendonly", "no", "yes"},
      {"appendfsync", "everysec", "always"},
      {"appendfsync", "no", "always"},
      {"no-appendfsync-on-rewrite", "yes", "no"},
      {"maxmemory", "4gb", "0"},
      {"maxmemory-policy", "allkeys-lru", "noeviction"},
  }));
  CAPTURE(name, worse);
  watched.set(name, worse);
  watched.until([](const auto& health) { return !health.loses.empty(); });
  CHECK_THAT(watched.healths.back().loses, Catch::EndsWith("set " + name + " " + right));
  watched.set(name, right);
  watched.until([](const auto& health) { return health.loses.empty(); });
  CHECK(watched.healths.back().up);
}

TEST_CASE("keys that a running Redis has thrown away are never forgotten, whatever it counts after a start") {
  Watched watched;
  const auto first = watched.throws_keys_away();
  REQUIRE(first > 0);
  watched.until([&](const auto& health) { return health.up && health.evicted == first; });
  watched.redis.kill();
  watched.until([](const auto& health) { return !health.up; });
  watched.redis.start();
  watched.until([](const auto& health) { return health.up; });
  CHECK(watched.healths.back().evicted == first);
  const auto later = watched.throws_keys_away();
  watched.until([&](const auto& health) { return health.up && health.evicted == first + later; });
}
