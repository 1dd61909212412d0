#include <catch2/catch.hpp>

#include "tests/dispatch/choose/slot_town.hpp"

using namespace dispatch;
using namespace tests;
using enum AssignmentState;
using Strings = std::vector<std::string>;

namespace {

const auto begins = slot(SlotRole::first, {{"basic"}});
const auto carries_with_midwife = slot(SlotRole::transport, {{"transports"}, {"midwife"}});
const auto midwife = slot(SlotRole::first, {{"midwife"}}, SlotWeight::should);

Told says_aboard(Town& town, std::string_view unit, Strings aboard) {
  return town.says(crew_of(id(unit)), ChangeDuty{id(unit), DutyState::on, {}, {}, {}, std::move(aboard)});
}

}  // namespace

TEST_CASE("what a call needs is recorded with its triage, and another plan changes only calls to come") {
  SlotTown town{{carries}};
  const auto before = town.calls(Priority::P2);
  REQUIRE(town.incident(before).response->rule == "all calls");
  town.needs({begins, carries});
  REQUIRE(town.incident(before).response->slots == std::vector{carries});
  const auto after = town.calls(Priority::P2);
  REQUIRE(town.incident(after).response->slots == std::vector{begins, carries});
  REQUIRE(town.says(operator_ayu(), TriageIncident{before, triage(Priority::P1)}).done());
  REQUIRE(town.incident(before).response->slots == std::vector{begins, carries});
  REQUIRE(town.replayed() == town.picture());
}

TEST_CASE("without a plan a threat to life needs somebody who begins and somebody who carries") {
  Town town;
  const auto slots_of_call = [&](Priority priority) {
    return town.incident(town.calls(priority)).response->slots;
  };
  REQUIRE(slots_of_call(Priority::P1) == std::vector{begins, carries});
  REQUIRE(slots_of_call(Priority::P2) == std::vector{carries});
  REQUIRE_FALSE(town.incident(town.calls(Priority::P1)).response->rule.has_value());
}

TEST_CASE("a motorcycle fills the slot of who comes first and never that of who carries") {
  SlotTown town{{begins, carries}};
  town.with(UnitKind::motorcycle, "MOT-01", 1min).with_ambulance("AMB-01", 5min);
  const auto call = town.calls(Priority::P1);
  town.sends(call, "MOT-01");
  REQUIRE(town.filled(call) == Strings{"MOT-01", "-"});
  REQUIRE(lacks_units(town.incident(call), town.view()));
  town.sends(call, "AMB-01");
  REQUIRE(town.filled(call) == Strings{"MOT-01", "AMB-01"});
  REQUIRE_FALSE(lacks_units(town.incident(call), town.view()));
}

TEST_CASE("an ambulance that carries begins, too") {
  SlotTown town{{begins, carries}};
  town.with_ambulance("AMB-01", 5min);
  const auto call = town.calls(Priority::P1);
  town.sends(call, "AMB-01");
  REQUIRE(town.filled(call) == Strings{"AMB-01", "AMB-01"});
}

TEST_CASE("whom only one slot fits gets it from who fits another as well") {
  SlotTown town{{carries, carries_with_midwife}};
  town.with_able(UnitKind::ambulance, "AMB-MW", 2min, {}, {"midwife"}).with_ambulance("AMB-01", 3min);
  const auto call = town.calls(Priority::P2);
  town.sends(call, "AMB-MW");
  REQUIRE(town.filled(call) == Strings{"-", "AMB-MW"});
  town.sends(call, "AMB-01");
  REQUIRE(town.filled(call) == Strings{"AMB-01", "AMB-MW"});
}

TEST_CASE("a slot is open again when its crew declines, and stays filled when it has done its work") {
  SlotTown town{{midwife, carries}};
  town.with_able(UnitKind::home_care, "HC-01", 2min, {}, {"midwife"}).with_ambulance("AMB-01", 3min);
  const auto call = town.calls(Priority::P2);
  town.sends(call, "HC-01");
  town.sends(call, "AMB-01");
  REQUIRE(town.presses("AMB-01", declined, "no fuel").done());
  REQUIRE(town.filled(call) == Strings{"HC-01", "-"});
  for (const auto to : {acknowledged, on_scene, cleared}) REQUIRE(town.presses("HC-01", to).done());
  REQUIRE(town.duty("HC-01", DutyState::off).done());
  REQUIRE(town.filled(call) == Strings{"HC-01", "-"});
  REQUIRE(town.replayed() == town.picture());
}

TEST_CASE("who replaces another takes its slot") {
  SlotTown town{{carries}};
  town.with_ambulance("AMB-01", 3min).with_ambulance("AMB-02", 5min);
  const auto call = town.calls(Priority::P2);
  const auto job = town.sends(call, "AMB-01");
  REQUIRE(town.says(operator_ayu(), ReassignUnit{job, id("AMB-02"), "nearer to the hospital"}).done());
  REQUIRE(town.filled(call) == Strings{"AMB-02"});
}

TEST_CASE("a call that is triaged anew keeps who is on the way, for what it needs now") {
  SlotTown town{{carries}};
  town.with_ambulance("AMB-01", 3min);
  const auto call = town.calls(Priority::P2);
  town.sends(call, "AMB-01");
  town.needs({midwife, begins, carries});
  REQUIRE(town.says(operator_ayu(), TriageIncident{call, triage(Priority::P1)}).done());
  REQUIRE(town.filled(call) == Strings{"-", "AMB-01", "AMB-01"});
}

