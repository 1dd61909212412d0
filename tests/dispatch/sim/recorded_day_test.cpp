#include "dispatch/sim/recorded_day.hpp"

#include <catch2/catch.hpp>

#include "tests/support/town.hpp"

using namespace dispatch;
using namespace tests;
using enum AssignmentState;

namespace {

// All that has happened in the town, as an export reads it.
RecordedDay day_of(const Town& town) {
  View view;
  DayKeeper keeper{view, town.log().front().recorded};
  std::uint64_t n = 0;
  for (const auto& event : town.log()) {
    const Entry entry{++n, {event}};
    REQUIRE(view.apply(entry));
    keeper.add(view, entry);
  }
  return keeper.until(town.log().back().recorded);
}

// After so long each.
void does(Town& town, std::string_view unit,
          std::vector<std::pair<AssignmentState, std::chrono::minutes>> steps) {
  for (const auto& [to, later] : steps) {
    town.passes(later);
    REQUIRE(town.presses(unit, to).done());
  }
}

}  // namespace

TEST_CASE("of a call it is recorded when somebody came and how long each part of the job took") {
  Town town;
  town.with_ambulance("AMB-01", 3min);
  town.sends(town.calls(Priority::P2), "AMB-01");
  does(town, "AMB-01",
       {{acknowledged, 0min},
        {en_route, 1min},
        {on_scene, 5min},
        {left_scene, 12min},
        {at_destination, 20min},
        {handed_over, 5min},
        {cleared, 10min}});
  const auto job = town.view().assignments().begin()->first;
  REQUIRE(town.says(operator_ayu(), SayOutcome{job, OutcomeCode::treated_transported}).done());
  const auto day = day_of(town);
  REQUIRE(day.calls.size() == 1);
  const auto& call = day.calls.front();
  CHECK(call.priority == Priority::P2);
  CHECK(call.unit == id("AMB-01"));
  CHECK(call.arrived - call.received == 6min);
  CHECK(call.transport);
  CHECK(call.scene == 12min);
  CHECK(call.to_hospital == 20min);
  CHECK(call.handover == 15min);
  CHECK(call.outcome == OutcomeCode::treated_transported);
}

TEST_CASE("who came first is recorded, and the times of whoever took the patient") {
  Town town;
  town.with(UnitKind::motorcycle, "MOT-01", 2min).with_ambulance("AMB-01", 6min);
  const auto incident = town.calls(Priority::P1);
  town.sends(incident, "MOT-01");
  town.sends(incident, "AMB-01");
  for (const auto* unit : {"MOT-01", "AMB-01"}) does(town, unit, {{acknowledged, 0min}, {en_route, 0min}});
  does(town, "MOT-01", {{on_scene, 3min}});
  does(town, "AMB-01", {{on_scene, 4min}, {left_scene, 9min}, {at_destination, 10min}});
  does(town, "MOT-01", {{cleared, 1min}});
  const auto day = day_of(town);
  REQUIRE(day.calls.size() == 1);
  CHECK(day.calls.front().unit == id("MOT-01"));
  CHECK(day.calls.front().scene == 9min);
  CHECK(day.calls.front().to_hospital == 10min);
  CHECK_FALSE(day.calls.front().handover.has_value());
}

TEST_CASE("a call that nobody reached is counted, and no time is made up for it") {
  Town town;
  town.with_ambulance("AMB-01", 3min);
  town.sends(town.calls(Priority::P3), "AMB-01");
  const auto day = day_of(town);
  CHECK(day.calls.empty());
  CHECK(day.unserved == 1);
}

TEST_CASE(
    "a unit is recorded as on duty from when it came until it went, and at the end if it is still there") {
  Town town;
  town.with_ambulance("AMB-01", 3min).with_ambulance("AMB-02", 4min);
  const auto came = town.now();
  town.passes(60min);
  REQUIRE(town.duty("AMB-01", DutyState::off).done());
  town.passes(30min);
  town.calls(Priority::P4);
  const auto day = day_of(town);
  REQUIRE(day.watches.size() == 2);
  CHECK(day.watches[0].unit == id("AMB-01"));
  CHECK(day.watches[0].to - came == 60min);
  CHECK(day.watches[1].to - came == 90min);
}
