#include "dispatch/choose/dispatch_plan.hpp"

#include <catch2/catch.hpp>
#include <random>
#include <set>

#include "tests/dispatch/choose/plan_watch.hpp"

using namespace dispatch;
using namespace tests;

namespace {

bool says(const Option& option, Reason::Code code) {
  return std::ranges::find(option.reasons, code, &Reason::code) != option.reasons.end();
}

}  // namespace

TEST_CASE("two calls that wait are not planned the same unit") {
  Town town;
  town.with_ambulance("AMB-01", 3min).with_ambulance("AMB-02", 6min);
  const auto first = town.calls(Priority::P2);
  const auto second = town.calls(Priority::P2);
  const auto plan = PlanWatch{town}.now();
  REQUIRE(plan.calls.size() == 2);
  REQUIRE(std::set{sent_to(plan, first), sent_to(plan, second)} == std::set<std::string>{"AMB-01", "AMB-02"});
}

TEST_CASE("who waits longest for lack of units is in the plan, too, with nobody") {
  Town town;
  town.with_ambulance("AMB-01", 3min);
  const auto urgent = town.calls(Priority::P1);
  const auto other = town.calls(Priority::P3);
  const auto plan = PlanWatch{town}.now();
  REQUIRE(sent_to(plan, urgent) == "AMB-01");
  REQUIRE(plan.call(other) != nullptr);
  REQUIRE_FALSE(plan.call(other)->sends.has_value());
  REQUIRE(plan.call(other)->others.at(0).goes_to == urgent);
}

TEST_CASE("the plan says who is sooner and why it goes elsewhere") {
  Town town;
  town.with_ambulance("AMB-01", 3min).with_ambulance("AMB-02", 7min);
  const auto urgent = town.calls(Priority::P1);
  const auto other = town.calls(Priority::P2);
  const auto plan = PlanWatch{town}.now();
  const auto& call = *plan.call(other);
  REQUIRE(call.sends->unit == id("AMB-02"));
  REQUIRE(call.sends->reasons.front().code == Reason::Code::best_for_all);
  REQUIRE(call.sends->reasons.front().value == 240);
  REQUIRE(call.others.at(0).option.unit == id("AMB-01"));
  REQUIRE(call.others.at(0).goes_to == urgent);
  REQUIRE(says(call.others.at(0).option, Reason::Code::goes_elsewhere));
  REQUIRE(says(*plan.call(urgent)->sends, Reason::Code::first_to_arrive));
}

TEST_CASE("who was passed over is said with why, who is off duty last") {
  Town town;
  town.with_ambulance("AMB-01", 1min).with(UnitKind::home_care, "HC-01", 2min).with_ambulance("AMB-02", 5min);
  REQUIRE(town.duty("AMB-01", DutyState::off).done());
  const auto call = town.calls(Priority::P1);
  const auto plan = PlanWatch{town}.now();
  const auto& others = plan.call(call)->passed_over;
  REQUIRE(others.size() == 2);
  REQUIRE(others[0].unit == id("HC-01"));
  REQUIRE(others[0].reasons.front().code == Reason::Code::does_not_fit);
  REQUIRE(others[1].unit == id("AMB-01"));
}

TEST_CASE("times are those of the recommendation") {
  Town town;
  town.with_ambulance("AMB-01", 3min).with_moving(UnitKind::ambulance, "AMB-02", 3min);
  const auto call = town.calls(Priority::P1);
  const auto planned = *PlanWatch{town}.now().call(call)->sends;
  const auto recommended = town.proposal(call).options.front();
  REQUIRE(planned.unit == recommended.unit);
  REQUIRE(std::tie(planned.eta_s, planned.low_s, planned.high_s, planned.turnout_s) ==
          std::tie(recommended.eta_s, recommended.low_s, recommended.high_s, recommended.turnout_s));
}

