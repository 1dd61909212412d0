#include "dispatch/sim/figures.hpp"
#include "tests/dispatch/sim/line_town.hpp"

using namespace dispatch;
using namespace tests;

namespace {

LineDay day_of(const LineTown& town, std::vector<WorldCall> calls) {
  Closest closest;
  return {town, std::move(calls), closest};
}

}  // namespace

TEST_CASE("only who is on duty is sent") {
  LineTown town;
  town.with_unit("AMB-01", 0).with_unit("AMB-02", 10);
  town.model.units[1].shifts = {{2h, 3h}, {5h, 6h}};
  const auto day = day_of(town, {call_at(1h, 12), call_at(2h + 30min, 12), call_at(4h, 12)});
  REQUIRE(day.unit(0) == "AMB-01");
  REQUIRE(day.unit(1) == "AMB-02");
  REQUIRE(day.unit(2) == "AMB-01");
}

TEST_CASE("a call for which nobody is on duty waits for the next shift") {
  LineTown town;
  town.with_unit("AMB-01", 0).model.units[0].shifts = {{-1h, 1h}, {8h, 20h}};
  const auto day = day_of(town, {call_at(2h, 6)});
  REQUIRE(day.response(0) == 6h + 6min);
  REQUIRE(day.world.served()[0]->waited);
}

TEST_CASE("whose shift ends during a job ends the job, and then goes home") {
  LineTown town;
  town.with_unit("AMB-01", 0).with_unit("AMB-02", 30);
  town.model.units[0].shifts = {{0h, 1h + 5min}};
  const auto day =
      day_of(town, {call_at(1h, 2, Priority::P1, 30min), call_at(1h + 10min, 2), call_at(1h + 40min, 2)});
  REQUIRE(day.unit(0) == "AMB-01");
  REQUIRE(day.unit(1) == "AMB-02");
  REQUIRE(day.unit(2) == "AMB-02");
}

TEST_CASE("whose next shift begins before the job of the last one is over goes on") {
  LineTown town;
  town.with_unit("AMB-01", 0).model.units[0].shifts = {{0h, 2h}, {2h + 5min, 9h}};
  const auto day = day_of(town, {call_at(1h + 55min, 1, Priority::P1, 30min), call_at(2h + 10min, 1)});
  REQUIRE(day.response(1) == 1h + 55min + 1min + 30min - (2h + 10min));
}

TEST_CASE("a shift that ends while a unit drives home ends its being free") {
  LineTown town;
  town.with_unit("AMB-01", 0).with_unit("AMB-02", 30);
  town.model.units[0].shifts = {{0h, 1h + 30min}};
  const auto day = day_of(town, {call_at(1h, 10), call_at(1h + 31min, 8)});
  REQUIRE(day.unit(0) == "AMB-01");
  REQUIRE(day.unit(1) == "AMB-02");
}

TEST_CASE("units are busy a share of the time that they are on duty, not of the day") {
  LineTown town;
  town.with_unit("AMB-01", 0).model.units[0].shifts = {{6h, 18h}};
  const auto day = day_of(town, {call_at(7h, 0, Priority::P1, 3h)});
  REQUIRE(figures_of(day.world, town.model, 0ms, 24h).busy == Approx(0.25));
}

TEST_CASE("a patient is taken where it is recorded, in the time that is recorded") {
  auto call = call_at(1h, 10);
  call.transport = true;
  call.handover = 5min;
  LineTown town;
  town.with_unit("AMB-01", 10).with_hospital(9).with_hospital(30);
  call.hospital = town.model.hospitals[1];
  call.to_hospital = 3min;
  // At 1:10 to node 30, there at 1:13, clear at 1:18.
  const auto day = day_of(town, {call, call_at(1h + 18min, 30)});
  REQUIRE(day.response(1) == 0min);
  REQUIRE(day.world.busy() == 18min + 10min);
}

TEST_CASE(
    "a recorded time until it was back keeps a unit from being sent before, and it is at its base then") {
  auto call = call_at(1h, 10);
  call.back = 25min;
  const auto day = day_of(LineTown{}.with_unit("AMB-01", 0), {call, call_at(1h + 21min, 10)});
  // Clear at 1:20, free at its base at 1:45.
  REQUIRE(day.response(1) == 24min + 10min);
}

TEST_CASE("who is back at the base in the moment in which somebody calls is free just after") {
  LineTown town;
  town.with_unit("AMB-01", 0).with_unit("AMB-02", 5).model.habits.free_only_at_base = true;
  // AMB-01 is back at 1:40.
  const auto day = day_of(town, {call_at(1h, 1, Priority::P1, 37min), call_at(1h + 40min, 0)});
  REQUIRE(day.unit(0) == "AMB-01");
  REQUIRE(day.unit(1) == "AMB-02");
}

TEST_CASE("where units are free only at their base, nobody is sent on the way there") {
  LineTown town;
  town.with_unit("AMB-01", 0).model.habits.free_only_at_base = true;
  const auto day = day_of(town, {call_at(1h, 10), call_at(1h + 21min, 10)});
  // Clear at 1:20, twenty minutes home.
  REQUIRE(day.response(1) == 19min + 10min);
}
