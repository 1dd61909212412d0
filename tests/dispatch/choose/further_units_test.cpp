#include <catch2/catch.hpp>
#include <random>
#include <set>

#include "dispatch/log/incident_state.hpp"
#include "dispatch/rules/sending.hpp"
#include "tests/dispatch/choose/plan_watch.hpp"
#include "tests/dispatch/choose/slot_town.hpp"

using namespace dispatch;
using namespace tests;
using enum AssignmentState;

namespace {

const Slot comes_first = slot(SlotRole::first, {{"basic", "motorcycle"}});
const Slot delivers = slot(SlotRole::first, {{"midwife"}});

// Of each row "unit", or "unit+slot" of one that must come besides; "-" is nobody.
using Rows = std::vector<std::string>;
Rows rows_of(const DispatchPlan& plan, const IncidentId& call) {
  Rows rows;
  for (const auto& one : plan.calls) {
    if (one.incident != call) continue;
    std::string text{one.sends ? one.sends->unit.view() : "-"};
    if (one.slot) text += "+" + std::to_string(*one.slot);
    rows.push_back(text);
  }
  return rows;
}

// In any order: who comes later may move another on to its slot.
Rows who_fills(const SlotTown& town, const IncidentId& call) {
  auto units = town.filled(call);
  std::ranges::sort(units);
  return units;
}

}  // namespace

TEST_CASE("a call that needs two ambulances is planned two, and both go by the plan") {
  SlotTown town{{carries, carries}};
  town.with_ambulance("AMB-01", 3min).with_ambulance("AMB-02", 6min).with_ambulance("AMB-03", 9min);
  const auto call = town.calls(Priority::P1);
  PlanWatch watch{town};
  REQUIRE(rows_of(watch.now(), call) == Rows{"AMB-01", "AMB-02+1"});
  REQUIRE(sends_by_plan(town, watch.now(), call).done());
  REQUIRE(rows_of(watch.now(), call) == Rows{"AMB-02+1"});
  REQUIRE(sends_by_plan(town, watch.now(), call).done());
  REQUIRE(who_fills(town, call) == Rows{"AMB-01", "AMB-02"});
  REQUIRE(watch.now().calls.empty());
}

TEST_CASE("one unit that fills all that is needed has one row") {
  SlotTown town{{comes_first, carries}};
  town.with_ambulance("AMB-01", 3min).with_ambulance("AMB-02", 6min);
  REQUIRE(rows_of(PlanWatch{town}.now(), town.calls(Priority::P1)) == Rows{"AMB-01"});
}

TEST_CASE("who comes first and carries nobody is planned with somebody who does") {
  SlotTown town{{comes_first, carries}};
  town.with(UnitKind::motorcycle, "MOT-01", 1min).with_ambulance("AMB-01", 8min);
  const auto call = town.calls(Priority::P1);
  REQUIRE(rows_of(PlanWatch{town}.now(), call) == Rows{"MOT-01", "AMB-01+1"});
}

TEST_CASE("who must come besides is found among those who can do it, and has none of the others beside it") {
  SlotTown town{{carries, delivers}};
  town.with_ambulance("AMB-01", 3min).with_ambulance("AMB-02", 4min);
  town.with_able(UnitKind::home_care, "HC-01", 12min, {}, {"midwife"});
  const auto call = town.calls(Priority::P2);
  const auto plan = PlanWatch{town}.now();
  REQUIRE(rows_of(plan, call) == Rows{"AMB-01", "HC-01+1"});
  REQUIRE(plan.sending(call, id("HC-01"))->others.empty());
  REQUIRE(plan.sending(call, id("AMB-01"))->others.at(0).option.unit == id("AMB-02"));
}

TEST_CASE("where nobody can come besides, the row says so") {
  SlotTown town{{carries, delivers}};
  town.with_ambulance("AMB-01", 3min);
  const auto call = town.calls(Priority::P2);
  REQUIRE(rows_of(PlanWatch{town}.now(), call) == Rows{"AMB-01", "-+1"});
}

