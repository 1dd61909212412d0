#include "dispatch/show/coming.hpp"

#include <catch2/catch.hpp>

#include "tests/support/town.hpp"

using namespace dispatch;
using namespace tests;
using enum AssignmentState;

TEST_CASE("a hospital sees who comes and with what until the patient is handed over, and no name or number") {
  const auto negara = id<FacilityId>("RS-1");
  Town town;
  town.with_ambulance("AMB-01", 3min);
  REQUIRE(town.says(siaga(), RegisterFacility{{negara, 0, "RSU", "hospital", town.away(5min), {}}}).done());
  const Triage found{Priority::P1, Needs::ambulance, "chest pain", "10-D-1", {}, 58 * 12, Sex::female};
  const auto call = town.calls(
      ReceiveIncident{Place{"blue gate", Town::centre(), {}, {}}, Caller{"0812345", "Ketut"}, found, {}});
  const auto job = town.sends(call, "AMB-01");
  REQUIRE(coming_to(town.view(), negara, {}).empty());
  REQUIRE(town.says(operator_ayu(), BindAssignment{job, negara, {}, {}}).done());
  for (const auto state : {en_route, on_scene}) REQUIRE(town.presses("AMB-01", state).done());
  const std::vector<ComingAt> times{{job, negara, town.now() + 9min, town.now() + 7min, town.now() + 12min}};
  const auto before = coming_to(town.view(), negara, times);
  REQUIRE(before.size() == 1);
  REQUIRE_FALSE(before[0].arrives_at.has_value());
  REQUIRE(before[0].complaint == "chest pain");
  REQUIRE(before[0].determinant == "10-D-1");
  REQUIRE(before[0].age_months == 58 * 12);
  REQUIRE(before[0].sex == Sex::female);
  const auto text = json::text_of(before);
  for (const auto* personal : {"Ketut", "0812345", "blue gate"})
    REQUIRE(text.find(personal) == std::string::npos);

  REQUIRE(town.presses("AMB-01", left_scene).done());
  REQUIRE(coming_to(town.view(), negara, times)[0].low == town.now() + 7min);
  REQUIRE(coming_to(town.view(), id<FacilityId>("RS-2"), times).empty());
  REQUIRE(town.presses("AMB-01", at_destination).done());
  REQUIRE(coming_to(town.view(), negara, times)[0].arrived_at.has_value());
  REQUIRE(town.presses("AMB-01", handed_over).done());
  REQUIRE(coming_to(town.view(), negara, times).empty());
}

TEST_CASE("a crew is told of the facility that it is bound for, and of what changes there") {
  const auto negara = id<FacilityId>("RS-1");
  Town town;
  town.with_ambulance("AMB-01", 3min);
  REQUIRE(town.says(siaga(), RegisterFacility{{negara, 0, "RSU", "hospital", town.away(5min), {}}}).done());
  const auto job = town.sends(town.calls(Priority::P2), "AMB-01");
  REQUIRE(of_units(town.view(), {id("AMB-01")}).facilities.empty());
  const auto bound = town.says(operator_ayu(), BindAssignment{job, negara, {}, {}});
  REQUIRE(changed_by(town.view(), bound.events).facilities == std::vector{negara});
  REQUIRE(of_units(town.view(), {id("AMB-01")}).facilities == std::vector{negara});
  const auto closed =
      town.says(operator_ayu(), ChangeFacilityStatus{negara, Traffic::Closed, TrafficCause::full, {}});
  REQUIRE(changed_by(town.view(), closed.events).units == std::vector{id("AMB-01")});
}

TEST_CASE("a hospital that a crew is no longer bound for is told, and sees it no more") {
  const auto negara = id<FacilityId>("RS-1");
  Town town;
  town.with_ambulance("AMB-01", 3min);
  REQUIRE(town.says(siaga(), RegisterFacility{{negara, 0, "RSU", "hospital", town.away(5min), {}}}).done());
  const auto job = town.sends(town.calls(Priority::P2), "AMB-01");
  REQUIRE(town.says(operator_ayu(), BindAssignment{job, negara, {}, {}}).done());
  REQUIRE(coming_to(town.view(), negara, {}).size() == 1);
  const auto unbound = town.says(operator_ayu(), UnbindAssignment{job, negara});
  REQUIRE(changed_by(town.view(), unbound.events).facilities == std::vector{negara});
  REQUIRE(coming_to(town.view(), negara, {}).empty());
  REQUIRE(of_units(town.view(), {id("AMB-01")}).facilities.empty());
}
