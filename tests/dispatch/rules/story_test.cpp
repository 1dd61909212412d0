#include <catch2/catch.hpp>

#include "dispatch/choose/recommend.hpp"
#include "tests/support/town.hpp"

using namespace dispatch;
using namespace tests;
using enum AssignmentState;
using Strings = std::vector<std::string>;

TEST_CASE("an emergency, from the first word to the ambulance being free again") {
  Town town;
  town.with_ambulance("AMB-01", 3min).with_ambulance("AMB-02", 7min);

  const auto call = town.calls(ReceiveIncident{});
  REQUIRE(town.state(call) == IncidentState::received);
  REQUIRE(town.incident(call).number == "JBR-1122-042");
  REQUIRE(town.incident(call).received_at == town.now());

  town.passes(5s);
  REQUIRE(town.says(operator_ayu(), LocateIncident{call, {"blue gate", Town::centre(), geo::Metres{50}, {}}})
              .done());
  REQUIRE(town.state(call) == IncidentState::located);
  REQUIRE(town.says(operator_ayu(), TriageIncident{call, triage(Priority::P1)}).done());
  REQUIRE(town.state(call) == IncidentState::pending);
  REQUIRE(town.proposed(call) == Strings{"AMB-01", "AMB-02"});

  const auto job = town.sends(call, "AMB-01");
  REQUIRE(town.state(call) == IncidentState::assigned);
  REQUIRE_FALSE(town.is_free("AMB-01"));
  REQUIRE(town.unit("AMB-01").assignment == job);
  REQUIRE(town.assignment(job).by == "operator Ayu");

  const auto step = [&](AssignmentState to, IncidentState then) {
    town.passes(60s);
    REQUIRE(town.presses("AMB-01", to).done());
    REQUIRE(town.assignment(job).state == to);
    REQUIRE(town.assignment(job).times.back().at == town.now());
    REQUIRE(town.state(call) == then);
  };
  step(delivered, IncidentState::assigned);
  step(acknowledged, IncidentState::assigned);
  step(en_route, IncidentState::responding);
  step(on_scene, IncidentState::on_scene);
  step(at_patient, IncidentState::on_scene);
  step(left_scene, IncidentState::transporting);
  step(at_destination, IncidentState::at_destination);
  step(handed_over, IncidentState::at_destination);
  step(cleared, IncidentState::closed);
  REQUIRE(town.assignment(job).times.size() == 10);
  REQUIRE(town.is_free("AMB-01"));
  REQUIRE(town.picture() == town.replayed());
}

TEST_CASE("a home visit ends at the patient") {
  Town town;
  town.with(UnitKind::home_care, "HC-01", 5min).with_ambulance("AMB-01", 1min);
  const auto call = town.calls(ReceiveIncident{Place{"", Town::centre(), {}, {}},
                                               Caller{"0812", "Wayan"},
                                               triage(Priority::P4, Needs::home_care),
                                               {}});
  REQUIRE(town.proposed(call) == Strings{"HC-01"});
  const auto job = town.sends(call, "HC-01");
  for (const auto to : {acknowledged, en_route, at_patient, cleared})
    REQUIRE(town.presses("HC-01", to).done());
  REQUIRE(town.state(call) == IncidentState::closed);
  REQUIRE(town.assignment(job).times.size() == 5);
  REQUIRE(town.is_free("HC-01"));
}

TEST_CASE("a planned visit waits for its time, is due then, and is nobody's alarm before") {
  Town town;
  town.with(UnitKind::home_care, "HC-01", 5min);
  const auto ten = town.now() + 2h;
  const auto visit = town.calls(ReceiveIncident{
      Place{"blue gate", Town::centre(), {}, {}}, {}, triage(Priority::P4, Needs::home_care), ten});
  REQUIRE(town.state(visit) == IncidentState::scheduled);
  town.waits(2h - 1ms);
  REQUIRE(town.state(visit) == IncidentState::scheduled);
  town.waits(1ms);
  REQUIRE(town.state(visit) == IncidentState::due);
  REQUIRE(town.incident(visit).due_at == ten);
  REQUIRE(is_waiting(town.state(visit)));

  town.sends(visit, "HC-01");
  for (const auto to : {acknowledged, en_route, at_patient}) REQUIRE(town.presses("HC-01", to).done());
  REQUIRE(town.state(visit) == IncidentState::on_scene);
  REQUIRE(town.presses("HC-01", cleared).done());
  REQUIRE(town.state(visit) == IncidentState::closed);
}

TEST_CASE("a nurse may set out before a planned visit is due") {
  Town town;
  town.with(UnitKind::home_care, "HC-01", 5min);
  const auto visit = town.calls(ReceiveIncident{
      Place{"", Town::centre(), {}, {}}, {}, triage(Priority::P4, Needs::home_care), town.now() + 20min});
  town.sends(visit, "HC-01");
  REQUIRE(town.state(visit) == IncidentState::assigned);
  REQUIRE(town.presses("HC-01", declined, "flat tyre").done());
  REQUIRE(town.state(visit) == IncidentState::scheduled);
}

TEST_CASE("two units on one incident: its state is that of the one that is furthest") {
  Town town;
  town.with_ambulance("AMB-01", 3min)
      .with_ambulance("AMB-02", 7min)
      .with(UnitKind::motorcycle, "MOT-01", 1min);
  const auto crash = town.calls(Priority::P0);
  town.sends(crash, "MOT-01");
  town.sends(crash, "AMB-01");
  town.sends(crash, "AMB-02");
  REQUIRE(town.view().open_assignments(town.incident(crash)).size() == 3);

  for (const auto to : {acknowledged, en_route, on_scene}) REQUIRE(town.presses("MOT-01", to).done());
  REQUIRE(town.state(crash) == IncidentState::on_scene);
  for (const auto to : {acknowledged, en_route}) REQUIRE(town.presses("AMB-01", to).done());
  REQUIRE(town.state(crash) == IncidentState::on_scene);
  REQUIRE(town.presses("AMB-02", declined, "no fuel").done());
  REQUIRE(town.state(crash) == IncidentState::on_scene);
  REQUIRE(town.presses("MOT-01", cleared).done());
  REQUIRE(town.state(crash) == IncidentState::responding);
  for (const auto to : {on_scene, left_scene, handed_over, cleared})
    REQUIRE(town.presses("AMB-01", to).done());
  REQUIRE(town.state(crash) == IncidentState::closed);
  REQUIRE(town.incident(crash).assignments.size() == 3);
}

TEST_CASE("a crew that drove out of reach tells later what happened when, and both times are kept") {
  Town town;
  town.with_ambulance("AMB-01", 3min);
  const auto job = town.sends(town.calls(Priority::P2), "AMB-01");
  const auto left = town.now() + 20s;
  town.passes(10min);
  REQUIRE(town.says(crew_of(id("AMB-01")), StepAssignment{job, en_route, {}}, left).done());
  REQUIRE(town.assignment(job).times.back().at == left);
  REQUIRE(town.assignment(job).times.back().recorded == town.now());
}

TEST_CASE("the number of an incident has the day of the region, not that of Greenwich") {
  Town town;
  town.passes(14h);  // 16:15 UTC is 0:15 of the next day in Bali
  const auto call = town.calls(ReceiveIncident{});
  REQUIRE(town.incident(call).number == "JBR-1123-042");
  REQUIRE(town.decision().counter == "1123");
}