TEST_CASE("nobody has a second unit before another as urgent has its first") {
  SlotTown town{{carries, carries}};
  town.with_ambulance("AMB-01", 3min).with_ambulance("AMB-02", 6min);
  const auto here = town.calls(Priority::P1);
  const auto there = town.calls(Priority::P1);
  const auto plan = PlanWatch{town}.now();
  for (const auto& call : {here, there}) REQUIRE(rows_of(plan, call).at(0) != "-");
  for (const auto& call : {here, there}) REQUIRE(rows_of(plan, call).at(1) == "-+1");
}

TEST_CASE("a second unit of an urgent call goes before the first of one that is much less urgent") {
  SlotTown town{{carries, carries}};
  town.with_ambulance("AMB-01", 3min).with_ambulance("AMB-02", 6min);
  const auto urgent = town.calls(Priority::P1);
  const auto other = town.calls(Priority::P3);
  const auto plan = PlanWatch{town}.now();
  REQUIRE(rows_of(plan, urgent) == Rows{"AMB-01", "AMB-02+1"});
  REQUIRE(rows_of(plan, other) == Rows{"-"});
}

TEST_CASE(
    "a call that somebody has reached is planned who must come besides, and nobody in the first's place") {
  SlotTown town{{carries, carries, delivers}};
  town.with_ambulance("AMB-01", 3min).with_ambulance("AMB-02", 6min).with_ambulance("AMB-03", 1min);
  town.with_able(UnitKind::home_care, "HC-01", 12min, {}, {"midwife"});
  const auto call = town.calls(Priority::P1);
  town.sends(call, "AMB-01");
  for (const auto state : {en_route, on_scene}) REQUIRE(town.presses("AMB-01", state).done());
  REQUIRE(rows_of(PlanWatch{town}.now(), call) == Rows{"AMB-03+1", "HC-01+2"});
  REQUIRE(town.presses("AMB-01", left_scene).done());
  REQUIRE(PlanWatch{town}.now().calls.empty());
}

TEST_CASE("by the plan nobody fills what somebody else fills by now") {
  SlotTown town{{carries, carries}};
  town.with_ambulance("AMB-01", 3min).with_ambulance("AMB-02", 6min).with_ambulance("AMB-03", 9min);
  const auto call = town.calls(Priority::P1);
  town.sends(call, "AMB-01");
  const auto plan = PlanWatch{town}.now();
  const auto& row = *plan.sending(call, id("AMB-02"));
  const auto by_plan = [&](PlanBasis basis) {
    return town.says(operator_ayu(), DispatchUnit{call, id("AMB-02"), {}, {}, true, basis});
  };
  SECTION("a person has sent one") {
    town.sends(call, "AMB-03");
    REQUIRE(by_plan(row.basis).refusal() == Errc::plan_changed);
    auto as_if = row.basis;
    as_if.jobs = 2;
    REQUIRE(by_plan(as_if).refusal() == Errc::plan_changed);
  }
  SECTION("the call needs something else") {
    town.needs({carries, delivers});
    REQUIRE(town.says(operator_ayu(), TriageIncident{call, triage(Priority::P1)}).done());
    REQUIRE(by_plan(row.basis).refusal() == Errc::plan_changed);
  }
  SECTION("the call needs nobody besides") {
    town.needs({carries});
    REQUIRE(town.says(operator_ayu(), TriageIncident{call, triage(Priority::P1)}).done());
    REQUIRE(by_plan(row.basis).refusal() == Errc::plan_changed);
  }
}

