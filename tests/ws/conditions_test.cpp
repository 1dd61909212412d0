#include "ws/conditions.hpp"

#include <catch2/catch.hpp>

using std::chrono::milliseconds;

TEST_CASE("a condition that holds keeps its beginning, and only what is new is worth telling") {
  const dispatch::TimePoint first{milliseconds{1'000}};
  const dispatch::TimePoint later{milliseconds{9'000}};
  ws::Conditions conditions;
  REQUIRE(conditions.begin("disk_full", "no room", first));
  REQUIRE_FALSE(conditions.begin("disk_full", "no room", later));
  REQUIRE(conditions.begin("disk_full", "still no room", later));
  REQUIRE(conditions.all().size() == 1);
  REQUIRE(conditions.all().front().since == first);
  REQUIRE(conditions.all().front().message == "still no room");
}

TEST_CASE("conditions are told oldest first, and end each by itself") {
  const dispatch::TimePoint now{milliseconds{1'000}};
  ws::Conditions conditions;
  conditions.begin("replica_missing", "one", now);
  conditions.begin("clock_off", "two", now);
  REQUIRE_FALSE(conditions.end("disk_full"));
  REQUIRE(conditions.end("replica_missing"));
  REQUIRE_FALSE(conditions.end("replica_missing"));
  REQUIRE(conditions.all().size() == 1);
  REQUIRE(conditions.all().front().code == "clock_off");
}
