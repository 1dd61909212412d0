#include "dispatch/sim/table_ways.hpp"

#include "tests/support/town.hpp"

using namespace dispatch;
using namespace tests;

TEST_CASE("in a table of times there is a way where a time is, and no other") {
  TimeTable table;
  table.put(0, 1, {60'000, 90'000});
  TableWays ways{table, std::vector<geo::Position>(3)};
  const auto start = ways.leaving(0, Pace::urgent);
  REQUIRE(ways.time({start, 1, Pace::urgent}) == 60s);
  REQUIRE(ways.time({start, 1, Pace::calm}) == 90s);
  REQUIRE(ways.time({start, 0, Pace::calm}) == 0s);
  REQUIRE_FALSE(ways.time({start, 2, Pace::calm}).has_value());
  REQUIRE_FALSE(ways.time({ways.leaving(1, Pace::calm), 0, Pace::calm}).has_value());
}

TEST_CASE("whoever is on a way of which only the time is known can turn where it ends") {
  TimeTable table;
  table.put(0, 1, {60'000, 90'000});
  TableWays ways{table, std::vector<geo::Position>(2)};
  const Way way{{0, 10s}, 1, Pace::urgent};
  REQUIRE(ways.ahead(way, 4s).node == 0);
  REQUIRE(ways.ahead(way, 4s).after == 6s);
  REQUIRE(ways.ahead(way, 30s).node == 1);
  REQUIRE(ways.ahead(way, 30s).after == 40s);
}
