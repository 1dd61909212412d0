#include "dispatch/choose/recommend.hpp"

#include <catch2/catch.hpp>

#include "tests/support/town.hpp"

using namespace dispatch;
using namespace tests;
using enum AssignmentState;
using Code = Reason::Code;
using Strings = std::vector<std::string>;

namespace {

std::vector<Code> codes(const std::vector<Reason>& reasons) {
  std::vector<Code> found;
  for (const auto& reason : reasons) found.push_back(reason.code);
  return found;
}

std::vector<Code> against(const Recommendation& made, std::string_view unit) {
  const auto found = std::ranges::find(made.passed_over, id(unit), &PassedOver::unit);
  return found == made.passed_over.end() ? std::vector<Code>{} : codes(found->reasons);
}

// Seen so far away, and as exactly as it says.
Town& seen(Town& town, std::string_view unit, std::chrono::minutes away, double accuracy,
           std::optional<FixDoubt> doubt = {}) {
  town.falls_silent(unit);
  town.passes(1s);
  Fix fix{id(unit), town.away(away), town.now(), accuracy, 12.0, {}, {}};
  if (doubt) fix.doubt = doubt, fix.off_by_m = accuracy;
  town.hears(fix);
  return town;
}

}  // namespace

TEST_CASE("the unit that arrives first is proposed first, with the time that it needs and why") {
  Town town;
  town.with_ambulance("AMB-01", 3min).with_ambulance("AMB-02", 7min);
  const auto made = town.proposal(town.calls(Priority::P1));
  REQUIRE(made.at == town.now());
  REQUIRE(made.options.size() == 2);
  const auto& first = made.options.front();
  REQUIRE(first.unit == id("AMB-01"));
  REQUIRE(first.turnout_s == 60);
  REQUIRE(first.travel_s == 180);
  REQUIRE(first.eta_s == 240);
  REQUIRE(first.distance_m.count() == Approx(2000 / 1.4).margin(0.01));
  REQUIRE(codes(first.reasons) == std::vector{Code::first_to_arrive, Code::at_base, Code::straight_line});
  REQUIRE(first.reasons[2].value == 1.4);
  REQUIRE(codes(made.options[1].reasons).front() == Code::later);
  REQUIRE(made.options[1].reasons.front().value == 240);
  REQUIRE(made.options[1].reasons.front().text == "240 s after the first");
  REQUIRE(made.passed_over.empty());
}

TEST_CASE("a unit that is farther but on the road may arrive before one that is nearer at its base") {
  Town town;
  town.with_ambulance("AMB-01", 5min).with_moving(UnitKind::ambulance, "AMB-02", 5min);
  const auto call = town.calls(Priority::P1);
  REQUIRE(town.proposed(call) == Strings{"AMB-02", "AMB-01"});
  REQUIRE(town.proposal(call).options.front().turnout_s == 10);
  REQUIRE(codes(town.proposal(call).options.front().reasons)[1] == Code::moving);
  town.with_ambulance("AMB-03", 4min);
  REQUIRE(town.proposed(call) == Strings{"AMB-03", "AMB-02", "AMB-01"});
}

TEST_CASE("a unit is at base when it stands within 150 m of its station") {
  struct Case {
    double metres, speed;
    bool at_base;
  };
  const auto here = GENERATE(values<Case>({{0, 0, true}, {149, 0.9, true}, {151, 0, false}, {0, 1, false}}));
  Town town;
  town.with_ambulance("AMB-01", 5min);
  const auto station = town.away(5min);
  const auto where =
      geo::along(station, Town::centre(), here.metres / geo::distance(station, Town::centre()).count());
  town.falls_silent("AMB-01");
  town.passes(1s);
  town.reports("AMB-01", where, here.speed);
  REQUIRE(town.proposal(town.calls(Priority::P1)).options.front().turnout_s == (here.at_base ? 60 : 10));
}

TEST_CASE("a motorcycle is faster, and it is said that it carries nobody") {
  Town town;
  town.with_ambulance("AMB-01", 6min).with(UnitKind::motorcycle, "MOT-01", 6min);
  const auto call = town.calls(Priority::P0);
  REQUIRE(town.proposed(call) == Strings{"MOT-01", "AMB-01"});
  REQUIRE(codes(town.proposal(call).options.front().reasons).back() == Code::does_not_transport);
  REQUIRE(town.proposed(town.calls(Priority::P2)) == Strings{"AMB-01"});
}

