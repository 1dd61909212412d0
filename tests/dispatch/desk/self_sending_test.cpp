#include <catch2/catch.hpp>

#include "dispatch/choose/dispatch_plan.hpp"
#include "tests/support/memory_journal.hpp"

using namespace dispatch;
using namespace tests;

namespace {

Policy sends_after_20_s() {
  Policy policy;
  policy.sending = std::vector{SendingRule{Priority::P1, SendingMode::after, {}, {}, 20s}};
  return policy;
}

// Two nodes that both find due what Siaga is to send by itself.
struct TwoOffices {
  Office here{sends_after_20_s()};
  std::optional<Office> other;
  IncidentId call;

  TwoOffices() {
    here.open();
    here.with_ambulance("AMB-01", 3min);
    here.with_ambulance("AMB-02", 7min);
    call = here.calls(Priority::P1);
    other.emplace(here, sends_after_20_s());
    other->open();
  }
  void plan() {
    for (auto* office : {&here, &*other}) {
      const TravelTimes travel{office->desk.policy()};
      const KnownWays known = [](const Incident&) { return KnownTravels{}; };
      const ShownChoices shown;
      office->desk.plans(dispatch_plan({here.desk.view(), travel, known, shown, here.now}));
    }
  }
  // At one moment: both ask the store before either has heard of the other.
  void tick() {
    here.desk.tick();
    other->desk.tick();
    here.run();
    other->run();
  }
  void passes(seconds time) {
    here.now += time;
    other->now += time;
    for (const auto* unit : {"AMB-01", "AMB-02"})
      for (auto* office : {&here, &*other}) {
        auto fix = *here.desk.view().fix(id(unit));
        fix.at = here.now;
        office->desk.report(fix);
      }
  }
  [[nodiscard]] std::size_t told(std::string_view type) const {
    std::size_t count = 0;
    for (std::uint64_t n = 1; n <= here.journal->size(); ++n)
      for (const auto& event : here.journal->entry(n).events) count += type_of(event) == type ? 1 : 0;
    return count;
  }
};

}  // namespace

TEST_CASE("two nodes find it due to send: one countdown begins, and one unit goes") {
  TwoOffices both;
  for (int tick = 0; tick < 60; ++tick) {
    both.plan();
    both.tick();
    both.passes(1s);
  }
  REQUIRE(both.told(IncidentCountdownBegan::type) == 1);
  REQUIRE(both.told(AssignmentOpened::type) == 1);
  const auto& jobs = both.other->desk.view().incident(both.call)->assignments;
  REQUIRE(both.other->desk.view().assignment(jobs.front())->by_rule.has_value());
}

TEST_CASE("a stop at one node ends what the other would send") {
  TwoOffices both;
  both.plan();
  both.tick();
  both.passes(20s);
  both.plan();
  REQUIRE(both.other->says(operator_ayu(), StopSending{both.call}).done());
  for (int tick = 0; tick < 10; ++tick) both.tick();
  REQUIRE(both.told(AssignmentOpened::type) == 0);
}
