#include "dispatch/rules/sending.hpp"

#include <catch2/catch.hpp>

#include "dispatch/log/slots.hpp"
#include "tests/dispatch/choose/plan_watch.hpp"

using namespace dispatch;
using namespace tests;
using enum AssignmentState;

namespace {

const SendingRule after_20_s{Priority::P1, SendingMode::after, {}, {}, 20s};

// Two ambulances, and Siaga that sends by itself what the rule says.
struct SelfSending {
  Town town;
  PlanWatch watch{town};
  IncidentId call;

  explicit SelfSending(const SendingRule& rule = after_20_s) {
    town.policy.sending = std::vector{rule};
    town.policy.job_limits = JobLimits{.acknowledgement = 30s};
    town.with_ambulance("AMB-01", 3min).with_ambulance("AMB-02", 7min);
    call = town.calls(Priority::P1);
  }
  [[nodiscard]] std::vector<CommandBody> due() {
    (void)watch.tells();
    return due_to_send(town.view(), town.policy, watch.now(), quiet_until, town.now());
  }
  // What one node does; what it was refused.
  std::vector<Errc> acts() {
    std::vector<Errc> refused;
    for (auto& body : due())
      if (const auto told = town.says(siaga(), std::move(body)); !told.done())
        refused.push_back(*told.refusal());
    return refused;
  }
  void waits(milliseconds time) {
    town.passes(time);
    REQUIRE(acts().empty());
  }
  [[nodiscard]] std::size_t jobs() const { return town.incident(call).assignments.size(); }
  [[nodiscard]] std::string counts_down() const {
    const auto& countdown = town.incident(call).countdown;
    return countdown ? std::string{countdown->unit.view()} : "";
  }
  [[nodiscard]] const Assignment& last_job() const {
    return town.assignment(town.incident(call).assignments.back());
  }

  TimePoint quiet_until;
};

}  // namespace

TEST_CASE("the plan's unit is sent when its countdown has run down, once, and the job says by which rule") {
  SelfSending story;
  story.waits(0ms);
  REQUIRE(story.counts_down() == "AMB-01");
  REQUIRE(story.town.incident(story.call).countdown->ends_at == story.town.now() + 20s);
  story.waits(20s - 1ms);
  REQUIRE(story.jobs() == 0);
  story.waits(1ms);
  REQUIRE(story.jobs() == 1);
  REQUIRE(story.last_job().unit == id("AMB-01"));
  REQUIRE(story.last_job().by_rule == after_20_s);
  REQUIRE(story.last_job().by_plan.has_value());
  REQUIRE(story.last_job().by == "siaga");
  REQUIRE(story.counts_down().empty());
  story.waits(10s);
  REQUIRE(story.jobs() == 1);
  REQUIRE(story.town.picture() == story.town.replayed());
}

TEST_CASE("the store's clock, too, must say that the countdown has run down") {
  SelfSending story;
  story.waits(0ms);
  const auto ends_at = story.town.incident(story.call).countdown->ends_at;
  story.waits(20s);
  REQUIRE(story.town.decision().not_before == ends_at);
}

TEST_CASE("a call that is sent to at once has no countdown") {
  SelfSending story{{Priority::P1, SendingMode::at_once, {}, {}, {}}};
  story.waits(0ms);
  REQUIRE(story.jobs() == 1);
  REQUIRE(story.last_job().by_rule->mode == SendingMode::at_once);
}

TEST_CASE("a stop holds: nothing more is sent there by itself, until its priority is another") {
  SelfSending story;
  auto& town = story.town;
  story.waits(0ms);
  REQUIRE(town.says(operator_ayu(), StopSending{story.call}).done());
  REQUIRE(story.counts_down().empty());
  REQUIRE(town.incident(story.call).sending_stopped->by == "operator Ayu");
  story.waits(1min);
  REQUIRE(story.jobs() == 0);
  REQUIRE(story.counts_down().empty());
  REQUIRE(town.says(operator_ayu(), StopSending{story.call}).refusal() == Errc::illegal_step);
  for (const auto priority : {Priority::P2, Priority::P1})
    REQUIRE(town.says(operator_ayu(), TriageIncident{story.call, triage(priority)}).done());
  story.waits(1s);
  REQUIRE(story.counts_down() == "AMB-01");
}

