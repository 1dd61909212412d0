#include "dispatch/show/intervals.hpp"

#include <catch2/catch.hpp>

#include "tests/support/town.hpp"

using namespace dispatch;
using namespace tests;
using enum AssignmentState;

namespace {

const Interval& named(const std::vector<Interval>& all, std::string_view name) {
  const auto found = std::ranges::find(all, name, &Interval::name);
  REQUIRE(found != all.end());
  return *found;
}

}  // namespace

TEST_CASE("an interval runs from the call to the first unit's step, by the crew's clock") {
  Town town;
  town.with_ambulance("AMB-01", 3min).with_ambulance("AMB-02", 5min);
  const auto call = town.calls(Priority::P0);
  town.passes(20s);
  const auto first = town.sends(call, "AMB-01");
  town.passes(10s);
  const auto second = town.sends(call, "AMB-02");
  town.passes(30s);
  REQUIRE(town.presses("AMB-01", en_route).done());
  REQUIRE(town.says(crew_of(id("AMB-02")), StepAssignment{second, en_route, {}}, town.now() - 25s).done());
  const Story story{town.incident(call).received_at, {town.assignment(first), town.assignment(second)}};
  const auto all = intervals(std::span{&story, 1});
  REQUIRE(named(all, "received to dispatched").seconds == std::vector{20.0});
  REQUIRE(named(all, "received to en route").seconds == std::vector{35.0});
  REQUIRE(named(all, "received to on scene").seconds.empty());
  REQUIRE(named(all, "received to en route").nemsis == "eTimes.01-05");
}

TEST_CASE("a percentile is a value that was measured, the smallest below which the share lies") {
  const Interval ten{"", "", {9, 1, 8, 2, 7, 3, 6, 4, 10, 5}};
  REQUIRE(ten.percentile(0.5) == 5);
  REQUIRE(ten.percentile(0.9) == 9);
  REQUIRE(ten.percentile(0.91) == 10);
  REQUIRE(ten.percentile(0) == 1);
  REQUIRE(ten.percentile(1) == 10);
  REQUIRE_FALSE(Interval{}.percentile(0.5).has_value());
}
