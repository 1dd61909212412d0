#include "dispatch/choose/travel_times.hpp"

#include <catch2/catch.hpp>

#include "dispatch/choose/hospitals.hpp"
#include "tests/geo/roads/drawing.hpp"
#include "tests/support/town.hpp"

using namespace dispatch;
using namespace tests;
using Code = Reason::Code;

namespace {

// A river between the two rows, with a bridge far in the east.
class Riverside {
 public:
  Riverside()
      : drawing_{test::Drawing{{"a   b   c   d", "             ", "e   f   g   h"}, 1000}
                     .way("ab", {{"highway", "primary"}})
                     .way("bc", {{"highway", "primary"}})
                     .way("cd", {{"highway", "primary"}})
                     .way("dh", {{"highway", "primary"}})
                     .way("ef", {{"highway", "primary"}})
                     .way("fg", {{"highway", "primary"}})
                     .way("gh", {{"highway", "primary"}})},
        built_{drawing_.build()} {}

  [[nodiscard]] geo::Position at(char letter) const { return drawing_.at(letter); }
  [[nodiscard]] TravelTimes travel(const Policy& policy) const {
    return TravelTimes{policy, std::make_unique<const geo::roads::Network>(view_of(built_.tables))};
  }

 private:
  test::Drawing drawing_;
  geo::roads::Built built_;
};

std::vector<Code> codes(const Option& option) {
  std::vector<Code> codes;
  for (const auto& reason : option.reasons) codes.push_back(reason.code);
  return codes;
}

Fix fix_of(std::string_view unit, geo::Position where) {
  return {id(unit), where, TimePoint{}, {}, {}, {}, {}};
}

ClosureId closes(TravelTimes& travel, geo::Position where) {
  Closure closure;
  closure.id = id<ClosureId>("closure-1");
  closure.points = {where};
  travel.close({{closure.id, closure}});
  return closure.id;
}

}  // namespace

TEST_CASE("the unit that is nearest by line but across the river is not proposed first") {
  const Riverside place;
  Town town;
  town.with_ambulance("AMB-ACROSS", 5min).with_ambulance("AMB-ROAD", 5min);
  town.falls_silent("AMB-ACROSS");
  town.falls_silent("AMB-ROAD");
  town.passes(1s);
  town.reports("AMB-ACROSS", place.at('e'));
  town.reports("AMB-ROAD", place.at('c'));
  const auto call = town.calls(
      ReceiveIncident{Place{"Jalan Udayana 1", place.at('a'), {}, {}}, {}, triage(Priority::P1), {}});
  const auto travel = place.travel(town.policy);
  const auto made = recommend(town.view(), town.policy, travel, town.incident(call), town.now());
  REQUIRE(made.options.size() == 2);
  REQUIRE(made.options[0].unit == id("AMB-ROAD"));
  REQUIRE(made.options[1].unit == id("AMB-ACROSS"));
  REQUIRE(codes(made.options[0]) == std::vector{Code::first_to_arrive, Code::moving, Code::by_road});
  REQUIRE(made.options[0].reasons[2].value == Approx(4000).margin(5));
  REQUIRE(made.options[0].low_s < made.options[0].eta_s);
  REQUIRE(made.options[0].high_s > made.options[0].eta_s);
  const auto by_line = town.proposal(call);
  REQUIRE(by_line.options[0].unit == id("AMB-ACROSS"));
}

TEST_CASE("a place beside the road says how far one walks") {
  const Riverside place;
  const Policy policy;
  const auto travel = place.travel(policy);
  const auto hill = towards(place.at('b'), 0, geo::Metres{400});
  const auto way = travel.to_one(UnitKind::ambulance, fix_of("AMB-01", place.at('a')), hill);
  REQUIRE(way.by_road);
  REQUIRE(way.walked->count() == Approx(400).margin(2));
  const auto to_the_door = travel.to_one(UnitKind::ambulance, fix_of("AMB-01", place.at('a')), place.at('b'));
  REQUIRE_FALSE(to_the_door.walked.has_value());
  REQUIRE((way.time - to_the_door.time).count() == Approx(320).margin(3));
}