TEST_CASE("only who may send units stops it") {
  SelfSending story;
  story.waits(0ms);
  REQUIRE(story.town.says(crew_of(id("AMB-01")), StopSending{story.call}).refusal() == Errc::not_allowed);
  REQUIRE(story.town.says(supervisor(), StopSending{story.call}).refusal() == Errc::not_allowed);
}

TEST_CASE("a person's dispatch ends the countdown, and nobody is sent besides") {
  SelfSending story;
  story.waits(0ms);
  story.town.sends(story.call, "AMB-02");
  REQUIRE(story.counts_down().empty());
  story.waits(25s);
  REQUIRE(story.jobs() == 1);
}

TEST_CASE("another unit in the plan begins the countdown anew, and it says whom it had before") {
  SelfSending story;
  auto& town = story.town;
  story.waits(0ms);
  story.waits(15s);
  REQUIRE(town.duty("AMB-01", DutyState::out_of_service, "flat tyre").done());
  story.waits(1s);
  REQUIRE(story.counts_down() == "AMB-02");
  REQUIRE(town.incident(story.call).countdown->instead_of == id("AMB-01"));
  story.waits(19s);
  REQUIRE(story.jobs() == 0);
  story.waits(1s);
  REQUIRE(story.last_job().unit == id("AMB-02"));
}

TEST_CASE("a unit that is a little nearer does not begin the countdown anew, one that is much nearer does") {
  SelfSending story;
  auto& town = story.town;
  story.waits(0ms);
  town.falls_silent("AMB-02");
  town.passes(1s);
  town.reports("AMB-02", geo::along(town.away(3min), town.away(4min), 0.5));
  story.waits(1s);
  REQUIRE(story.counts_down() == "AMB-01");
  town.reports("AMB-02", town.away(0min));
  story.waits(1s);
  REQUIRE(story.counts_down() == "AMB-02");
}

TEST_CASE("when nobody can go any more the countdown ends, and it begins again with whoever can") {
  SelfSending story;
  auto& town = story.town;
  story.waits(0ms);
  for (const auto* unit : {"AMB-01", "AMB-02"})
    REQUIRE(town.duty(unit, DutyState::out_of_service, "flat tyre").done());
  story.waits(1s);
  REQUIRE(story.counts_down().empty());
  REQUIRE(town.duty("AMB-02", DutyState::on).done());
  story.waits(1s);
  REQUIRE(story.counts_down() == "AMB-02");
}

TEST_CASE("a rule that does not hold any more ends what ran by it") {
  SelfSending story;
  story.waits(0ms);
  story.town.policy.sending.reset();
  story.waits(20s);
  REQUIRE(story.jobs() == 0);
  REQUIRE(story.counts_down().empty());
}

TEST_CASE("what two nodes find due at once is done once") {
  SelfSending story;
  const auto twice = [&](std::vector<CommandBody> all) {
    std::size_t done = 0;
    for (const auto& body : all)
      for (int node = 0; node < 2; ++node) done += story.town.says(siaga(), body).done() ? 1 : 0;
    return done;
  };
  REQUIRE(twice(story.due()) == 1);
  story.town.passes(20s);
  REQUIRE(twice(story.due()) == 1);
  REQUIRE(story.jobs() == 1);
}

