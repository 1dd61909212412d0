#include <catch2/catch.hpp>

#include "tests/support/town.hpp"

using namespace dispatch;
using namespace tests;
using enum AssignmentState;

namespace {

Told end(Town& town, const IncidentId& call, EndingKind kind, std::string_view reason,
         const std::optional<IncidentId>& into = {}) {
  return town.says(operator_ayu(), EndIncident{call, kind, std::string{reason}, into});
}

Told reopen(Town& town, const IncidentId& call, std::string_view reason, std::optional<TimePoint> when = {}) {
  return town.says(operator_ayu(), ReopenIncident{call, std::string{reason}}, when);
}

// Somebody goes there and does the work.
void serve(Town& town, const IncidentId& call, std::string_view unit) {
  town.sends(call, unit);
  for (const auto to : {acknowledged, on_scene, cleared}) REQUIRE(town.presses(unit, to).done());
}

}  // namespace

TEST_CASE("whoever is on a cancelled incident is stood down in the same step") {
  Town town;
  town.with_ambulance("AMB-01", 3min).with_ambulance("AMB-02", 6min);
  const auto call = town.calls(Priority::P1);
  const auto first = town.sends(call, "AMB-01");
  const auto second = town.sends(call, "AMB-02");
  REQUIRE(town.presses("AMB-01", on_scene).refusal() == Errc::illegal_step);
  for (const auto to : {acknowledged, on_scene}) REQUIRE(town.presses("AMB-01", to).done());

  const auto told = end(town, call, EndingKind::cancelled, "they went by themselves");
  REQUIRE(told.done());
  REQUIRE(told.events.size() == 3);
  for (const auto& job : {first, second}) {
    REQUIRE(town.assignment(job).state == stood_down);
    REQUIRE(town.assignment(job).reason == "they went by themselves");
  }
  REQUIRE(town.is_free("AMB-01"));
  REQUIRE(town.is_free("AMB-02"));
  REQUIRE(town.state(call) == IncidentState::cancelled);
  REQUIRE(town.incident(call).ending->by == "operator Ayu");
  REQUIRE(town.incident(call).ending->at == town.now());
}

TEST_CASE("each way of ending an incident is a state of its own, and needs a reason") {
  const auto [kind, state] = GENERATE(table<EndingKind, IncidentState>({
      {EndingKind::cancelled, IncidentState::cancelled},
      {EndingKind::hoax, IncidentState::hoax},
      {EndingKind::referred, IncidentState::referred},
  }));
  Town town;
  const auto call = town.calls(Priority::P3);
  REQUIRE(end(town, call, kind, "").refusal() == Errc::needs_reason);
  REQUIRE(end(town, call, kind, "\n ").refusal() == Errc::needs_reason);
  REQUIRE(end(town, call, kind, "said so").done());
  REQUIRE(town.state(call) == state);
  REQUIRE_FALSE(is_waiting(town.state(call)));
  REQUIRE(end(town, call, kind, "again").refusal() == Errc::incident_over);
  REQUIRE(town.tries_to_send(call, "AMB-01").refusal() == Errc::incident_over);
}

TEST_CASE("with a patient on board an incident is not ended from the desk") {
  Town town;
  town.with_ambulance("AMB-01", 3min);
  const auto call = town.calls(Priority::P1);
  town.sends(call, "AMB-01");
  for (const auto to : {acknowledged, on_scene, left_scene}) REQUIRE(town.presses("AMB-01", to).done());
  const auto refused = end(town, call, EndingKind::cancelled, "mistake");
  REQUIRE(refused.refusal() == Errc::illegal_step);
  REQUIRE(refused.detail("from") == "transporting");
  REQUIRE(refused.detail("to") == "end");
}

TEST_CASE("a second call about the same crash is merged into the first") {
  Town town;
  const auto first = town.calls(Priority::P1);
  const auto second = town.calls(Priority::P1);
  REQUIRE(end(town, second, EndingKind::merged, "same crash", first).done());
  REQUIRE(town.state(second) == IncidentState::merged);
  REQUIRE(town.incident(second).ending->into == first);
  REQUIRE(town.state(first) == IncidentState::pending);
}

TEST_CASE("merging needs another incident, and nothing else has one") {
  Town town;
  const auto call = town.calls(Priority::P1);
  const auto other = town.calls(Priority::P1);
  for (const auto& wrong :
       {end(town, call, EndingKind::merged, "same"), end(town, call, EndingKind::merged, "same", call),
        end(town, call, EndingKind::hoax, "same", other)}) {
    REQUIRE(wrong.refusal() == Errc::bad_field);
    REQUIRE(wrong.detail("field") == "into");
  }
  REQUIRE(end(town, call, EndingKind::merged, "same", id<IncidentId>("call-99")).refusal() ==
          Errc::unknown_incident);
}

TEST_CASE("an incident is not merged into one that was ended, so two cannot be merged into each other") {
  Town town;
  const auto call = town.calls(Priority::P1);
  const auto other = town.calls(Priority::P1);
  REQUIRE(end(town, other, EndingKind::merged, "same", call).done());
  REQUIRE(end(town, call, EndingKind::merged, "same", other).refusal() == Errc::incident_over);
}

