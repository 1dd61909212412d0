#include "dispatch/sim/siaga.hpp"

#include "tests/dispatch/sim/line_town.hpp"
#include "tests/support/seeds.hpp"

using namespace dispatch;
using namespace tests;

namespace {

LineDay siaga_day(const LineTown& town, std::vector<WorldCall> calls, const SiagaRules& rules = {}) {
  RoadWays ways{town.model.roads, town.model.places, {}};
  const auto cover = std::make_shared<Cover>(cover_of(town.model, ways, rules.cover));
  Siaga siaga{town.model, cover, rules};
  return {town, std::move(calls), siaga};
}

SiagaRules only_sending() {
  SiagaRules rules;
  rules.posts = rules.moves_up = false;
  return rules;
}

// Says where units wait, and moves them as it is told, once.
class Placing final : public Chooser {
 public:
  Placing(PlaceNumber post, std::vector<Move> moves) : post_{post}, moves_{std::move(moves)} {}
  std::vector<Sending> send(const Situation& situation) override { return closest_.send(situation); }
  PlaceNumber waits_at(const Situation&, std::size_t) override { return post_; }
  std::vector<Move> move(const Situation&) override { return std::exchange(moves_, {}); }

 private:
  Closest closest_;
  PlaceNumber post_;
  std::vector<Move> moves_;
};

}  // namespace

TEST_CASE("a unit that has cleared waits where the chooser says, not at its base") {
  Placing placing{20, {}};
  const LineDay day{LineTown{}.with_unit("AMB-01", 0), {call_at(1h, 2), call_at(5h, 22)}, placing};
  REQUIRE(day.response(1) == 2min);
}

TEST_CASE("a free unit goes where the chooser says, and is sent from there") {
  Placing placing{0, {{1, 20}}};
  const LineDay day{
      LineTown{}.with_unit("AMB-01", 0).with_unit("AMB-02", 5), {call_at(1h, 1), call_at(5h, 22)}, placing};
  REQUIRE(day.world.moves() == 1);
  REQUIRE(day.unit(1) == "AMB-02");
  REQUIRE(day.response(1) == 2min);
}

TEST_CASE("a chooser cannot move who is on a job, nor to where it waits already") {
  Placing placing{0, {{0, 20}, {1, 32}}};
  const LineDay day{LineTown{}.with_unit("AMB-01", 0).with_unit("AMB-02", 5), {call_at(1h, 1)}, placing};
  REQUIRE(day.response(0) == 1min);
  REQUIRE(day.world.moves() == 0);
}

TEST_CASE("who drives to a call is sent to a more urgent one, and the first call is served after it") {
  const auto calls = std::vector{call_at(1h, 20, Priority::P3), call_at(1h + 4min, 4)};
  const auto town = LineTown{}.with_unit("AMB-01", 0);
  const auto day = siaga_day(town, calls, only_sending());
  REQUIRE(day.response(1) == 2min);  // from node 2, where it is after four minutes without lights
  REQUIRE(day.world.served()[0]->changes == 1);
  REQUIRE(day.response(0) == 4min + 2min + 10min + 32min);
  auto rules = only_sending();
  rules.sends_on = false;
  REQUIRE(siaga_day(town, calls, rules).response(1) > 40min);
}

TEST_CASE("a unit that clears nearer by takes a call over from one that is still far") {
  const auto calls = std::vector{call_at(1h, 20), call_at(1h + 9min, 22)};
  const auto town = LineTown{}.with_unit("AMB-01", 0).with_unit("AMB-02", 20);
  const auto day = siaga_day(town, calls, only_sending());
  REQUIRE(day.unit(1) == "AMB-02");
  REQUIRE(day.response(1) == 1min + 2min);
  REQUIRE(day.world.served()[1]->changes == 1);
}

TEST_CASE("a unit that clears waits where nobody covers people, though its base is elsewhere") {
  const auto town = LineTown{}.with_unit("AMB-01", 5).with_unit("AMB-02", 5).with_unit("AMB-03", 25);
  const auto calls = std::vector{call_at(1h, 26, Priority::P1, 5h),
                                 call_at(1h + 1min, 5, Priority::P1, 10min), call_at(3h, 25)};
  SiagaRules rules;
  rules.moves_up = false;
  REQUIRE(siaga_day(town, calls, rules).response(2) == 0min);
  rules.posts = false;
  REQUIRE(siaga_day(town, calls, rules).response(2) == 20min);
}

TEST_CASE("one of two who wait together moves up to where nobody is left") {
  const auto town = LineTown{}.with_unit("AMB-01", 5).with_unit("AMB-02", 5).with_unit("AMB-03", 25);
  const auto calls = std::vector{call_at(1h, 26, Priority::P1, 5h), call_at(3h, 25)};
  const auto day = siaga_day(town, calls);
  REQUIRE(day.world.moves() > 0);
  REQUIRE(day.response(1) == 0min);
  SiagaRules rules;
  rules.moves_up = false;
  REQUIRE(siaga_day(town, calls, rules).world.moves() == 0);
}

TEST_CASE("nobody moves up for little, nor more often in a day than crews are asked to") {
  const auto town = LineTown{}.with_unit("AMB-01", 5).with_unit("AMB-02", 5).with_unit("AMB-03", 25);
  const auto calls = std::vector{call_at(1h, 26, Priority::P1, 5h), call_at(3h, 25)};
  SiagaRules for_much;
  for_much.cover.least_gain = 1;
  REQUIRE(siaga_day(town, calls, for_much).world.moves() == 0);
  SiagaRules never;
  never.cover.most_moves = 0;
  REQUIRE(siaga_day(town, calls, never).world.moves() == 0);
}

TEST_CASE("how busy units are is known by the hour") {
  BusyHours hours;
  const auto midnight = World::start();
  hours.see(midnight, 0.2);
  REQUIRE(hours.at(midnight) == Approx(0.2));
  for (int day = 0; day < 30; ++day) {
    hours.see(midnight + std::chrono::days{day} + 8h, 0.6);
    hours.see(midnight + std::chrono::days{day} + 9h, 0.2);
  }
  REQUIRE(hours.at(midnight + 8h + 30min) > 0.55);
  REQUIRE(hours.at(midnight + 30h) < 0.25);
}

TEST_CASE("in a world that is far too busy Siaga, too, keeps what must always hold") {
  const auto seed = GENERATE(seeds(4));
  auto town =
      LineTown{}.with_unit("AMB-01", 3).with_unit("AMB-02", 20).with_unit("AMB-03", 25).with_hospital(9);
  town.model.habits.calls_a_day = 120;
  const auto calls = model_calls(town.model, 24h, seed);
  const auto day = siaga_day(town, calls);
  REQUIRE(day.world.ledger().view().incidents().empty());
  REQUIRE(day.world.ledger().digest() == siaga_day(town, calls).world.ledger().digest());
  for (const auto& one : day.world.served()) REQUIRE(one->changes <= PlanRules{}.most_changes);
}