TEST_CASE("what has changed since the plan was made is not sent by it") {
  SelfSending story;
  auto& town = story.town;
  story.waits(0ms);
  town.passes(20s);
  const auto due = story.due();
  REQUIRE(due.size() == 1);
  SECTION("the unit was sent elsewhere") {
    town.sends(town.calls(Priority::P2), "AMB-01");
    REQUIRE(town.says(siaga(), due.front()).refusal() == Errc::plan_changed);
  }
  SECTION("somebody has sent another") {
    town.sends(story.call, "AMB-02");
    REQUIRE_FALSE(town.says(siaga(), due.front()).done());
  }
  SECTION("the pin was moved") {
    REQUIRE(town.says(operator_ayu(), LocateIncident{story.call, {"", town.away(9min), {}, {}}}).done());
    REQUIRE(town.says(siaga(), due.front()).refusal() == Errc::plan_changed);
  }
  SECTION("somebody has stopped it") {
    REQUIRE(town.says(operator_ayu(), StopSending{story.call}).done());
    REQUIRE(town.says(siaga(), due.front()).refusal() == Errc::illegal_step);
  }
}

TEST_CASE("after a start nothing that has run down is sent before somebody could stop it") {
  SelfSending story;
  story.waits(0ms);
  story.quiet_until = story.town.now() + 50s;
  story.waits(49s);
  REQUIRE(story.jobs() == 0);
  story.waits(1s);
  REQUIRE(story.jobs() == 1);
}

TEST_CASE("who is on the way already is exchanged by a person only") {
  SelfSending story{{Priority::P1, SendingMode::at_once, {}, {}, {}}};
  auto& town = story.town;
  town.sends(story.call, "AMB-02");
  REQUIRE(story.watch.now().call(story.call) != nullptr);
  story.waits(1s);
  REQUIRE(story.jobs() == 1);
}

TEST_CASE("a plan that does not know yet that a crew has declined begins nothing") {
  SelfSending story;
  const auto plan = story.watch.now();
  story.town.sends(story.call, "AMB-01");
  REQUIRE(story.town.presses("AMB-01", declined, "no fuel").done());
  REQUIRE(due_to_send(story.town.view(), story.town.policy, plan, {}, story.town.now()).empty());
  story.waits(1s);
  REQUIRE(story.counts_down() == "AMB-02");
}

TEST_CASE("a plan that is old sends nobody") {
  SelfSending story{{Priority::P1, SendingMode::at_once, {}, {}, {}}};
  const auto plan = story.watch.now();
  REQUIRE(due_to_send(story.town.view(), story.town.policy, plan, {}, story.town.now()).size() == 1);
  REQUIRE(due_to_send(story.town.view(), story.town.policy, plan, {}, story.town.now() + 31s).empty());
}

TEST_CASE("a crew that does not answer: the next unit is sent by the rule, and the first is kept meanwhile") {
  SelfSending story;
  auto& town = story.town;
  story.waits(0ms);
  story.waits(20s);
  const auto first = story.last_job().id;
  REQUIRE(town.says(siaga(), StepAssignment{first, delivered, {}}).done());
  town.waits(30s);
  REQUIRE(story.counts_down().empty());
  story.waits(0ms);
  REQUIRE(story.counts_down() == "AMB-02");
  story.waits(20s);
  REQUIRE(story.last_job().unit == id("AMB-02"));
  REQUIRE_FALSE(assignment_life::is_finished(town.assignment(first).state));
  SECTION("until the other is moving: then it is over for the first") {
    REQUIRE(town.presses("AMB-02", acknowledged).done());
    town.waits(5min);
    REQUIRE_FALSE(assignment_life::is_finished(town.assignment(first).state));
    REQUIRE(town.presses("AMB-02", en_route).done());
    town.waits(1s);
    REQUIRE(town.assignment(first).state == timed_out);
    REQUIRE_FALSE(lacks_units(town.incident(story.call), town.view()));
  }
  SECTION("who answers late goes on") {
    REQUIRE(town.presses("AMB-01", acknowledged).done());
    REQUIRE(town.presses("AMB-02", acknowledged).done());
    town.waits(5min);
    REQUIRE(town.assignment(first).state == acknowledged);
    story.waits(1s);
    REQUIRE(story.jobs() == 2);
  }
}
