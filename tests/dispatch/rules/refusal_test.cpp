#include <catch2/catch.hpp>

#include "tests/support/town.hpp"

using namespace dispatch;
using namespace tests;
using enum AssignmentState;

TEST_CASE("a step that the table does not have says from where to where") {
  Town town;
  town.with_ambulance("AMB-01", 3min);
  const auto job = town.sends(town.calls(Priority::P2), "AMB-01");
  for (const auto to : {acknowledged, en_route, on_scene}) REQUIRE(town.presses("AMB-01", to).done());
  const auto back = GENERATE(delivered, acknowledged, en_route, on_scene, declined, handed_over);
  const auto refused = town.presses("AMB-01", back, "slipped");
  REQUIRE(refused.refusal() == Errc::illegal_step);
  REQUIRE(refused.detail("from") == "on_scene");
  REQUIRE(refused.detail("to") == json::name_of(back));
  REQUIRE_THAT(refused.message(), Catch::Contains("AMB-01") && Catch::Contains("on_scene"));
  REQUIRE(town.assignment(job).times.size() == 4);
}

TEST_CASE("nothing follows on a finished job") {
  Town town;
  town.with_ambulance("AMB-01", 3min);
  const auto job = town.sends(town.calls(Priority::P2), "AMB-01");
  REQUIRE(town.presses("AMB-01", declined, "no fuel").done());
  for (const auto to : {reserved, notified, acknowledged, en_route, cleared, declined, stood_down})
    REQUIRE(town.says(operator_ayu(), StepAssignment{job, to, "so"}).refusal() == Errc::illegal_step);
}

TEST_CASE("declining and standing down need a reason, doing the work does not") {
  Town town;
  town.with_ambulance("AMB-01", 3min);
  const auto job = town.sends(town.calls(Priority::P2), "AMB-01");
  for (const auto to : {declined, stood_down})
    for (const auto& reason : {std::optional<std::string>{}, std::optional<std::string>{" \n"}})
      REQUIRE(town.says(operator_ayu(), StepAssignment{job, to, reason}).refusal() == Errc::needs_reason);
  REQUIRE(town.presses("AMB-01", acknowledged).done());
  REQUIRE(town.presses("AMB-01", declined, "no fuel").done());
  REQUIRE(town.assignment(job).reason == "no fuel");
}

TEST_CASE("who decided on an older version hears so, and which one there is") {
  Town town;
  town.with_ambulance("AMB-01", 3min);
  const auto call = town.calls(Priority::P2);
  const auto job = town.sends(call, "AMB-01");
  REQUIRE(town.says(operator_ayu(), NoteIncident{call, "second floor"}).done());
  const auto v = town.incident(call).v;
  REQUIRE(v == 3);
  REQUIRE(town.assignment(job).v == 1);
  REQUIRE(town.unit("AMB-01").v == 3);

  const std::vector<std::pair<CommandBody, Version>> named{
      {LocateIncident{call, {}}, 3},
      {TriageIncident{call, triage(Priority::P1)}, 3},
      {NoteIncident{call, "third floor"}, 3},
      {EndIncident{call, EndingKind::cancelled, "mistake", {}}, 3},
      {ReopenIncident{call, "mistake"}, 3},
      {DispatchUnit{call, id("AMB-01"), {}, {}}, 3},
      {ReassignUnit{job, id("AMB-01"), "so"}, 1},
      {StepAssignment{job, acknowledged, {}}, 1},
      {ChangeDuty{id("AMB-01"), DutyState::on, {}, {}, {}}, 3},
  };
  for (const auto& [what, version] : named) {
    CAPTURE(what.index());
    const auto refused = town.says(operator_ayu(), what, {}, version + 1);
    REQUIRE(refused.refusal() == Errc::stale_version);
    REQUIRE(refused.detail("version") == std::to_string(version));
    REQUIRE(town.says(operator_ayu(), what, {}, version - 1).refusal() == Errc::stale_version);
  }
  REQUIRE(town.says(operator_ayu(), StepAssignment{job, acknowledged, {}}, {}, 1).done());
  REQUIRE(town.says(operator_ayu(), NoteIncident{call, "third floor"}, {}, 3).done());
}

