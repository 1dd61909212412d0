#include <catch2/catch.hpp>

#include "tests/support/town.hpp"

using namespace dispatch;
using namespace tests;
using enum AssignmentState;
using Strings = std::vector<std::string>;

namespace {

// A rule speaks against AMB-01: it is sent only by a person who says why.
void require_a_reason(Town& town, const IncidentId& call, std::string_view unit, std::string_view says) {
  const auto before = town.picture();
  const auto refused = town.tries_to_send(call, unit);
  REQUIRE(refused.refusal() == Errc::needs_reason);
  REQUIRE_THAT(refused.message(), Catch::Contains(std::string{says}));
  REQUIRE(town.tries_to_send(call, unit, " \t\n").refusal() == Errc::needs_reason);
  REQUIRE(town.picture() == before);

  REQUIRE(town.tries_to_send(call, unit, "nobody else is near").done());
  const auto& job = town.assignment(AssignmentId::same_as(town.last));
  REQUIRE(job.by_hand == "nobody else is near");
  REQUIRE(town.unit(unit).assignment == job.id);
}

}  // namespace

TEST_CASE("a unit that no rule speaks against is sent without a word, and none is kept") {
  Town town;
  town.with_ambulance("AMB-01", 3min);
  REQUIRE(town.tries_to_send(town.calls(Priority::P1), "AMB-01", "just so").done());
  const auto& job = town.assignment(AssignmentId::same_as(town.last));
  REQUIRE_FALSE(job.by_hand.has_value());
  REQUIRE(job.state == reserved);
  REQUIRE(job.opened_at == town.now());
}

TEST_CASE("a unit that is off duty is sent by hand, with a reason") {
  Town town;
  town.with_ambulance("AMB-01", 3min);
  REQUIRE(town.duty("AMB-01", DutyState::off).done());
  require_a_reason(town, town.calls(Priority::P1), "AMB-01", "off duty");
}

TEST_CASE("a unit that is out of service is sent by hand, with a reason") {
  Town town;
  town.with_ambulance("AMB-01", 3min);
  REQUIRE(town.duty("AMB-01", DutyState::out_of_service, "tyre").done());
  require_a_reason(town, town.calls(Priority::P1), "AMB-01", "out of service");
}

TEST_CASE("the wrong kind of unit is sent by hand, with a reason") {
  Town town;
  town.with(UnitKind::home_care, "HC-01", 2min);
  require_a_reason(town, town.calls(Priority::P1), "HC-01", "cannot do what the call needs");
}

TEST_CASE("a motorcycle goes to a threat to life by itself, to lesser things by hand only") {
  Town town;
  town.with(UnitKind::motorcycle, "MOT-01", 2min).with(UnitKind::motorcycle, "MOT-02", 2min);
  town.sends(town.calls(Priority::P1), "MOT-01");
  require_a_reason(town, town.calls(Priority::P2), "MOT-02", "cannot do what the call needs");
}

TEST_CASE("a unit that was not seen for five minutes is sent by hand, with a reason") {
  Town town;
  town.with_ambulance("AMB-01", 3min);
  const auto call = town.calls(Priority::P1);
  town.falls_silent("AMB-01");
  town.passes(300s);
  REQUIRE(town.proposed(call) == Strings{"AMB-01"});
  town.passes(1ms);
  REQUIRE(town.proposed(call).empty());
  require_a_reason(town, call, "AMB-01", "position is 300 s old");
}

TEST_CASE("a unit whose position nobody knows is sent by hand, with a reason") {
  Town town;
  Unit unit;
  unit.id = id("AMB-01");
  REQUIRE(town.says(siaga(), RegisterUnit{unit}).done());
  REQUIRE(town.duty("AMB-01", DutyState::on).done());
  require_a_reason(town, town.calls(Priority::P1), "AMB-01", "no position known");
}

TEST_CASE("a unit that declined a call gets the same one by hand only, but the next call by itself") {
  Town town;
  town.with_ambulance("AMB-01", 3min);
  const auto call = town.calls(Priority::P2);
  town.sends(call, "AMB-01");
  REQUIRE(town.presses("AMB-01", declined, "no fuel").done());
  town.sends(town.calls(Priority::P2), "AMB-01");
  REQUIRE(town.presses("AMB-01", declined, "no fuel").done());
  require_a_reason(town, call, "AMB-01", "declined this job or did not answer");
}

TEST_CASE("several rules are overruled with one reason, and all of them are named") {
  Town town;
  town.with(UnitKind::home_care, "HC-01", 2min);
  REQUIRE(town.duty("HC-01", DutyState::off).done());
  const auto told = town.tries_to_send(town.calls(Priority::P1), "HC-01");
  REQUIRE_THAT(told.message(), Catch::Contains("off duty; cannot do what the call needs"));
}

TEST_CASE("a call without a pin and without a triage can be sent a unit: nothing blocks the desk") {
  Town town;
  town.with_ambulance("AMB-01", 3min);
  const auto call = town.calls(ReceiveIncident{});
  town.sends(call, "AMB-01");
  REQUIRE(town.state(call) == IncidentState::assigned);
}