TEST_CASE("each call gets the kinds of unit that fit it") {
  const auto [kind, needs, priority, fits_it] = GENERATE(table<UnitKind, Needs, Priority, bool>({
      {UnitKind::ambulance, Needs::ambulance, Priority::P4, true},
      {UnitKind::ambulance, Needs::home_care, Priority::P0, false},
      {UnitKind::ambulance, Needs::either, Priority::P3, true},
      {UnitKind::home_care, Needs::ambulance, Priority::P4, false},
      {UnitKind::home_care, Needs::home_care, Priority::P0, true},
      {UnitKind::home_care, Needs::either, Priority::P3, true},
      {UnitKind::motorcycle, Needs::ambulance, Priority::P1, true},
      {UnitKind::motorcycle, Needs::ambulance, Priority::P2, false},
      {UnitKind::motorcycle, Needs::either, Priority::P0, true},
      {UnitKind::motorcycle, Needs::home_care, Priority::P0, false},
  }));
  Incident needy;
  needy.triage = triage(priority, needs);
  REQUIRE(fits(capabilities_of(kind), needy) == fits_it);
  Town town;
  town.with(kind, "UNIT", 3min);
  const auto call =
      town.calls(ReceiveIncident{Place{"", Town::centre(), {}, {}}, {}, triage(priority, needs), {}});
  REQUIRE(town.proposed(call).size() == (fits_it ? 1 : 0));
}

TEST_CASE("a call that is not triaged yet is taken for one that needs an ambulance") {
  Town town;
  town.with_ambulance("AMB-01", 3min).with(UnitKind::home_care, "HC-01", 1min);
  const auto call = town.calls(ReceiveIncident{Place{"", Town::centre(), {}, {}}, {}, {}, {}});
  REQUIRE(town.proposed(call) == Strings{"AMB-01"});
}

TEST_CASE("without a pin there is nowhere to go, so nobody is proposed and nobody passed over") {
  Town town;
  town.with_ambulance("AMB-01", 3min);
  const auto made = town.proposal(town.calls(ReceiveIncident{Place{"somewhere", {}, {}, {}}, {}, {}, {}}));
  REQUIRE(made.options.empty());
  REQUIRE(made.passed_over.empty());
}

TEST_CASE("who is passed over is named with every reason, nearest first") {
  Town town;
  town.with_ambulance("AMB-01", 1min).with_ambulance("AMB-02", 2min).with_ambulance("AMB-03", 3min);
  town.with_ambulance("AMB-04", 4min).with(UnitKind::home_care, "HC-01", 5min);
  const auto call = town.calls(Priority::P1);
  REQUIRE(town.duty("AMB-01", DutyState::off).done());
  town.sends(town.calls(Priority::P3), "AMB-02");
  town.sends(call, "AMB-03");
  REQUIRE(town.presses("AMB-03", declined, "no fuel").done());
  town.falls_silent("HC-01");
  town.passes(301s);

  const auto made = town.proposal(call);
  REQUIRE(town.proposed(call) == Strings{"AMB-04"});
  Strings passed;
  for (const auto& one : made.passed_over) passed.emplace_back(one.unit.view());
  REQUIRE(passed == Strings{"AMB-01", "AMB-02", "AMB-03", "HC-01"});
  REQUIRE(against(made, "AMB-01") == std::vector{Code::off_duty, Code::position_old});
  REQUIRE(against(made, "AMB-02") == std::vector{Code::on_less_urgent});
  REQUIRE(against(made, "AMB-03") == std::vector{Code::declined_before});
  REQUIRE(against(made, "HC-01") == std::vector{Code::does_not_fit, Code::position_old});
  REQUIRE(made.passed_over.back().reasons.back().value == 301);
  REQUIRE(made.passed_over.back().distance_m.has_value());
}

TEST_CASE("a unit nobody has seen is passed over without a distance, since that would be made up") {
  Town town;
  town.with_ambulance("AMB-01", 3min);
  Unit unit;
  unit.id = id("AMB-02");
  unit.station = {"Negara", Town::centre()};
  REQUIRE(town.says(siaga(), RegisterUnit{unit}).done());
  const auto made = town.proposal(town.calls(Priority::P1));
  REQUIRE(against(made, "AMB-02") == std::vector{Code::off_duty, Code::no_position});
  REQUIRE_FALSE(made.passed_over.front().distance_m.has_value());
}

TEST_CASE("a busy unit and one about to clear are named as what they are") {
  Town town;
  town.with_ambulance("AMB-01", 1min).with_ambulance("AMB-02", 2min);
  town.sends(town.calls(Priority::P1), "AMB-01");
  town.sends(town.calls(Priority::P1), "AMB-02");
  for (const auto to : {acknowledged, on_scene, left_scene, at_destination})
    REQUIRE(town.presses("AMB-02", to).done());
  const auto made = town.proposal(town.calls(Priority::P1));
  REQUIRE(against(made, "AMB-01") == std::vector{Code::busy});
  REQUIRE(against(made, "AMB-02") == std::vector{Code::about_to_clear});
}

