#include "dispatch/log/view.hpp"

#include <catch2/catch.hpp>

#include "tests/support/town.hpp"

using namespace dispatch;
using namespace tests;
using enum AssignmentState;
using Why = Availability::Why;

namespace {

Fix fix(std::string_view unit, geo::Position where, TimePoint when) {
  return {id(unit), where, when, {}, {}, {}, {}};
}

std::pair<AvailabilityState, Why> availability(const Town& town, std::string_view unit) {
  const auto found = town.view().availability(town.unit(unit));
  return {found.state, found.reason};
}

}  // namespace

TEST_CASE("whether a unit can be sent follows from its duty and its job") {
  using enum AvailabilityState;
  Town town;
  town.with_ambulance("AMB-01", 3min);
  using Pair = std::pair<AvailabilityState, Why>;
  REQUIRE(availability(town, "AMB-01") == Pair{available, Why::free});
  REQUIRE(town.duty("AMB-01", DutyState::out_of_service, "tyre").done());
  REQUIRE(availability(town, "AMB-01") == Pair{not_available, Why::out_of_service});
  REQUIRE(town.duty("AMB-01", DutyState::off).done());
  REQUIRE(availability(town, "AMB-01") == Pair{not_available, Why::off_duty});
  REQUIRE(town.duty("AMB-01", DutyState::on).done());

  const auto call = town.calls(Priority::P3);
  town.sends(call, "AMB-01");
  REQUIRE(availability(town, "AMB-01") == Pair{conditional, Why::divertible});
  REQUIRE(town.says(operator_ayu(), TriageIncident{call, triage(Priority::P1)}).done());
  REQUIRE(availability(town, "AMB-01") == Pair{not_available, Why::assigned});
  REQUIRE(town.says(operator_ayu(), TriageIncident{call, triage(Priority::P2)}).done());
  for (const auto to : {acknowledged, en_route}) REQUIRE(town.presses("AMB-01", to).done());
  REQUIRE(availability(town, "AMB-01") == Pair{conditional, Why::divertible});
  for (const auto to : {on_scene, left_scene}) {
    REQUIRE(town.presses("AMB-01", to).done());
    REQUIRE(availability(town, "AMB-01") == Pair{not_available, Why::assigned});
  }
  for (const auto to : {at_destination, handed_over}) {
    REQUIRE(town.presses("AMB-01", to).done());
    REQUIRE(availability(town, "AMB-01") == Pair{conditional, Why::about_to_clear});
  }
  REQUIRE(town.presses("AMB-01", cleared).done());
  REQUIRE(availability(town, "AMB-01") == Pair{available, Why::free});
}

TEST_CASE("a call that nobody has triaged is taken to be urgent") {
  Town town;
  town.with_ambulance("AMB-01", 3min);
  town.sends(town.calls(ReceiveIncident{}), "AMB-01");
  REQUIRE(availability(town, "AMB-01").second == Why::assigned);
}

TEST_CASE("the newest position of a unit wins, whatever the order in which they come") {
  Town town;
  town.with_ambulance("AMB-01", 3min);
  View view;
  view.load(town.unit("AMB-01"));
  REQUIRE(view.fix(id("AMB-01")) == nullptr);
  REQUIRE(view.moved(fix("AMB-01", at(-8.3, 114.6), town.now())));
  REQUIRE_FALSE(view.moved(fix("AMB-01", at(-8.4, 114.7), town.now())));
  REQUIRE_FALSE(view.moved(fix("AMB-01", at(-8.4, 114.7), town.now() - 1ms)));
  REQUIRE(view.fix(id("AMB-01"))->where == at(-8.3, 114.6));
  REQUIRE(view.moved(fix("AMB-01", at(-8.4, 114.7), town.now() + 1ms)));
  REQUIRE(view.fix(id("AMB-01"))->where == at(-8.4, 114.7));
}

