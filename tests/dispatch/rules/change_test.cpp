#include <catch2/catch.hpp>

#include "dispatch/choose/recommend.hpp"
#include "tests/support/town.hpp"

using namespace dispatch;
using namespace tests;
using enum AssignmentState;

namespace {

bool every_step_is_in_the_table(const Town& town) {
  for (const auto& event : town.log())
    if (const auto* step = std::get_if<AssignmentStepped>(&event.body))
      if (!assignment_life::allows(step->from, step->to)) return false;
  return true;
}

Told reassign(Town& town, const AssignmentId& job, std::string_view unit, std::string_view reason) {
  return town.says(operator_ayu(), ReassignUnit{job, id(unit), std::string{reason}});
}

}  // namespace

TEST_CASE("another unit is sent in the place of the first, in one step") {
  Town town;
  town.with_ambulance("AMB-01", 9min).with_ambulance("AMB-02", 2min);
  const auto call = town.calls(Priority::P2);
  const auto first = town.sends(call, "AMB-01");
  const auto told = reassign(town, first, "AMB-02", "is nearer now");
  REQUIRE(told.done());
  REQUIRE(told.events.size() == 2);
  REQUIRE(town.assignment(first).state == stood_down);
  REQUIRE(town.assignment(first).reason == "is nearer now");
  REQUIRE(town.is_free("AMB-01"));
  REQUIRE(town.unit("AMB-02").assignment == AssignmentId::same_as(town.last));
  REQUIRE(town.state(call) == IncidentState::assigned);
  REQUIRE(town.incident(call).assignments.size() == 2);
}

TEST_CASE("a unit is not replaced without a reason, by a busy one, or after its job is over") {
  Town town;
  town.with_ambulance("AMB-01", 9min).with_ambulance("AMB-02", 2min).with_ambulance("AMB-03", 3min);
  const auto job = town.sends(town.calls(Priority::P2), "AMB-01");
  town.sends(town.calls(Priority::P2), "AMB-02");
  const auto before = town.picture();
  REQUIRE(reassign(town, job, "AMB-03", "  ").refusal() == Errc::needs_reason);
  REQUIRE(reassign(town, job, "AMB-02", "is nearer").refusal() == Errc::unit_busy);
  REQUIRE(reassign(town, job, "AMB-99", "is nearer").refusal() == Errc::unknown_unit);
  REQUIRE(town.picture() == before);

  REQUIRE(town.presses("AMB-01", declined, "no fuel").done());
  const auto late = reassign(town, job, "AMB-03", "is nearer");
  REQUIRE(late.refusal() == Errc::illegal_step);
  REQUIRE(late.detail("from") == "declined");
  REQUIRE(late.detail("to") == "stood_down");
}

TEST_CASE("a unit that breaks down on a job is stood down from it, and the call waits again") {
  Town town;
  town.with_ambulance("AMB-01", 3min).with_ambulance("AMB-02", 6min);
  const auto call = town.calls(Priority::P1);
  const auto job = town.sends(call, "AMB-01");
  REQUIRE(town.presses("AMB-01", en_route).done());
  REQUIRE(town.duty("AMB-01", DutyState::out_of_service).refusal() == Errc::needs_reason);
  REQUIRE(town.duty("AMB-01", DutyState::out_of_service, "engine").done());
  REQUIRE(town.assignment(job).state == stood_down);
  REQUIRE(town.assignment(job).reason == "engine");
  REQUIRE_FALSE(town.unit("AMB-01").assignment.has_value());
  REQUIRE(town.unit("AMB-01").duty.reason == "engine");
  REQUIRE(town.state(call) == IncidentState::pending);
  REQUIRE(town.proposed(call) == std::vector<std::string>{"AMB-02"});
  REQUIRE(town.picture() == town.replayed());
}