TEST_CASE("where no road leads the straight line is told and said to be one") {
  const Riverside place;
  const Policy policy;
  const auto travel = place.travel(policy);
  const auto island = towards(place.at('a'), 270, geo::Metres{40'000});
  const auto way = travel.to_one(UnitKind::ambulance, fix_of("AMB-01", place.at('a')), island);
  REQUIRE_FALSE(way.by_road);
  REQUIRE(way.metres.count() == Approx(40'000 * policy.road_factor).margin(1));
}

TEST_CASE("units of several kinds are timed at once and each by its own vehicle") {
  const Riverside place;
  const Policy policy;
  const auto travel = place.travel(policy);
  const auto ambulance = fix_of("AMB-01", place.at('c'));
  const auto car = fix_of("HC-01", place.at('c'));
  const std::array starts{TravelTimes::From{UnitKind::home_care, &car},
                          TravelTimes::From{UnitKind::ambulance, &ambulance}};
  const auto times = travel.to_one(starts, place.at('a'));
  REQUIRE(times[0].time > times[1].time);
  REQUIRE(times[1].time == travel.to_one(UnitKind::ambulance, ambulance, place.at('a')).time);
}

TEST_CASE("a closed road counts from the next question on and until it is open again") {
  const Riverside place;
  const Policy policy;
  auto travel = place.travel(policy);
  const auto fix = fix_of("AMB-01", place.at('b'));
  const auto before = travel.to_one(UnitKind::ambulance, fix, place.at('c'));
  REQUIRE(before.by_road);
  const auto half_way = along(place.at('b'), place.at('c'), 0.5);
  const auto id = closes(travel, half_way);
  REQUIRE_FALSE(travel.to_one(UnitKind::ambulance, fix, place.at('c')).by_road);
  REQUIRE(travel.avoided(UnitKind::ambulance, fix, place.at('c')) == std::vector{id});
  REQUIRE(travel.avoided(UnitKind::ambulance, fix, place.at('a')).empty());
  travel.close({});
  REQUIRE(travel.to_one(UnitKind::ambulance, fix, place.at('c')).time == before.time);
  REQUIRE(travel.avoided(UnitKind::ambulance, fix, place.at('c')).empty());
}

TEST_CASE("a unit that a closed road cuts off is proposed after all that can drive there") {
  const Riverside place;
  Town town;
  town.with_ambulance("AMB-CUT-OFF", 5min).with_ambulance("AMB-ROAD", 5min);
  town.falls_silent("AMB-CUT-OFF");
  town.falls_silent("AMB-ROAD");
  town.passes(1s);
  town.reports("AMB-CUT-OFF", place.at('b'));
  town.reports("AMB-ROAD", place.at('g'));
  const auto call =
      town.calls(ReceiveIncident{Place{"at the bend", place.at('c'), {}, {}}, {}, triage(Priority::P1), {}});
  auto travel = place.travel(town.policy);
  const auto proposed = [&] {
    return recommend(town.view(), town.policy, travel, town.incident(call), town.now()).options;
  };
  REQUIRE(proposed().at(0).unit == id("AMB-CUT-OFF"));
  closes(travel, along(place.at('b'), place.at('c'), 0.5));
  const auto after = proposed();
  REQUIRE(after.at(0).unit == id("AMB-ROAD"));
  REQUIRE(std::ranges::count(codes(after.at(1)), Code::no_road) == 1);
  REQUIRE(after.at(1).eta_s < after.at(0).eta_s);
}

TEST_CASE("without a road map closures change no travel time and what they close is not known") {
  const Policy policy;
  TravelTimes travel{policy};
  closes(travel, Town::centre());
  const std::array points{Town::centre()};
  REQUIRE_FALSE(travel.closing(points).has_value());
  REQUIRE(travel.avoided(UnitKind::ambulance, fix_of("AMB-01", Town::centre()), Town::centre()).empty());
}

TEST_CASE("hospitals are offered by the time that the road takes") {
  const Riverside place;
  const Policy policy;
  const auto travel = place.travel(policy);
  const std::array hospitals{Facility{id<FacilityId>("1"), 1, "RS Seberang", "hospital", place.at('e'), {}},
                             Facility{id<FacilityId>("2"), 1, "RSU Negara", "hospital", place.at('c'), {}}};
  const auto hand_over = [](const FacilityId&) { return HandOverTime{600s, false}; };
  const auto from_a = [&](const TravelTimes& by) {
    return hospitals_for({}, place.at('a'), {{&hospitals[0], &hospitals[1]}, by, hand_over});
  };
  const auto offers = from_a(travel);
  REQUIRE(offers.size() == 2);
  REQUIRE(offers[0].name == "RSU Negara");
  REQUIRE(offers[0].by_road);
  REQUIRE(offers[1].travel_s > 2 * offers[0].travel_s);
  REQUIRE(from_a(TravelTimes{policy})[0].name == "RS Seberang");
  REQUIRE(hospitals_for({}, place.at('a'), {{}, travel, hand_over}).empty());
}

TEST_CASE("where a road engine knows better its times rank the units and the walk is still counted") {
  const Riverside place;
  Town town;
  town.with_ambulance("AMB-NEAR", 5min).with_ambulance("AMB-FAR", 5min);
  town.falls_silent("AMB-NEAR");
  town.falls_silent("AMB-FAR");
  town.passes(1s);
  town.reports("AMB-NEAR", place.at('b'));
  town.reports("AMB-FAR", place.at('c'));
  const auto hill = towards(place.at('a'), 0, geo::Metres{250});
  const auto call =
      town.calls(ReceiveIncident{Place{"on the hill", hill, {}, {}}, {}, triage(Priority::P1), {}});
  auto travel = place.travel(town.policy);
  const auto& incident = town.incident(call);
  REQUIRE(contenders(town.view(), town.policy, incident, town.now()) ==
          std::vector<UnitId>{id("AMB-NEAR"), id("AMB-FAR")});
  const auto& far = *town.view().fix(id("AMB-FAR"));
  const auto own = travel.to_one(UnitKind::ambulance, far, hill);
  const auto said = [&] {
    return travel.as_engine_says(UnitKind::ambulance, far, hill, 60, geo::Metres{4100});
  };
  const auto better = said().value();
  REQUIRE(better.time.count() == Approx(60 + 200).margin(2));
  REQUIRE(better.by_road);
  REQUIRE(better.walked == own.walked);
  const auto made =
      recommend(town.view(), town.policy, travel, incident, town.now(), {{id("AMB-FAR"), better}});
  REQUIRE(made.options.front().unit == id("AMB-FAR"));
  REQUIRE(made.options.front().travel_s == better.time.count());
  const auto without = recommend(town.view(), town.policy, travel, incident, town.now());
  REQUIRE(without.options.front().unit == id("AMB-NEAR"));
  // An engine does not know what is closed here.
  closes(travel, along(place.at('b'), place.at('c'), 0.5));
  REQUIRE_FALSE(said().has_value());
}
