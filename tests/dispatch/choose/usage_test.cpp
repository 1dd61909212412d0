#include "dispatch/choose/usage.hpp"

#include <catch2/catch.hpp>

#include "tests/support/town.hpp"

using namespace dispatch;
using namespace tests;

namespace {

DemandPoints two_villages(const Town& town) {
  return std::make_shared<const std::vector<DemandPoint>>(
      std::vector<DemandPoint>{{"1", "near", Town::centre(), {}}, {"2", "far", town.away(30min), {}}});
}

UsageFigures read(const Town& town, const Town& log, TimePoint since = {}) {
  Usage usage{two_villages(town), since};
  for (const auto& event : log.log()) usage.happened(event);
  return usage.until(log.now());
}

}  // namespace

TEST_CASE("how busy ambulances are is the share of those on duty that have a job, from sent to clear") {
  Town town;
  town.with_ambulance("AMB-01", 4min).with_ambulance("AMB-02", 5min).with(UnitKind::home_care, "HC-01", 4min);
  const auto call = town.calls(Priority::P1);
  town.sends(call, "AMB-01");
  town.passes(30min);
  for (const auto state : {AssignmentState::en_route, AssignmentState::on_scene, AssignmentState::cleared})
    REQUIRE(town.presses("AMB-01", state).done());
  town.passes(30min);
  const auto usage = read(town, town);
  REQUIRE(usage.hours.seen() == Approx(1).margin(0.02));
  const auto shares = {usage.hours.at(town.now()), usage.hours.at(town.now() - 59min)};
  for (const auto share : shares) {
    REQUIRE(share > 0.1);
    REQUIRE(share < 0.45);
  }
}

TEST_CASE("while nobody is on duty, nothing is learnt of how busy units are") {
  Town town;
  town.with_ambulance("AMB-01", 4min);
  REQUIRE(town.duty("AMB-01", DutyState::off).done());
  town.passes(10h);
  REQUIRE(read(town, town).hours.seen() == Approx(0).margin(0.01));
}

TEST_CASE("calls count to the village that is nearest to their pin, where it was set last") {
  Town town;
  const auto call = town.calls(Priority::P1);
  town.calls(Priority::P2);
  const Place moved{"far", town.away(28min), {}, {}};
  REQUIRE(town.says(operator_ayu(), LocateIncident{call, moved, true}).done());
  const auto usage = read(town, town);
  REQUIRE(usage.calls == std::vector<double>{1, 1});
}

TEST_CASE("what lies before the time that is looked back counts for nothing but who was on duty") {
  Town town;
  town.with_ambulance("AMB-01", 4min);
  town.calls(Priority::P1);
  const auto since = town.passes(10h).now();
  town.passes(2h);
  town.calls(Priority::P3);
  const auto usage = read(town, town, since);
  REQUIRE(usage.hours.seen() == Approx(2).margin(0.01));
  REQUIRE(usage.calls == std::vector<double>{1, 0});
}