TEST_CASE(
    "where Siaga sends by itself, it sends all who must come, each once, and a stop holds for the rest") {
  const SendingRule after_20_s{Priority::P1, SendingMode::after, {}, {}, 20s};
  SlotTown town{{carries, carries}};
  town.policy.sending = std::vector{after_20_s};
  town.with_ambulance("AMB-01", 3min).with_ambulance("AMB-02", 6min).with_ambulance("AMB-03", 9min);
  const auto call = town.calls(Priority::P1);
  PlanWatch watch{town};
  const auto acts = [&] {
    (void)watch.tells();
    for (auto& body : due_to_send(town.view(), town.policy, watch.now(), {}, town.now())) {
      const auto told = town.says(siaga(), std::move(body));
      REQUIRE(told.done());
    }
  };
  const auto waits = [&](milliseconds time) {
    town.passes(time);
    acts();
  };
  waits(0ms);
  REQUIRE_FALSE(town.incident(call).countdown->slot.has_value());
  waits(20s);
  waits(1s);
  REQUIRE(who_fills(town, call) == Rows{"-", "AMB-01"});
  REQUIRE(town.incident(call).countdown->unit == id("AMB-02"));
  REQUIRE(town.incident(call).countdown->slot == 1);
  SECTION("nobody stops it") {
    waits(20s);
    for (int again = 0; again < 3; ++again) waits(20s);
    REQUIRE(who_fills(town, call) == Rows{"AMB-01", "AMB-02"});
    REQUIRE(town.incident(call).assignments.size() == 2);
  }
  SECTION("somebody stops it") {
    REQUIRE(town.says(operator_ayu(), StopSending{call}).done());
    for (int again = 0; again < 3; ++again) waits(20s);
    REQUIRE(who_fills(town, call) == Rows{"-", "AMB-01"});
  }
  SECTION("a person fills it") {
    town.sends(call, "AMB-03");
    for (int again = 0; again < 3; ++again) waits(20s);
    REQUIRE(who_fills(town, call) == Rows{"AMB-01", "AMB-03"});
    REQUIRE(town.incident(call).assignments.size() == 2);
  }
  REQUIRE(town.picture() == town.replayed());
}

TEST_CASE(
    "whatever calls need, sending row after row fills all that anybody free can fill, and nobody twice") {
  const auto seed = GENERATE(range(1, 41));
  CAPTURE(seed);
  std::mt19937 random{static_cast<unsigned>(seed)};
  const auto some = [&](int most) { return std::uniform_int_distribution{0, most}(random); };
  const std::vector all{carries, comes_first, delivers,
                        slot(SlotRole::first, {{"midwife"}}, SlotWeight::should)};
  std::vector<Slot> slots{carries};
  for (auto more = some(3); more > 0; --more) slots.push_back(all[static_cast<std::size_t>(some(3))]);
  SlotTown town{slots};
  constexpr std::array kinds{UnitKind::ambulance, UnitKind::ambulance, UnitKind::motorcycle,
                             UnitKind::home_care};
  for (int i = 0; i < 10; ++i)
    town.with_able(kinds[static_cast<std::size_t>(some(3))], "U-" + std::to_string(i),
                   std::chrono::minutes{some(25)}, {},
                   some(2) == 0 ? std::vector<std::string>{"midwife"} : std::vector<std::string>{});
  for (int i = 0; i < 4; ++i)
    (void)calls_from(town, static_cast<Priority>(some(4)), std::chrono::minutes{some(20)});
  const PlanWatch watch{town};
  for (int rounds = 0;; ++rounds) {
    REQUIRE(rounds < 30);
    const auto plan = watch.now();
    std::set<UnitId> sent;
    for (const auto& row : plan.calls) {
      if (!row.sends) continue;
      REQUIRE(sent.insert(row.sends->unit).second);
      if (row.slot) REQUIRE(may_fill(slots[*row.slot], capabilities_of(town.unit(row.sends->unit.view()))));
    }
    const auto next = std::ranges::find_if(plan.calls, [](const auto& row) { return row.sends.has_value(); });
    if (next == plan.calls.end()) break;
    const DispatchUnit by_plan{next->incident, next->sends->unit, {}, {}, true, next->basis};
    REQUIRE(town.says(operator_ayu(), by_plan).done());
  }
  for (const auto& [call, incident] : town.view().incidents()) {
    if (is_waiting(state_of(incident, town.view()))) continue;
    const auto now = slots_of(incident, town.view());
    for (const auto& slot : now) {
      if (slot.weight == SlotWeight::should || slot.assignment) continue;
      for (const auto& [name, unit] : town.view().units())
        REQUIRE_FALSE((may_fill(slot, capabilities_of(unit)) && town.is_free(name.view())));
    }
  }
}
