#include <algorithm>

#include "tests/dispatch/sim/line_town.hpp"
#include "tests/support/seeds.hpp"

using namespace dispatch;
using namespace tests;

namespace {

LineDay closest_day(const LineTown& town, std::vector<WorldCall> calls) {
  Closest closest;
  return {town, std::move(calls), closest};
}

// Sends whoever it is told to, call by call in turn; the last said goes on.
using Turn = std::vector<Chooser::Sending>;
class Instructed final : public Chooser {
 public:
  explicit Instructed(std::vector<Turn> turns) : turns_{std::move(turns)} {}
  Turn send(const Situation&) override { return turn_ < turns_.size() ? turns_[turn_++] : Turn{}; }

 private:
  std::vector<Turn> turns_;
  std::size_t turn_ = 0;
};

}  // namespace

TEST_CASE("in a world the nearest free unit goes, and comes when the roads say") {
  const auto day = closest_day(LineTown{}.with_unit("AMB-01", 0).with_unit("AMB-02", 10), {call_at(1h, 6)});
  REQUIRE(day.unit(0) == "AMB-02");
  REQUIRE(day.response(0) == 4min);
}

TEST_CASE("whoever calls without danger to life is driven to without lights, and is counted from the ring") {
  LineTown town;
  town.with_unit("AMB-01", 0).model.habits.until_sent = 40s;
  const auto day = closest_day(town, {call_at(1h, 6, Priority::P3)});
  REQUIRE(day.response(0) == 40s + 12min);
}

TEST_CASE("a crew at its base needs its time to roll") {
  LineTown town;
  town.with_unit("AMB-01", 0).model.habits.turnout_standing = 90s;
  REQUIRE(closest_day(town, {call_at(1h, 6)}).response(0) == 90s + 6min);
}

TEST_CASE("the unit that clears takes the most urgent call that waits, then the oldest, wherever it is") {
  const auto day = closest_day(
      LineTown{}.with_unit("AMB-01", 0),
      {call_at(1h, 1), call_at(1h + 1min, 2, Priority::P3), call_at(1h + 2min, 30), call_at(1h + 3min, 1)});
  REQUIRE(day.response(0) == 1min);
  // Clear at 1:11 at node 1; 29 min to node 30 and 10 there, 29 back and 10 there.
  REQUIRE(day.response(2) == 9min + 29min);
  REQUIRE(day.response(3) == 8min + 29min + 10min + 29min);
  REQUIRE(day.response(1) == 10min + 29min + 10min + 29min + 10min + 2min);
  REQUIRE_FALSE(day.world.served()[0]->waited);
  REQUIRE(day.world.served()[1]->waited);
}

TEST_CASE("a unit on its way back is sent from the next road node ahead of it") {
  // Clear at 1:20 at node 10, back at two minutes a node: after three minutes half a node past node 9.
  const auto day = closest_day(LineTown{}.with_unit("AMB-01", 0), {call_at(1h, 10), call_at(1h + 23min, 12)});
  REQUIRE(day.response(1) == 1min + 4min);
}

TEST_CASE("a unit waits at its own base again, however far it was") {
  const auto day = closest_day(LineTown{}.with_unit("AMB-01", 0), {call_at(1h, 30), call_at(6h, 1)});
  REQUIRE(day.response(1) == 1min);
}

TEST_CASE("a patient is taken to the nearest hospital, and the unit is free there after the hand-over") {
  auto call = call_at(1h, 10);
  call.transport = true;
  call.handover = 15min;
  const auto day = closest_day(LineTown{}.with_unit("AMB-01", 10).with_hospital(0).with_hospital(15),
                               {call, call_at(1h + 30min, 15)});
  // 10 min at the scene, 10 to node 15, 15 there: clear at 1:35.
  REQUIRE(day.response(1) == 5min);
  REQUIRE(day.world.busy() == 35min + 10min);
}

TEST_CASE("a chooser may change its mind: another unit takes a call over") {
  Instructed told{{Turn{{0, 0}}, Turn{{0, 1}}, Turn{{0, 0}}}};
  const LineDay day{LineTown{}.with_unit("AMB-01", 0).with_unit("AMB-02", 12),
                    {call_at(1h, 20), call_at(1h + 5min, 1)},
                    told};
  REQUIRE(day.unit(0) == "AMB-02");
  REQUIRE(day.response(0) == 5min + 8min);
  REQUIRE(day.world.served()[0]->changes == 1);
}

TEST_CASE("a chooser may send two units to each other's calls") {
  Instructed told{{Turn{{0, 0}}, Turn{{1, 1}}, Turn{{0, 1}, {1, 0}}, Turn{{0, 1}}}};
  const LineDay day{LineTown{}.with_unit("AMB-01", 0).with_unit("AMB-02", 20),
                    {call_at(1h, 18), call_at(1h + 1min, 4), call_at(1h + 2min, 5)},
                    told};
  REQUIRE(day.unit(0) == "AMB-02");
  REQUIRE(day.unit(1) == "AMB-01");
  REQUIRE(day.world.served()[0]->changes == 1);
  REQUIRE(day.world.served()[1]->changes == 1);
  REQUIRE(day.world.served()[2]->changes == 0);
}

TEST_CASE("a call that no road leads to is not passed over in silence") {
  auto town = LineTown{}.with_unit("AMB-01", 0);
  town.model.roads.arcs.resize(10);
  RoadWays ways{town.model.roads, town.model.places, {}};
  Closest closest;
  World world{{town.model, ways, closest}, {call_at(1h, 2), call_at(2h, 20)}};
  world.run();
  REQUIRE(world.served()[0].has_value());
  REQUIRE(world.faults() ==
          std::vector<std::string>{"nobody has reached 1 of the calls: does a road lead there?"});
}

TEST_CASE("the same calls give the same log, others another") {
  auto town = LineTown{}.with_unit("AMB-01", 3).with_unit("AMB-02", 20).with_hospital(9);
  town.model.habits.calls_a_day = 60;
  const auto digest = [&](std::uint64_t seed) {
    return closest_day(town, model_calls(town.model, 24h, seed)).world.ledger().digest();
  };
  REQUIRE(digest(1) == digest(1));
  REQUIRE(digest(1) != digest(2));
}

TEST_CASE("in a world that is far too busy what must always hold holds after each step") {
  const auto seed = GENERATE(seeds(4));
  auto town =
      LineTown{}.with_unit("AMB-01", 3).with_unit("AMB-02", 20).with_unit("AMB-03", 25).with_hospital(9);
  town.model.habits.calls_a_day = 120;
  const auto day = closest_day(town, model_calls(town.model, 24h, seed));
  REQUIRE(day.world.ledger().entries() > 700);
  REQUIRE(day.world.ledger().view().incidents().empty());
  REQUIRE(std::ranges::any_of(day.world.served(), [](const auto& one) { return one->waited; }));
}