TEST_CASE("at most five are proposed and five passed over") {
  Town town;
  for (int i = 10; i < 20; ++i) {
    town.with_ambulance("AMB-" + std::to_string(i), std::chrono::minutes{i});
    town.with(UnitKind::home_care, "HC-" + std::to_string(i), std::chrono::minutes{i});
  }
  const auto made = town.proposal(town.calls(Priority::P2));
  REQUIRE(made.options.size() == 5);
  REQUIRE(made.options.back().unit == id("AMB-14"));
  REQUIRE(made.passed_over.size() == 5);
  REQUIRE(made.passed_over.back().unit == id("HC-14"));
}

TEST_CASE("an exact unit goes before one that is somewhere within kilometres, and the doubt is said") {
  Town town;
  town.with_ambulance("AMB-01", 7min).with_ambulance("AMB-02", 7min);
  const auto call = town.calls(Priority::P1);
  seen(town, "AMB-01", 7min, 8);
  seen(town, "AMB-02", 0min, 8000);
  const auto made = town.proposal(call);
  REQUIRE(town.proposed(call) == Strings{"AMB-01", "AMB-02"});
  REQUIRE_THAT(codes(made.options[0].reasons), !Catch::Matchers::VectorContains(Code::position_wide));
  const auto& wide = made.options[1];
  REQUIRE(codes(wide.reasons)[2] == Code::position_wide);
  REQUIRE(wide.reasons[2].value == 8000);
  REQUIRE(wide.low_s == wide.turnout_s);  // it may be there already
  REQUIRE(wide.eta_s - wide.turnout_s > 900);
  REQUIRE(wide.high_s >= wide.eta_s);
}

TEST_CASE("a position of the mobile network that does not say how wide it is counts as kilometres wide") {
  const auto unknown = GENERATE(std::optional<double>{}, std::optional{0.0});
  Town town;
  town.with_ambulance("AMB-01", 2min).with_ambulance("AMB-02", 7min);
  const auto call = town.calls(Priority::P1);
  seen(town, "AMB-01", 2min, 8);
  town.falls_silent("AMB-02");
  town.passes(1s);
  town.hears({id("AMB-02"), town.away(0min), town.now(), unknown, 12.0, {}, "network"});
  const auto made = town.proposal(call);
  REQUIRE(town.proposed(call) == Strings{"AMB-01", "AMB-02"});
  REQUIRE_THAT(codes(made.options[1].reasons), Catch::Matchers::VectorContains(Code::position_wide));
}

TEST_CASE("a doubtful unit that is nearer even from the far side of its circle goes first") {
  Town town;
  town.with_ambulance("AMB-01", 30min).with_ambulance("AMB-02", 5min);
  const auto call = town.calls(Priority::P1);
  seen(town, "AMB-02", 5min, 2000);
  REQUIRE(town.proposed(call) == Strings{"AMB-02", "AMB-01"});
}

TEST_CASE(
    "a unit that is said to be at two places, or far outside, is ranked by what it may be and says so") {
  const auto [doubt, code] = GENERATE(table<FixDoubt, Code>(
      {{FixDoubt::disputed, Code::position_disputed}, {FixDoubt::outside, Code::position_outside}}));
  Town town;
  town.with_ambulance("AMB-01", 20min).with_ambulance("AMB-02", 7min);
  const auto call = town.calls(Priority::P1);
  seen(town, "AMB-02", 1min, 31'000, doubt);
  const auto made = town.proposal(call);
  REQUIRE(town.proposed(call) == Strings{"AMB-01", "AMB-02"});
  REQUIRE(codes(made.options[1].reasons)[2] == code);
}

TEST_CASE("what a receiver is off by in a street changes nothing") {
  Town town;
  town.with_ambulance("AMB-01", 7min);
  const auto call = town.calls(Priority::P1);
  seen(town, "AMB-01", 7min, 5);
  const auto exact = town.proposal(call).options.front();
  seen(town, "AMB-01", 7min, 60);
  const auto street = town.proposal(call).options.front();
  REQUIRE(street.eta_s == exact.eta_s);
  REQUIRE(codes(street.reasons) == codes(exact.reasons));
  REQUIRE(std::abs(street.high_s - exact.high_s) <= 1);
}

TEST_CASE("the interval of an arrival is as wide as the pin's circle, for every unit, and its middle stays") {
  const auto interval = [](std::optional<geo::Metres> circle) {
    Town town;
    town.with_ambulance("AMB-01", 7min);
    const auto call =
        town.calls(ReceiveIncident{Place{"", Town::centre(), circle, {}}, {}, triage(Priority::P1), {}});
    return town.proposal(call).options.front();
  };
  const auto exact = interval({});
  const auto street = interval(geo::Metres{20});
  const auto village = interval(geo::Metres{3000});
  REQUIRE(street.eta_s == exact.eta_s);
  REQUIRE(village.eta_s == exact.eta_s);
  REQUIRE(street.high_s - exact.high_s <= 1);
  constexpr auto three_km = 378;  // seconds
  REQUIRE(village.high_s >= exact.eta_s + three_km);
  REQUIRE(village.low_s <= std::max<std::int64_t>(exact.turnout_s, exact.eta_s - three_km));
}
