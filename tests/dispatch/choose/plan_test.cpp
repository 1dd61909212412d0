#include "dispatch/choose/plan.hpp"

#include <catch2/catch.hpp>
#include <chrono>

#include "tests/dispatch/choose/some_plan.hpp"

using namespace dispatch;
using namespace tests;

TEST_CASE(
    "all who wait are looked at together: the nearest to one goes to another when that is better for both") {
  // Who came first would take unit 0, and the other wait 20 minutes.
  const PlanTable table{{Priority::P1, {4min, 5min}}, {Priority::P1, {5min, 20min}}};
  REQUIRE(table.plan() == Goers{1, 0});
}

TEST_CASE("one urgent call alone gets who is there first, whoever else waits for whom") {
  const PlanTable table{{Priority::P3, {1min, 40min}},
                        {Priority::P1, {2min, 3min}},
                        {Priority::P3, {1min, 40min}},
                        {Priority::P4, {1min, 40min}}};
  REQUIRE(table.plan()[1] == 0U);
}

TEST_CASE("of two alike for whom there is one unit the nearer one gets it, in whatever order they called") {
  REQUIRE(PlanTable{{Priority::P1, {10s}}, {Priority::P1, {17min}}}.plan() == Goers{0, std::nullopt});
  REQUIRE(PlanTable{{Priority::P1, {17min}}, {Priority::P1, {10s}}}.plan() == Goers{std::nullopt, 0});
}

TEST_CASE("P0 is not made later for the sake of P1, however many gain") {
  const PlanTable table{{Priority::P1, {1min, 40min}}, {Priority::P0, {2min, 3min}}};
  REQUIRE(table.plan()[1] == 0U);
}

TEST_CASE("calls of one priority are weighed: one waits a little so that the other need not wait long") {
  const PlanTable table{{Priority::P1, {1min, 40min}}, {Priority::P1, {2min, 3min}}};
  REQUIRE(table.plan() == Goers{0, 1});
}

TEST_CASE("a second after the target weighs more than many before it") {
  // 3 minutes more for one that then still comes in time, 2 less for one that else is late.
  const PlanTable table{{Priority::P1, {2min, 5min}}, {Priority::P1, {8min, 10min}}};
  REQUIRE(table.plan() == Goers{1, 0});
  auto rules = PlanRules{};
  rules.late = 0;
  REQUIRE(table.plan(rules) == Goers{0, 1});
}

TEST_CASE(
    "who is on the way to one is sent to another who waits for nobody, and the first call goes on waiting") {
  PlanTable table{{Priority::P3, {5min}}, {Priority::P1, {3min}}};
  table.on_its_way(0, 0);
  REQUIRE(table.plan() == Goers{std::nullopt, 0});
}

TEST_CASE("who is on the way to an urgent call is not sent to one that is less urgent") {
  PlanTable table{{Priority::P1, {5min}}, {Priority::P3, {1min}}, {Priority::P2, {1min}}};
  table.on_its_way(0, 0);
  REQUIRE(table.plan() == Goers{0, std::nullopt, std::nullopt});
}

TEST_CASE("a unit that has become free nearby takes a call over, if it saves a minute") {
  PlanTable table{{Priority::P1, {10min, 7min}}};
  table.on_its_way(0, 0);
  REQUIRE(table.plan() == Goers{1});
  table.times[0][1] = 9min + 1s;
  REQUIRE(table.plan() == Goers{0});
}

TEST_CASE("a changed mind has its price") {
  PlanTable table{{Priority::P3, {6min, 2min}}};
  table.on_its_way(0, 0);
  REQUIRE(table.plan() == Goers{1});
  auto rules = PlanRules{};
  rules.changed_mind = 9min;
  REQUIRE(table.plan(rules) == Goers{0});
}

TEST_CASE("a call whose unit has changed twice keeps who is on the way, and nobody takes it away") {
  PlanTable table{{Priority::P3, {20min, 1min}}, {Priority::P1, {3min, {}}}};
  table.on_its_way(0, 0);
  table.calls[0].changes = 2;
  REQUIRE(table.plan() == Goers{0, std::nullopt});
  table.calls[0].changes = 1;
  REQUIRE(table.plan() == Goers{1, 0});
}

TEST_CASE("a call whose unit has changed twice is sent one when it has none") {
  PlanTable table{{Priority::P3, {20min}}};
  table.calls[0].changes = 2;
  REQUIRE(table.plan() == Goers{0});
}

TEST_CASE("two changes that have nothing to do with each other are judged each by itself") {
  // Both calls could have a free unit: one gains five minutes by it, the other half a minute.
  PlanTable table{{Priority::P1, {12min, 7min, {}, {}}}, {Priority::P1, {{}, {}, 12min, 11min + 30s}}};
  table.on_its_way(0, 0);
  table.on_its_way(1, 2);
  REQUIRE(table.plan() == Goers{1, 2});
}

TEST_CASE("of two who wait for one unit the one who has waited longer comes first") {
  PlanTable table{{Priority::P3, {4min}}, {Priority::P3, {5min}}};
  for (auto& call : table.calls) call.target = table.now - 20min;
  table.calls[0].received = table.now - 30min;
  table.calls[1].received = table.now - 60min;
  REQUIRE(table.plan() == Goers{std::nullopt, 0});
}

TEST_CASE("a call to which no road leads is left out, and the others are served") {
  const PlanTable table{{Priority::P1, {{}, {}}}, {Priority::P3, {3min, 2min}}};
  REQUIRE(table.plan() == Goers{std::nullopt, 1});
  REQUIRE(plan({}, {}, {}, {}).empty());
}
