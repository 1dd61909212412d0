#include "store/redis_durability.hpp"

#include <catch2/catch.hpp>

#include "tests/support/redis.hpp"

using namespace tests;
using store::durability_of;

TEST_CASE("a Redis that keeps every write on disk loses nothing") {
  Redis redis;
  auto connection = connect(redis.address());
  const auto found = durability_of(connection);
  REQUIRE(found.has_value());
  CHECK(found->loses.empty());
  CHECK(found->hidden.empty());
}

TEST_CASE("what a Redis would lose is named, with what to set") {
  const auto [flags, loses] = GENERATE(table<Redis::Flags, std::string>({
      {{"--appendonly", "no"}, "its appendonly is no: set appendonly yes"},
      {{"--appendfsync", "everysec"}, "its appendfsync is everysec: set appendfsync always"},
      {{"--appendfsync", "no"}, "its appendfsync is no: set appendfsync always"},
      {{"--no-appendfsync-on-rewrite", "yes"},
       "its no-appendfsync-on-rewrite is yes: set no-appendfsync-on-rewrite no"},
      {{"--maxmemory-policy", "volatile-ttl"},
       "its maxmemory-policy is volatile-ttl: set maxmemory-policy noeviction"},
      {{"--maxmemory", "100mb"}, "its maxmemory is 104857600: set maxmemory 0"},
      {{"--appendonly", "no", "--maxmemory", "3mb", "--maxmemory-policy", "allkeys-lru"},
       "its appendonly is no: set appendonly yes; its maxmemory-policy is allkeys-lru: set maxmemory-policy "
       "noeviction; its maxmemory is 3145728: set maxmemory 0"},
  }));
  Redis redis{flags};
  auto connection = connect(redis.address());
  const auto found = durability_of(connection);
  REQUIRE(found.has_value());
  CHECK(found->loses == loses);
  CHECK(found->hidden.empty());
}

TEST_CASE("what may not be looked at is said, and is no fault") {
  Redis redis{{"--appendfsync", "everysec"}};
  redis.ask({"ACL", "SETUSER", "siaga", "on", ">geheim", "~siaga:*", "+@all", "-config"});
  auto address = redis.address();
  address.user = "siaga";
  address.password = "geheim";
  auto connection = connect(address);
  const auto found = durability_of(connection);
  REQUIRE(found.has_value());
  CHECK(found->loses.empty());
  CHECK(found->hidden ==
        "appendfsync cannot be seen: make sure that it is always; no-appendfsync-on-rewrite cannot be seen: "
        "make "
        "sure that it is no");
}

TEST_CASE("keys that were thrown away for want of memory are counted") {
  Redis redis;
  redis.ask({"SET", "a", "1", "EX", "1000"});
  redis.ask({"CONFIG", "SET", "maxmemory-policy", "volatile-ttl"});
  redis.ask({"CONFIG", "SET", "maxmemory", "1"});
  REQUIRE(becomes_true([&] { return redis.ask({"EXISTS", "a"}).number == 0; }));
  auto connection = connect(redis.address());
  CHECK(durability_of(connection)->evicted == 1);
}

TEST_CASE("a Redis that ends while it is asked is no Redis that loses") {
  Redis redis;
  auto connection = connect(redis.address());
  redis.kill();
  CHECK(durability_of(connection).has_error());
}