TEST_CASE("what is not there is refused by its name") {
  Town town;
  town.with_ambulance("AMB-01", 3min);
  const auto call = town.calls(Priority::P2);
  const auto no_call = id<IncidentId>("call-99");
  const auto no_job = id<AssignmentId>("job-99");
  const std::vector<std::pair<CommandBody, Errc>> unknown{
      {LocateIncident{no_call, {}}, Errc::unknown_incident},
      {TriageIncident{no_call, {}}, Errc::unknown_incident},
      {NoteIncident{no_call, "so"}, Errc::unknown_incident},
      {EndIncident{no_call, EndingKind::hoax, "so", {}}, Errc::unknown_incident},
      {ReopenIncident{no_call, "so"}, Errc::unknown_incident},
      {DispatchUnit{no_call, id("AMB-01"), {}, {}}, Errc::unknown_incident},
      {DispatchUnit{call, id("AMB-99"), {}, "so"}, Errc::unknown_unit},
      {ReassignUnit{no_job, id("AMB-01"), "so"}, Errc::unknown_assignment},
      {StepAssignment{no_job, acknowledged, {}}, Errc::unknown_assignment},
      {ChangeDuty{id("AMB-99"), DutyState::on, {}, {}, {}}, Errc::unknown_unit},
      {ExpireAssignment{no_job}, Errc::unknown_assignment},
      {MarkLate{no_job, Lateness::turnout}, Errc::unknown_assignment},
      {MarkDue{no_call}, Errc::unknown_incident},
      {MarkOverdue{no_call}, Errc::unknown_incident},
      {ArchiveIncident{no_call}, Errc::unknown_incident},
  };
  const auto before = town.picture();
  for (const auto& [what, code] : unknown) {
    CAPTURE(what.index());
    const auto told =
        town.says(what.index() < std::variant_size_v<ClientCommand> ? operator_ayu() : siaga(), what);
    REQUIRE(told.refusal() == code);
    REQUIRE_THAT(told.message(), Catch::Contains("-99"));
  }
  REQUIRE(town.picture() == before);
}

TEST_CASE("the same command does not open a second incident or a second assignment") {
  Town town;
  town.with_ambulance("AMB-01", 3min).with_ambulance("AMB-02", 3min);
  const auto receive = town.command(ReceiveIncident{});
  REQUIRE(town.says(operator_ayu(), receive).done());
  REQUIRE(town.says(operator_ayu(), receive).refusal() == Errc::already_exists);
  auto send = town.command(DispatchUnit{IncidentId::same_as(receive.id), id("AMB-01"), {}, {}});
  REQUIRE(town.says(operator_ayu(), send).done());
  REQUIRE(town.says(operator_ayu(), send).refusal() == Errc::already_exists);
  std::get<DispatchUnit>(send.body).unit = id("AMB-02");
  REQUIRE(town.says(operator_ayu(), send).refusal() == Errc::already_exists);
}

TEST_CASE("an incident has at most 200 notes and 50 assignments") {
  Town town;
  town.with_ambulance("AMB-01", 3min);
  const auto call = town.calls(Priority::P2);
  for (int i = 0; i < 200; ++i) REQUIRE(town.says(operator_ayu(), NoteIncident{call, "again"}).done());
  REQUIRE(town.says(operator_ayu(), NoteIncident{call, "again"}).refusal() == Errc::too_much);
  for (int i = 0; i < 50; ++i) {
    REQUIRE(town.tries_to_send(call, "AMB-01", "again").done());
    REQUIRE(town.presses("AMB-01", declined, "no").done());
  }
  REQUIRE(town.tries_to_send(call, "AMB-01", "again").refusal() == Errc::too_much);
}

TEST_CASE("a note says who wrote it and when, and may be added to what is over") {
  Town town;
  const auto call = town.calls(Priority::P2);
  REQUIRE(town.says(operator_ayu(), EndIncident{call, EndingKind::hoax, "children", {}}).done());
  town.passes(1min);
  REQUIRE(town.says(operator_ayu(), NoteIncident{call, "they called back"}).done());
  const auto& note = town.incident(call).notes.back();
  REQUIRE(note.text == "they called back");
  REQUIRE(note.by == "operator Ayu");
  REQUIRE(note.at == town.now());
}

TEST_CASE("what a clock claims is kept beside when it was recorded, and never later, nor before the call") {
  Town town;
  const auto call = town.calls(Priority::P2);
  const auto received = town.now();
  town.passes(48h);
  const auto noted_at = [&](TimePoint claimed) {
    REQUIRE(town.says(operator_ayu(), NoteIncident{call, "so"}, claimed).done());
    REQUIRE(town.log().back().recorded == town.now());
    return town.log().back().at;
  };
  REQUIRE(noted_at(town.now() - 24h) == town.now() - 24h);
  REQUIRE(noted_at(town.now() + 1ms) == town.now());
  REQUIRE(noted_at(town.now() + std::chrono::days{36'500}) == town.now());
  REQUIRE(noted_at(received - 1ms) == received);
  REQUIRE(noted_at(TimePoint{}) == received);
}

TEST_CASE("nobody is older than people get, and a child is so many months old") {
  Town town;
  const auto call = town.calls(Priority::P2);
  auto found = triage(Priority::P1);
  found.age_months = 131 * 12;
  const auto refused = town.says(operator_ayu(), TriageIncident{call, found});
  REQUIRE(refused.refusal() == Errc::bad_field);
  REQUIRE(refused.detail("field") == "triage.age_months");
  found.age_months = 7;
  found.sex = Sex::male;
  REQUIRE(town.says(operator_ayu(), TriageIncident{call, found}).done());
  REQUIRE(town.incident(call).triage->age_months == 7);
  REQUIRE(town.incident(call).triage->sex == Sex::male);
  REQUIRE(town.picture() == town.replayed());
}