TEST_CASE(
    "who is on the way to something less urgent is planned for what is, with what that brings and costs") {
  Town town;
  town.with_ambulance("AMB-01", 2min).with_ambulance("AMB-02", 14min);
  const auto less = calls_from(town, Priority::P3, 8min);
  const auto job = town.sends(less, "AMB-01");
  REQUIRE(town.presses("AMB-01", AssignmentState::en_route).done());
  const auto urgent = town.calls(Priority::P1);
  const auto plan = PlanWatch{town}.now();
  const auto& call = *plan.call(urgent);
  REQUIRE(call.sends->unit == id("AMB-01"));
  REQUIRE(call.passed_over.empty());  // it is on its way elsewhere, which does not stand in the way
  REQUIRE(call.taken_off->incident == less);
  REQUIRE(call.taken_off->assignment == job);
  REQUIRE(call.sends->eta_s == 10 + 120);
  REQUIRE(call.gain_s == (60 + 14 * 60) - 130);
  REQUIRE(sent_to(plan, less) == "AMB-02");
  REQUIRE(call.taken_off->costs_s.value() == 60 + 360 - 361);  // ways are rounded up
  REQUIRE(plan.call(less)->replaces->assignment == job);
}

TEST_CASE("one urgent call is not left for the sake of one that is less urgent") {
  Town town;
  town.with_ambulance("AMB-01", 2min);
  const auto urgent = calls_from(town, Priority::P1, 8min);
  town.sends(urgent, "AMB-01");
  const auto less = town.calls(Priority::P3);
  const auto plan = PlanWatch{town}.now();
  REQUIRE(plan.call(urgent) == nullptr);
  REQUIRE_FALSE(plan.call(less)->sends.has_value());
}

TEST_CASE("a unit that comes free nearby is planned instead of who is on the way, if that is worth it") {
  Town town;
  town.with_ambulance("AMB-02", 20min);
  const auto call = town.calls(Priority::P1);
  const auto job = town.sends(call, "AMB-02");
  REQUIRE(PlanWatch{town}.now().calls.empty());
  town.with_ambulance("AMB-01", 3min);
  const auto plan = PlanWatch{town}.now();
  REQUIRE(sent_to(plan, call) == "AMB-01");
  REQUIRE(plan.call(call)->replaces->unit == id("AMB-02"));
  REQUIRE(plan.call(call)->replaces->assignment == job);
  REQUIRE(plan.call(call)->gain_s == 17 * 60);
}

TEST_CASE("what a unit on its way still has to get going counts from when it was sent") {
  Town town;
  town.with_ambulance("AMB-02", 6min);
  const auto call = town.calls(Priority::P1);
  town.sends(call, "AMB-02");
  town.passes(30s);
  town.with_ambulance("AMB-01", 3min);  // 60 s + 180 s; the other 30 s + 360 s
  REQUIRE(PlanWatch{town}.now().call(call)->gain_s == 150);
}

TEST_CASE("with sends_on off nobody is sent elsewhere") {
  Town town;
  auto settings = plan_settings(town.policy);
  settings.sends_on = false;
  town.policy.plan = settings;
  town.with_ambulance("AMB-02", 20min);
  const auto less = calls_from(town, Priority::P3, 8min);
  town.sends(less, "AMB-02");
  const auto urgent = town.calls(Priority::P1);
  town.with_ambulance("AMB-01", 3min);
  const auto plan = PlanWatch{town}.now();
  REQUIRE(plan.calls.size() == 1);
  REQUIRE(sent_to(plan, urgent) == "AMB-01");
}

TEST_CASE(
    "a second unit that somebody sent is not taken away, and one whose position is old stays where it is") {
  Town town;
  town.with_ambulance("AMB-01", 2min).with_ambulance("AMB-02", 3min);
  const auto crash = calls_from(town, Priority::P3, 12min);
  town.sends(crash, "AMB-01");
  town.sends(crash, "AMB-02");
  const auto urgent = town.calls(Priority::P1);
  REQUIRE(sent_to(PlanWatch{town}.now(), urgent) == "AMB-02");  // there first, so the crash's own by the plan
  SECTION("nobody knows where it is") {
    town.falls_silent("AMB-02");
    town.passes(6min);
    REQUIRE(PlanWatch{town}.now().call(crash) == nullptr);
    REQUIRE_FALSE(PlanWatch{town}.now().call(urgent)->sends.has_value());
  }
}