TEST_CASE("a position of a unit that is not known is not kept") {
  View view;
  REQUIRE_FALSE(view.moved(fix("AMB-99", at(-8.3, 114.6), TimePoint{1h})));
  REQUIRE(view.fix(id("AMB-99")) == nullptr);
  REQUIRE(view.nearest_of_all(at(-8.3, 114.6), 5).empty());
}

TEST_CASE("only free units on duty that have been seen are found when somebody is to be sent") {
  Town town;
  town.with_ambulance("AMB-01", 1min).with_ambulance("AMB-02", 2min).with_ambulance("AMB-03", 3min);
  town.with(UnitKind::motorcycle, "MOT-01", 1min);
  const auto free = [&] {
    std::vector<std::string> names;
    for (const auto& near : town.view().nearest_free(UnitKind::ambulance, Town::centre(), 9))
      names.emplace_back(near.unit->id.view());
    return names;
  };
  using Strings = std::vector<std::string>;
  REQUIRE(free() == Strings{"AMB-01", "AMB-02", "AMB-03"});
  const auto call = town.calls(Priority::P4);
  town.sends(call, "AMB-01");
  REQUIRE(free() == Strings{"AMB-02", "AMB-03"});
  REQUIRE(town.duty("AMB-03", DutyState::off).done());
  REQUIRE(free() == Strings{"AMB-02"});
  REQUIRE(town.says(operator_ayu(), EndIncident{call, EndingKind::hoax, "so", {}}).done());
  REQUIRE(free() == Strings{"AMB-01", "AMB-02"});
  REQUIRE(town.duty("AMB-03", DutyState::on).done());
  REQUIRE(free() == Strings{"AMB-01", "AMB-02", "AMB-03"});
  REQUIRE(town.view().nearest_of_all(Town::centre(), 9).size() == 4);
}

TEST_CASE("a unit that becomes another kind is found as that kind alone") {
  Town town;
  town.with_ambulance("AMB-01", 1min);
  auto listed = town.unit("AMB-01");
  listed.kind = UnitKind::home_care;
  REQUIRE(town.says(siaga(), RegisterUnit{listed}).done());
  REQUIRE(town.view().nearest_free(UnitKind::ambulance, Town::centre(), 9).empty());
  REQUIRE(town.view().nearest_free(UnitKind::home_care, Town::centre(), 9).size() == 1);
}

TEST_CASE("a unit without a position is taken to be at its station among all, and is not among the free") {
  View view;
  Unit unit;
  unit.id = id("AMB-01");
  unit.v = 1;
  unit.duty.state = DutyState::on;
  unit.station = {"Negara", at(-8.33, 114.58)};
  view.load(unit);
  const auto all = view.nearest_of_all(at(-8.33, 114.58), 5);
  REQUIRE(all.size() == 1);
  REQUIRE(all.front().away.count() < 0.001);
  REQUIRE(view.nearest_free(UnitKind::ambulance, at(-8.33, 114.58), 5).empty());
}

TEST_CASE(
    "a position of a time that has not come does not keep out those that come, and is forgotten at a start") {
  Town town;
  town.with_ambulance("AMB-01", 3min);
  View view;
  view.load(town.unit("AMB-01"));
  const Fix of_a_trial{id("AMB-01"), Town::centre(), town.now() + 1h, {}, {}, {}, {}};
  const Fix real{id("AMB-01"), town.away(5min), town.now(), {}, {}, {}, {}};
  REQUIRE(view.moved(of_a_trial, town.now() + 1h));
  REQUIRE(view.moved(real, town.now()));
  REQUIRE(view.fix(id("AMB-01"))->at == town.now());
  REQUIRE_FALSE(view.moved(real, town.now()));

  REQUIRE(view.moved(of_a_trial, town.now()));
  view.forget_moved_after(town.now());
  REQUIRE(view.fix(id("AMB-01")) == nullptr);
  REQUIRE(view.nearest_free(UnitKind::ambulance, Town::centre(), 5).empty());
}