TEST_CASE("a busy unit cannot be sent, with a reason or without: it has one job at a time") {
  Town town;
  town.with_ambulance("AMB-01", 3min);
  const auto first = town.calls(Priority::P3);
  const auto job = town.sends(first, "AMB-01");
  const auto second = town.calls(Priority::P0);
  const auto refused = town.tries_to_send(second, "AMB-01", "all the same");
  REQUIRE(refused.refusal() == Errc::unit_busy);
  REQUIRE(refused.detail("assignment") == job.view());
  REQUIRE(town.tries_to_send(first, "AMB-01", "again", true).refusal() == Errc::unit_busy);
  REQUIRE(town.unit("AMB-01").assignment == job);
}

TEST_CASE("a unit is taken off a less urgent job, and that call waits again, with its first clock") {
  Town town;
  town.with_ambulance("AMB-01", 3min);
  const auto fall = town.calls(Priority::P3, "market");
  const auto called = town.now();
  const auto first = town.sends(fall, "AMB-01");
  REQUIRE(town.presses("AMB-01", en_route).done());
  town.passes(2min);

  const auto arrest = town.calls(Priority::P0, "beach");
  REQUIRE(town.tries_to_send(arrest, "AMB-01", "", true).done());
  REQUIRE(town.unit("AMB-01").assignment == AssignmentId::same_as(town.last));
  REQUIRE(town.assignment(first).state == diverted);
  REQUIRE(town.assignment(first).diverted_to == arrest);
  REQUIRE(town.state(arrest) == IncidentState::assigned);
  REQUIRE(town.state(fall) == IncidentState::pending);
  REQUIRE(town.incident(fall).received_at == called);
  REQUIRE(town.picture() == town.replayed());

  REQUIRE_FALSE(town.assignment(*town.unit("AMB-01").assignment).by_hand.has_value());
  town.with_ambulance("AMB-02", 9min);
  REQUIRE(town.proposed(fall) == Strings{"AMB-02"});
}

TEST_CASE("taking a unit off an urgent job needs a reason") {
  Town town;
  town.with_ambulance("AMB-01", 3min);
  const auto stroke = town.calls(Priority::P1, "market");
  const auto job = town.sends(stroke, "AMB-01");
  const auto arrest = town.calls(Priority::P0, "beach");
  REQUIRE(town.tries_to_send(arrest, "AMB-01", "", true).refusal() == Errc::needs_reason);
  REQUIRE(town.tries_to_send(arrest, "AMB-01", "arrest next door", true).done());
  REQUIRE(town.assignment(job).state == diverted);
  REQUIRE(town.assignment(AssignmentId::same_as(town.last)).by_hand == "arrest next door");
}

TEST_CASE("a unit is called less urgent only of what is: else taking it needs a reason") {
  const auto [from, to] = GENERATE(table<std::optional<Priority>, std::optional<Priority>>({
      {Priority::P2, Priority::P4},
      {Priority::P2, Priority::P2},
      {Priority::P3, Priority::P4},
      {Priority::P3, std::nullopt},
      {std::nullopt, Priority::P0},
  }));
  Town town;
  town.with_ambulance("AMB-01", 3min);
  const auto call_of = [&](std::optional<Priority> priority) {
    return town.calls(
        ReceiveIncident{Place{"market", Town::centre(), {}, {}},
                        {},
                        priority ? std::optional{triage(*priority, Needs::either)} : std::nullopt,
                        {}});
  };
  town.sends(call_of(from), "AMB-01");
  const auto other = call_of(to);
  const auto refused = town.tries_to_send(other, "AMB-01", "", true);
  REQUIRE(refused.refusal() == Errc::needs_reason);
  REQUIRE_THAT(refused.message(), !Catch::Contains("something less urgent"));
  REQUIRE(town.tries_to_send(other, "AMB-01", "the ward is empty", true).done());
  REQUIRE(town.assignment(AssignmentId::same_as(town.last)).by_hand == "the ward is empty");
}

TEST_CASE("a crew that has arrived cannot be diverted from its patient") {
  Town town;
  town.with_ambulance("AMB-01", 3min);
  town.sends(town.calls(Priority::P3, "market"), "AMB-01");
  for (const auto to : {acknowledged, on_scene}) REQUIRE(town.presses("AMB-01", to).done());
  const auto refused = town.tries_to_send(town.calls(Priority::P0, "beach"), "AMB-01", "must", true);
  REQUIRE(refused.refusal() == Errc::illegal_step);
  REQUIRE(refused.detail("from") == "on_scene");
  REQUIRE(refused.detail("to") == "diverted");
}

TEST_CASE(
    "a press counts from no earlier than what it follows, and no later than now, and is never refused") {
  Town town;
  town.with_ambulance("AMB-01", 3min);
  const auto call = town.calls(Priority::P1);
  town.passes(10min);
  const auto job = town.sends(call, "AMB-01");
  const auto sent = town.now();
  town.passes(1min);
  const auto claimed = GENERATE(values<TimePoint>(
      {TimePoint{}, TimePoint{std::chrono::days{365}}, TimePoint{std::chrono::days{365 * 130}}}));
  REQUIRE(town.says(crew_of(id("AMB-01")), StepAssignment{job, acknowledged, {}}, claimed).done());
  const auto& last = town.assignment(job).times.back();
  REQUIRE(last.at == (claimed < sent ? sent : town.now()));
  REQUIRE(last.recorded == town.now());
}