TEST_CASE("wherever on its way a unit breaks down, its job ends as the table of its life allows") {
  Town town;
  town.with_ambulance("AMB-01", 3min);
  const auto furthest = GENERATE(as<std::size_t>{}, 0, 1, 2, 3, 4, 5, 6, 7, 8);
  constexpr std::array way{delivered,  acknowledged, en_route,       on_scene,
                           at_patient, left_scene,   at_destination, handed_over};
  const auto job = town.sends(town.calls(Priority::P2), "AMB-01");
  for (std::size_t i = 0; i < furthest; ++i) REQUIRE(town.presses("AMB-01", way[i]).done());
  const auto told = town.duty("AMB-01", DutyState::out_of_service, "engine");
  REQUIRE(told.done());
  CAPTURE(furthest);
  REQUIRE(assignment_life::is_finished(town.assignment(job).state));
  REQUIRE(every_step_is_in_the_table(town));
}

TEST_CASE("a crew with a job cannot go home, and hears what to do first") {
  Town town;
  town.with_ambulance("AMB-01", 3min);
  town.sends(town.calls(Priority::P3), "AMB-01");
  const auto refused = town.duty("AMB-01", DutyState::off);
  REQUIRE(refused.refusal() == Errc::illegal_step);
  REQUIRE(refused.detail("from") == "on");
  REQUIRE(refused.detail("to") == "off");
  REQUIRE_THAT(refused.message(), Catch::Contains("stand it down first"));
  for (const auto to : {acknowledged, on_scene, cleared}) REQUIRE(town.presses("AMB-01", to).done());
  REQUIRE(town.duty("AMB-01", DutyState::off).done());
  REQUIRE_FALSE(town.is_free("AMB-01"));
}

TEST_CASE("another crew takes over a vehicle, also in the middle of a job") {
  Town town;
  town.with_ambulance("AMB-01", 3min);
  town.sends(town.calls(Priority::P3), "AMB-01");
  const std::vector<std::string> crew{"Putu", "Komang"};
  REQUIRE(town.says(crew_of(id("AMB-01")), ChangeDuty{id("AMB-01"), DutyState::on, {}, {}, crew}).done());
  REQUIRE(town.unit("AMB-01").crew == crew);
  REQUIRE(town.duty("AMB-01", DutyState::on).done());
  REQUIRE(town.unit("AMB-01").crew == crew);
  REQUIRE(town.unit("AMB-01").assignment.has_value());
}

TEST_CASE(
    "a unit is out of service until somebody says otherwise, and it is said until when that was meant") {
  Town town;
  town.with_ambulance("AMB-01", 3min);
  const auto noon = town.now() + 4h;
  REQUIRE(town.says(operator_ayu(), ChangeDuty{id("AMB-01"), DutyState::out_of_service, "tyre", noon, {}})
              .done());
  REQUIRE(town.unit("AMB-01").duty.until == noon);
  REQUIRE(town.unit("AMB-01").duty.since == town.now());
  town.waits(5h);
  REQUIRE(town.unit("AMB-01").duty.state == DutyState::out_of_service);
  REQUIRE(town.duty("AMB-01", DutyState::on).done());
  REQUIRE_FALSE(town.unit("AMB-01").duty.until.has_value());
  REQUIRE(town.is_free("AMB-01"));
}

TEST_CASE("a unit whose entry in the region's list changes keeps its duty and its job") {
  Town town;
  town.with_ambulance("AMB-01", 3min);
  const auto job = town.sends(town.calls(Priority::P3), "AMB-01");
  auto listed = town.unit("AMB-01");
  listed.callsign = "Ambulans Baru";
  listed.kind = UnitKind::motorcycle;
  listed.station = {"Pos Baru", Town::centre()};
  REQUIRE(town.says(siaga(), RegisterUnit{listed}).done());
  const auto& unit = town.unit("AMB-01");
  REQUIRE(unit.callsign == "Ambulans Baru");
  REQUIRE(unit.kind == UnitKind::motorcycle);
  REQUIRE(unit.station.where == Town::centre());
  REQUIRE(unit.duty.state == DutyState::on);
  REQUIRE(unit.assignment == job);
}