TEST_CASE("no call without a pin is planned, nor one that somebody has reached") {
  Town town;
  town.with_ambulance("AMB-01", 3min).with_ambulance("AMB-02", 5min);
  town.calls(ReceiveIncident{Place{"somewhere", {}, {}, {}}, {}, triage(Priority::P1), {}});
  const auto served = town.calls(Priority::P2);
  town.sends(served, "AMB-02");
  for (const auto state : {AssignmentState::en_route, AssignmentState::on_scene})
    REQUIRE(town.presses("AMB-02", state).done());
  REQUIRE(PlanWatch{town}.now().calls.empty());
}

TEST_CASE("of more calls than are planned together each unit is planned once, and the most urgent first") {
  Town town;
  std::vector<IncidentId> calls;
  for (int i = 0; i < 70; ++i)
    town.with_ambulance("AMB-" + std::to_string(i), std::chrono::minutes{1 + i % 30});
  for (int i = 0; i < 80; ++i)
    calls.push_back(calls_from(town, i % 8 == 0 ? Priority::P1 : Priority::P3, std::chrono::minutes{i % 20}));
  const auto plan = PlanWatch{town}.now();
  REQUIRE(plan.calls.size() == 80);
  REQUIRE(plan.left_out == 0);
  REQUIRE_FALSE(plan.calls[63].others.empty());
  REQUIRE(plan.calls[64].others.empty());  // so many would fill a frame
  std::set<std::string> sent;
  std::size_t with_unit = 0;
  for (const auto& call : plan.calls) {
    if (!call.sends) continue;
    ++with_unit;
    sent.emplace(call.sends->unit.view());
  }
  REQUIRE(with_unit == 70);
  REQUIRE(sent.size() == 70);
  for (int i = 0; i < 80; i += 8) REQUIRE(sent_to(plan, calls[static_cast<std::size_t>(i)]) != "");
}

TEST_CASE("calls beyond 256 are counted, not planned") {
  Town town;
  for (int i = 0; i < 260; ++i) town.calls(i == 259 ? Priority::P0 : Priority::P3);
  const auto plan = PlanWatch{town}.now();
  REQUIRE(plan.calls.size() == 256);
  REQUIRE(plan.left_out == 4);
  REQUIRE(plan.calls.front().incident == id<IncidentId>("call-260"));
}

TEST_CASE("settings of another number of priorities, out of another's log, are not the plan's") {
  Policy policy;
  policy.plan = plan_settings({});
  policy.plan->late = 3;
  REQUIRE(plan_rules(policy).late == 3);
  policy.plan->targets.pop_back();
  REQUIRE(plan_settings(policy) == plan_settings({}));
  REQUIRE(plan_rules(policy).late == PlanRules{}.late);
}

TEST_CASE("whatever a town is like, no unit is planned twice and nobody who may not serve a call") {
  const auto seed = GENERATE(range(1, 41));
  CAPTURE(seed);
  std::mt19937 random{static_cast<unsigned>(seed)};
  const auto some = [&](int most) { return std::uniform_int_distribution{0, most}(random); };
  Town town;
  constexpr std::array unit_kinds{UnitKind::ambulance, UnitKind::home_care, UnitKind::motorcycle};
  for (int i = 0; i < 12; ++i)
    town.with(unit_kinds[static_cast<std::size_t>(some(2))], "U-" + std::to_string(i),
              std::chrono::minutes{some(25)});
  for (int i = 0; i < 10; ++i) {
    const auto call = calls_from(town, static_cast<Priority>(some(4)), std::chrono::minutes{some(20)});
    if (some(2) == 0) (void)town.tries_to_send(call, "U-" + std::to_string(some(11)), "so");
  }
  PlanWatch watch{town};
  const auto plan = watch.now();
  std::set<UnitId> sent;
  for (const auto& call : plan.calls) {
    if (!call.sends) continue;
    REQUIRE(sent.insert(call.sends->unit).second);
    REQUIRE(may_serve(town.view(), town.policy, town.incident(call.incident),
                      town.unit(call.sends->unit.view()), town.now()));
    const auto job = town.unit(call.sends->unit.view()).assignment;
    REQUIRE(job.has_value() == call.taken_off.has_value());
  }
}