TEST_CASE("a call of a log without slots has those of its triage, filled by who is on it") {
  Incident old;
  old.id = id<IncidentId>("old");
  old.triage = triage(Priority::P1);
  REQUIRE(response_of(old).slots == std::vector{begins, carries});
  Town town;
  town.with_ambulance("AMB-01", 3min);
  auto incident = town.incident([&] {
    const auto call = town.calls(Priority::P1);
    town.sends(call, "AMB-01");
    return call;
  }());
  incident.response.reset();
  for (const auto& one : slots_of(incident, town.view()))
    REQUIRE(one.assignment == incident.assignments.front());
}

TEST_CASE("a crew says who is aboard, in words of people, until it goes off duty or another comes") {
  SlotTown town{{carries_with_midwife}};
  town.with_able(UnitKind::ambulance, "AMB-01", 3min, {"advanced", "basic"}, {"nurse"});
  REQUIRE(says_aboard(town, "AMB-01", {"midwife"}).done());
  REQUIRE(capabilities_of(town.unit("AMB-01")) == Strings{"advanced", "basic", "midwife", "transports"});
  REQUIRE(town.proposed(town.calls(Priority::P2)) == Strings{"AMB-01"});
  REQUIRE(town.says(crew_of(id("AMB-01")), ChangeDuty{id("AMB-01"), DutyState::on, {}, {}, Strings{"Putu"}})
              .done());
  REQUIRE(has(capabilities_of(town.unit("AMB-01")), "nurse"));
  REQUIRE(says_aboard(town, "AMB-01", {"midwife"}).done());
  REQUIRE(town.duty("AMB-01", DutyState::off).done());
  REQUIRE_FALSE(town.unit("AMB-01").aboard.has_value());
  REQUIRE(town.replayed() == town.picture());
}

TEST_CASE("what is no word of people is refused as who is aboard") {
  SlotTown town{{carries}};
  town.with_ambulance("AMB-01", 3min);
  for (const auto* word : {"transports", "wizard", ""}) {
    const auto told = says_aboard(town, "AMB-01", {word});
    REQUIRE(told.refusal() == Errc::bad_field);
    REQUIRE(told.detail("field") == "aboard");
  }
}

TEST_CASE("an alarm level is from 1 to 9") {
  const auto [level, is_good] =
      GENERATE(table<std::uint64_t, bool>({{0, false}, {1, true}, {9, true}, {10, false}}));
  Town town;
  auto said = triage(Priority::P1);
  said.alarm = level;
  const auto told = town.says(operator_ayu(), ReceiveIncident{{}, {}, said, {}});
  REQUIRE(told.done() == is_good);
  const auto call = town.calls(Priority::P2);
  REQUIRE(town.says(operator_ayu(), TriageIncident{call, said}).done() == is_good);
}

TEST_CASE("a motorcycle that has cleared does not close a call whose patient nobody has carried yet") {
  SlotTown town{{begins, carries}};
  town.with(UnitKind::motorcycle, "MOT-01", 1min).with_ambulance("AMB-01", 5min);
  const auto call = town.calls(Priority::P1);
  const auto serves = [&](std::string_view unit) {
    for (const auto to : {acknowledged, en_route, on_scene, cleared}) REQUIRE(town.presses(unit, to).done());
  };
  town.sends(call, "MOT-01");
  serves("MOT-01");
  REQUIRE(town.state(call) == IncidentState::pending);
  REQUIRE(town.filled(call) == Strings{"MOT-01", "-"});
  town.sends(call, "AMB-01");
  serves("AMB-01");
  REQUIRE(town.state(call) == IncidentState::closed);
}

TEST_CASE("who had nothing to fill takes the place of who declines") {
  SlotTown town{{carries}};
  town.with_ambulance("AMB-01", 2min).with_ambulance("AMB-02", 3min);
  const auto call = town.calls(Priority::P2);
  town.sends(call, "AMB-01");
  town.sends(call, "AMB-02");
  REQUIRE(town.filled(call) == Strings{"AMB-01"});
  REQUIRE(town.presses("AMB-01", declined, "no fuel").done());
  REQUIRE(town.filled(call) == Strings{"AMB-02"});
}

TEST_CASE("an urgent call that lacks one who must come is overdue, a minute after the last was sent") {
  SlotTown town{{begins, carries}};
  town.with(UnitKind::motorcycle, "MOT-01", 1min).with_ambulance("AMB-01", 5min);
  const auto call = town.calls(Priority::P1);
  town.passes(50s);
  town.sends(call, "MOT-01");
  REQUIRE(town.presses("MOT-01", acknowledged).done());
  town.waits(60s - 1ms);
  REQUIRE_FALSE(town.alarm(call).has_value());
  town.waits(1ms);
  REQUIRE(town.alarm(call) == Alarm::Kind::lacks_units);
  const auto told = town.log().size();
  town.waits(10s);
  REQUIRE(town.log().size() == told);
  town.sends(call, "AMB-01");
  REQUIRE_FALSE(town.alarm(call).has_value());
  town.waits(10s);
  REQUIRE_FALSE(town.alarm(call).has_value());
}
