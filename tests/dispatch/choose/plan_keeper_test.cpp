#include "dispatch/choose/plan_keeper.hpp"

#include <catch2/catch.hpp>

#include "tests/dispatch/choose/plan_watch.hpp"

using namespace dispatch;
using namespace tests;

namespace {

Town town_with_two() {
  Town town;
  town.with_ambulance("AMB-01", 4min).with_ambulance("AMB-02", 5min);
  return town;
}

}  // namespace

TEST_CASE(
    "the plan is told when it says something else, and again after a while so that nobody takes it for old") {
  auto town = town_with_two();
  const auto call = town.calls(Priority::P1);
  PlanWatch watch{town};
  REQUIRE(sent_to(watch.tells().value(), call) == "AMB-01");
  town.passes(3s);
  REQUIRE_FALSE(watch.tells().has_value());
  town.passes(13s);
  REQUIRE(watch.tells().has_value());
}

TEST_CASE("an empty plan is told once") {
  const auto town = town_with_two();
  PlanWatch watch{town};
  REQUIRE(watch.tells()->calls.empty());
}

TEST_CASE("all who wait hear of a unit that clears with the next plan, a quarter second after the last") {
  Town town;
  town.with_ambulance("AMB-01", 4min);
  const auto served = town.calls(Priority::P1);
  town.sends(served, "AMB-01");
  for (const auto state : {AssignmentState::en_route, AssignmentState::on_scene})
    REQUIRE(town.presses("AMB-01", state).done());
  const auto waits = town.calls(Priority::P3);
  PlanWatch watch{town};
  REQUIRE_FALSE(watch.tells()->call(waits)->sends.has_value());
  REQUIRE(town.presses("AMB-01", AssignmentState::cleared).done());
  town.passes(250ms);
  REQUIRE(sent_to(watch.tells().value(), waits) == "AMB-01");
}

TEST_CASE("the plan is looked at again every two seconds: units move without a word in the log") {
  auto town = town_with_two();
  const auto call = town.calls(Priority::P1);
  PlanWatch watch{town};
  watch.tells();
  town.falls_silent("AMB-02");
  town.passes(1s);
  town.reports("AMB-02", Town::centre());
  REQUIRE_FALSE(watch.tells().has_value());
  town.passes(1s);
  REQUIRE(sent_to(watch.tells().value(), call) == "AMB-02");
}

TEST_CASE("who is shown stays first until another is better by the margin") {
  auto town = town_with_two();
  const auto call = town.calls(Priority::P1);
  PlanWatch watch{town};
  watch.tells();
  for (const auto* unit : {"AMB-01", "AMB-02"}) town.falls_silent(unit);
  const auto other_is_sooner_by = [&](double seconds) {
    town.passes(3s);
    town.reports("AMB-02", town.away(3min));
    town.reports("AMB-01", geo::along(town.away(3min), town.away(4min), seconds / 60));
    watch.tells();
    return sent_to(watch.now(), call) == "AMB-02";
  };
  REQUIRE_FALSE(other_is_sooner_by(20));
  REQUIRE_FALSE(other_is_sooner_by(28));
  REQUIRE(other_is_sooner_by(45));
}

TEST_CASE("a choice that changed says who was shown, and why not any more, for a minute") {
  auto town = town_with_two();
  const auto call = town.calls(Priority::P2);
  PlanWatch watch{town};
  watch.tells();
  const auto changed = [&] {
    town.passes(3s);
    const auto told = watch.tells();
    REQUIRE(told.has_value());
    return told->call(call)->changed;
  };
  SECTION("another is sooner") {
    town.with_ambulance("AMB-03", 1min);
    const auto change = changed();
    REQUIRE(change->was == id("AMB-01"));
    REQUIRE(change->why == ChangedChoice::Why::sooner);
    REQUIRE(change->value == 180);
    town.passes(61s);
    REQUIRE_FALSE(watch.tells()->call(call)->changed.has_value());
  }
  SECTION("it goes to a call that is more urgent") {
    const auto urgent = town.calls(Priority::P1);
    const auto change = changed();
    REQUIRE(change->why == ChangedChoice::Why::goes_elsewhere);
    REQUIRE(change->goes_to == urgent);
  }
  SECTION("it cannot go any more") {
    REQUIRE(town.duty("AMB-01", DutyState::off).done());
    REQUIRE(changed()->why == ChangedChoice::Why::not_free);
  }
}
