#include <catch2/catch.hpp>
#include <set>

#include "tests/dispatch/choose/plan_watch.hpp"

using namespace dispatch;
using namespace tests;
using enum AssignmentState;

namespace {

// Two ambulances, of which the near one is on its way to something less urgent.
struct Divert {
  Town town;
  IncidentId less;
  IncidentId urgent;
  DispatchPlan plan;

  explicit Divert(Priority of_less = Priority::P3) {
    town.with_ambulance("AMB-01", 2min).with_ambulance("AMB-02", 14min);
    less = calls_from(town, of_less, 8min);
    town.sends(less, "AMB-01");
    REQUIRE(town.presses("AMB-01", en_route).done());
    urgent = town.calls(Priority::P0);
    plan = PlanWatch{town}.now();
  }
  Told sends() { return sends_by_plan(town, plan, urgent); }
};

}  // namespace

TEST_CASE("by the plan a unit is taken off its job with one key, and the job keeps what the plan said") {
  Divert story;
  REQUIRE(story.sends().done());
  const auto& job = story.town.assignment(AssignmentId::same_as(story.town.last));
  REQUIRE(job.unit == id("AMB-01"));
  REQUIRE(job.by_plan->eta_s == 130);
  REQUIRE(job.by_plan->costs_s.value() == story.plan.call(story.urgent)->taken_off->costs_s);
  REQUIRE_FALSE(job.by_hand.has_value());
  REQUIRE(story.town.state(story.less) == IncidentState::pending);
}

TEST_CASE("between urgent calls the plan's divert needs no typed reason, a divert by hand does") {
  Divert story{Priority::P1};
  REQUIRE(sent_to(story.plan, story.urgent) == "AMB-01");
  REQUIRE(story.town.tries_to_send(story.urgent, "AMB-01", "", true).refusal() == Errc::needs_reason);
  REQUIRE(story.sends().done());
}

TEST_CASE("by the plan who is replaced is stood down in the same entry") {
  Town town;
  town.with_ambulance("AMB-02", 20min);
  const auto call = town.calls(Priority::P1);
  const auto first = town.sends(call, "AMB-02");
  town.with_ambulance("AMB-01", 3min);
  const auto told = sends_by_plan(town, PlanWatch{town}.now(), call);
  REQUIRE(told.done());
  REQUIRE(town.assignment(first).state == stood_down);
  REQUIRE(town.is_free("AMB-02"));
  REQUIRE(town.assignment(AssignmentId::same_as(town.last)).by_plan->replaces == first);
  SECTION("and the call counts that its unit has changed: after the second time it keeps who comes") {
    town.with_ambulance("AMB-03", 0min);
    auto settings = plan_settings(town.policy);
    settings.most_changes = 1;
    town.policy.plan = settings;
    REQUIRE(PlanWatch{town}.now().calls.empty());
    settings.most_changes = 2;
    town.policy.plan = settings;
    REQUIRE(sent_to(PlanWatch{town}.now(), call) == "AMB-03");
  }
}

TEST_CASE("what the plan rested on has changed: it is refused, and nothing is sent") {
  Divert story;
  auto& town = story.town;
  SECTION("the unit has arrived") {
    REQUIRE(town.presses("AMB-01", on_scene).done());
  }
  SECTION("somebody else has sent a unit there") {
    town.sends(story.urgent, "AMB-02");
  }
  SECTION("the pin has been moved") {
    REQUIRE(town.says(operator_ayu(), LocateIncident{story.urgent, {"", town.away(9min), {}, {}}}).done());
  }
  SECTION("it has become less urgent") {
    REQUIRE(town.says(operator_ayu(), TriageIncident{story.urgent, triage(Priority::P3)}).done());
  }
  SECTION("the call that it is taken from has become more urgent") {
    REQUIRE(town.says(operator_ayu(), TriageIncident{story.less, triage(Priority::P0)}).done());
  }
  SECTION("the unit has broken down") {
    REQUIRE(town.duty("AMB-01", DutyState::out_of_service, "flat tyre").done());
  }
  const auto jobs = town.incident(story.urgent).assignments.size();
  REQUIRE(story.sends().refusal() == Errc::plan_changed);
  REQUIRE(town.incident(story.urgent).assignments.size() == jobs);
}

TEST_CASE("a note or a caller's word in between changes nothing that the plan rested on") {
  Divert story;
  REQUIRE(story.town.says(operator_ayu(), NoteIncident{story.urgent, "third floor"}).done());
  REQUIRE(story.sends().done());
}

TEST_CASE("who says that the plan says so, and the node's plan does not, is refused") {
  Divert story;
  const auto told =
      story.town.says(operator_ayu(), DispatchUnit{story.urgent, id("AMB-02"), {}, {}, true, {}});
  REQUIRE(told.refusal() == Errc::plan_changed);
  REQUIRE(told.detail("unit") == "AMB-02");
}

TEST_CASE("what speaks against a unit speaks against it by the plan, too") {
  Town town;
  town.with_ambulance("AMB-01", 2min);
  const auto call = town.calls(Priority::P1);
  const auto plan = PlanWatch{town}.now();
  town.falls_silent("AMB-01");
  town.passes(6min);
  REQUIRE(sends_by_plan(town, plan, call).refusal() == Errc::needs_reason);
}

TEST_CASE("a decision by the plan rests on the unit, its job, both calls and whom it replaces") {
  Divert story;
  REQUIRE(story.sends().done());
  std::set<std::string> checked;
  for (const auto& basis : story.town.decision().rests_on) checked.insert(basis.id);
  for (const auto& change : story.town.decision().changes)
    std::visit([&](const auto& one) { checked.emplace(one.id.view()); }, change.after);
  for (const auto& incident : {story.less, story.urgent})
    REQUIRE(checked.contains(std::string{incident.view()}));
  REQUIRE(checked.contains("AMB-01"));
}