TEST_CASE("an incident is not merged into one that is closed: nobody would go there any more") {
  Town town;
  town.with_ambulance("AMB-01", 3min);
  const auto call = town.calls(Priority::P1);
  const auto done = town.calls(Priority::P1);
  serve(town, done, "AMB-01");
  REQUIRE(town.state(done) == IncidentState::closed);
  REQUIRE(end(town, call, EndingKind::merged, "same", done).refusal() == Errc::incident_over);
}

TEST_CASE("who called about a merged incident is not forgotten when the other is ended by hand") {
  const auto kind = GENERATE(EndingKind::hoax, EndingKind::cancelled, EndingKind::referred);
  Town town;
  const auto call = town.calls(Priority::P1);
  const auto other = town.calls(Priority::P1);
  REQUIRE(end(town, other, EndingKind::merged, "same", call).done());
  REQUIRE(town.incident(call).merged == std::vector{other});

  const auto refused = end(town, call, kind, "laughing children");
  REQUIRE(refused.refusal() == Errc::carries_others);
  REQUIRE(refused.detail("merged") == other.view());
  REQUIRE_THAT(refused.message(), Catch::Contains(town.incident(other).number));
  REQUIRE(
      town.says(operator_ayu(), EndIncident{call, kind, "the same children", {}, std::vector{other}}).done());
}

TEST_CASE("one that is merged on takes along what was merged into it, and what is opened again leaves it") {
  Town town;
  const auto first = town.calls(Priority::P1);
  const auto second = town.calls(Priority::P1);
  const auto third = town.calls(Priority::P1);
  REQUIRE(end(town, first, EndingKind::merged, "same", second).done());
  REQUIRE(end(town, second, EndingKind::merged, "same", third).done());
  REQUIRE(end(town, third, EndingKind::hoax, "children").refusal() == Errc::carries_others);
  REQUIRE(reopen(town, second, "another house").done());
  REQUIRE(town.incident(third).merged.empty());
  REQUIRE(end(town, third, EndingKind::hoax, "children").done());
  REQUIRE(town.incident(second).merged == std::vector{first});
  REQUIRE(town.picture() == town.replayed());
}

TEST_CASE("500 incidents are merged into one, and then into another") {
  Town town;
  const auto call = town.calls(Priority::P1);
  for (std::size_t i = 0; i < 500; ++i)
    REQUIRE(end(town, town.calls(Priority::P1), EndingKind::merged, "the bus", call).done());
  REQUIRE(end(town, town.calls(Priority::P1), EndingKind::merged, "the bus", call).refusal() ==
          Errc::too_much);
}

TEST_CASE("what was ended by mistake is opened again and waits, with its first clock") {
  Town town;
  const auto call = town.calls(Priority::P1);
  const auto called = town.now();
  town.passes(1min);
  REQUIRE(end(town, call, EndingKind::hoax, "laughing children").done());
  town.passes(1min);
  REQUIRE(reopen(town, call, "").refusal() == Errc::needs_reason);
  REQUIRE(reopen(town, call, "it was no hoax").done());
  REQUIRE(town.state(call) == IncidentState::pending);
  REQUIRE(town.incident(call).received_at == called);
  REQUIRE_FALSE(town.incident(call).ending.has_value());
  REQUIRE(town.incident(call).notes.back().text == "it was no hoax");
  REQUIRE(reopen(town, call, "again").refusal() == Errc::illegal_step);
}

TEST_CASE("a closed incident is opened again, and closes when somebody has been there again") {
  Town town;
  town.with_ambulance("AMB-01", 3min);
  const auto call = town.calls(Priority::P2);
  serve(town, call, "AMB-01");
  REQUIRE(town.state(call) == IncidentState::closed);
  town.passes(5min);
  REQUIRE(reopen(town, call, "worse again").done());
  REQUIRE(town.state(call) == IncidentState::pending);
  town.passes(1min);
  serve(town, call, "AMB-01");
  REQUIRE(town.state(call) == IncidentState::closed);
}

TEST_CASE("an incident that was opened again is open, also when the desk's clock is behind") {
  Town town;
  town.with_ambulance("AMB-01", 3min);
  const auto call = town.calls(Priority::P2);
  serve(town, call, "AMB-01");
  town.passes(10s);
  REQUIRE(reopen(town, call, "worse again", town.now() - 60s).done());
  REQUIRE(town.state(call) == IncidentState::pending);
}

TEST_CASE("an incident that was opened again closes with the next job, also when the desk's clock is ahead") {
  Town town;
  town.with_ambulance("AMB-01", 3min);
  const auto call = town.calls(Priority::P2);
  serve(town, call, "AMB-01");
  town.passes(10s);
  REQUIRE(reopen(town, call, "worse again", town.now() + 60s).done());
  town.passes(10s);
  serve(town, call, "AMB-01");
  REQUIRE(town.state(call) == IncidentState::closed);
}
