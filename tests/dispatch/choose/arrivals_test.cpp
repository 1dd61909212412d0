#include "dispatch/choose/arrivals.hpp"

#include <catch2/catch.hpp>

#include "tests/support/town.hpp"

using namespace dispatch;
using namespace tests;
using enum AssignmentState;

namespace {

class Drive {
 public:
  Drive() {
    town.with_ambulance("AMB-01", 10min);
    town.falls_silent("AMB-01");  // but for what the test says
    job = town.sends(town.calls(Priority::P1), "AMB-01");
  }
  std::vector<Arrival> told() {
    return arrivals_.update(town.view(), town.policy, TravelTimes{town.policy}, town.now());
  }
  void rolls() {
    for (const auto state : {delivered, acknowledged, en_route})
      REQUIRE(town.presses("AMB-01", state).done());
  }
  // So far away it is after so long.
  void drives(std::chrono::minutes away, milliseconds time) {
    town.passes(time);
    town.reports("AMB-01", town.away(away), 12);
  }
  [[nodiscard]] const Arrivals& arrivals() const { return arrivals_; }

  Town town;
  AssignmentId job;

 private:
  Arrivals arrivals_;
};

}  // namespace

TEST_CASE("a unit that was sent is followed from the first moment with its turnout counted") {
  Drive drive;
  const auto told = drive.told();
  REQUIRE(told.size() == 1);
  REQUIRE(told[0].assignment == drive.job);
  REQUIRE(told[0].at == drive.town.now() + 11min);
  REQUIRE(told[0].low < told[0].at);
  REQUIRE(told[0].high > told[0].at);
  REQUIRE_FALSE(told[0].late_s.has_value());
  REQUIRE(drive.arrivals().all().size() == 1);
}

TEST_CASE("as long as a unit drives as was thought nothing new is told") {
  Drive drive;
  drive.rolls();
  drive.told();
  drive.drives(9min, 1min);
  REQUIRE(drive.told().empty());
  drive.drives(8min, 1min);
  REQUIRE(drive.told().empty());
}

TEST_CASE("an arrival that slips by more than two minutes is told with by how much") {
  Drive drive;
  drive.rolls();
  drive.told();
  drive.drives(10min, 100s);
  const auto slipping = drive.told();
  REQUIRE(slipping.size() == 1);
  REQUIRE_FALSE(slipping[0].late_s.has_value());
  drive.drives(10min, 60s);
  REQUIRE(drive.told().at(0).late_s == 160);
  // And that it has made up for it.
  drive.drives(7min, 80s);
  REQUIRE_FALSE(drive.told().at(0).late_s.has_value());
}

TEST_CASE("of a short way a quarter is enough for a notice") {
  Drive drive;
  drive.rolls();
  drive.drives(4min, 1s);
  drive.told();
  drive.drives(4min, 70s);
  REQUIRE(drive.told().at(0).late_s == 70);
}

TEST_CASE("a unit whose position is old has no arrival rather than a wrong one") {
  Drive drive;
  drive.rolls();
  drive.told();
  drive.town.passes(6min);
  const auto told = drive.told();
  REQUIRE(told.size() == 1);
  REQUIRE_FALSE(told[0].at.has_value());
}

TEST_CASE("a unit that has arrived is not followed any more") {
  Drive drive;
  drive.rolls();
  drive.told();
  REQUIRE(drive.town.presses("AMB-01", on_scene).done());
  drive.town.passes(6s);
  REQUIRE(drive.told().empty());
  REQUIRE(drive.arrivals().all().empty());
}

TEST_CASE("many units are followed a few at a time and none is left out") {
  Town town;
  Arrivals arrivals;
  for (int i = 0; i < 5; ++i) {
    const auto name = "AMB-0" + std::to_string(i);
    town.with_ambulance(name, std::chrono::minutes{i + 2});
    town.sends(town.calls(Priority::P2), name);
  }
  const TravelTimes travel{town.policy};
  REQUIRE(arrivals.update(town.view(), town.policy, travel, town.now(), 2).size() == 2);
  REQUIRE(arrivals.update(town.view(), town.policy, travel, town.now(), 2).size() == 2);
  REQUIRE(arrivals.update(town.view(), town.policy, travel, town.now(), 2).size() == 1);
  REQUIRE(arrivals.update(town.view(), town.policy, travel, town.now(), 2).empty());
  REQUIRE(arrivals.all().size() == 5);
}

TEST_CASE("a patient who is on the way to a hospital is followed to its door, and anew when it is another") {
  Drive drive;
  for (const auto* name : {"RS-1", "RS-2"}) {
    const auto away = name == std::string_view{"RS-1"} ? 8min : 14min;
    const Facility made{id<FacilityId>(name), 0, name, "hospital", drive.town.away(away), {}};
    REQUIRE(drive.town.says(siaga(), RegisterFacility{made}).done());
  }
  const auto binds = [&](std::string_view name) {
    const BindAssignment bound{drive.job, id<FacilityId>(name), {}, {}};
    REQUIRE(drive.town.says(operator_ayu(), bound).done());
  };
  drive.rolls();
  drive.told();
  binds("RS-1");
  for (const auto state : {on_scene, left_scene}) REQUIRE(drive.town.presses("AMB-01", state).done());
  drive.drives(0min, 6s);
  const auto told = drive.told();
  REQUIRE(told.size() == 1);
  REQUIRE(told[0].facility == id<FacilityId>("RS-1"));
  REQUIRE(told[0].at == drive.town.now() + 8min);
  REQUIRE_FALSE(told[0].late_s.has_value());
  binds("RS-2");
  drive.drives(0min, 6s);
  const auto other = drive.told();
  REQUIRE(other.size() == 1);
  REQUIRE(other[0].at == drive.town.now() + 14min);
  REQUIRE_FALSE(other[0].late_s.has_value());  // it is farther, not late
  REQUIRE(drive.town.presses("AMB-01", at_destination).done());
  drive.town.passes(6s);
  REQUIRE(drive.told().empty());
}
