#include "geo/roads/times.hpp"

#include <catch2/catch.hpp>

#include "tests/geo/roads/ground.hpp"

using geo::roads::ArcIndex;
using geo::roads::Conditions;
using geo::roads::Course;
using geo::roads::Milliseconds;
using geo::roads::RoadClass;
using geo::roads::Vehicle;
using test::Drawing;
using test::Ground;

namespace {

Drawing two_streets() {
  return Drawing{{"a b c"}}.way("ab").way("bc");
}

std::vector<ArcIndex> arcs_on(const Ground& ground, Course course) {
  std::vector<ArcIndex> arcs;
  for (auto i = ground.tables.course_first[course]; i < ground.tables.course_first[course + 1]; ++i)
    arcs.push_back(ground.tables.course_arcs[i].arc);
  REQUIRE_FALSE(arcs.empty());
  return arcs;
}
Milliseconds time_along(const Ground& ground, const std::string& way, Vehicle vehicle = Vehicle::ambulance) {
  return ground.times.of_arcs(vehicle)[arcs_on(ground, ground.section(way) * 2).front()];
}
std::vector<std::pair<double, double>> gaps_on(const Ground& ground, Course course) {
  std::vector<std::pair<double, double>> all;
  for (const auto& gap : ground.times.gaps(course)) all.emplace_back(gap.from, gap.to);
  return all;
}
using Gaps = std::vector<std::pair<double, double>>;

Conditions closed_on(std::uint32_t section, const Gaps& gaps) {
  Conditions conditions;
  for (const auto& [from, to] : gaps) conditions.closed.push_back({section, from, to});
  return conditions;
}

}  // namespace

TEST_CASE("what is known of a street goes before what is known of its class, for that street alone") {
  Conditions known;
  known.of_class[static_cast<std::size_t>(RoadClass::residential)] = 2;
  known.of_section[1] = 0.5;
  const Ground usual{two_streets()};
  const Ground now{two_streets(), known};
  CHECK(time_along(now, "ab") == 2 * time_along(usual, "ab"));
  CHECK(time_along(now, "bc") * 2 == Approx(time_along(usual, "bc")).margin(1));
  known.of_class[static_cast<std::size_t>(RoadClass::residential)] = 1;
  CHECK(time_along(Ground{two_streets(), known}, "ab") == time_along(usual, "ab"));
}

TEST_CASE("what is known of streets that are no longer on the map changes nothing") {
  const auto more_than_there_are = GENERATE(2U, 3U, 1000U);
  auto known = closed_on(more_than_there_are, {{0, 1}});
  known.of_section[more_than_there_are + 1] = 3;
  const Ground usual{two_streets()};
  const Ground now{two_streets(), known};
  for (const auto vehicle : geo::roads::vehicles)
    CHECK(now.times.of_arcs(vehicle) == usual.times.of_arcs(vehicle));
  CHECK(gaps_on(now, more_than_there_are * 2).empty());
}

TEST_CASE("the last street of the map is slowed and closed like any other") {
  auto known = closed_on(1, {{0.2, 0.3}});
  CHECK(time_along(Ground{two_streets(), known}, "bc") == geo::roads::closed);
  CHECK(time_along(Ground{two_streets(), known}, "ab") != geo::roads::closed);
}

TEST_CASE("a street that is jammed beyond all measure is still a street") {
  Conditions jammed;
  jammed.of_section[0] = 1e9;
  CHECK(time_along(Ground{two_streets(), jammed}, "ab") == geo::roads::closed - 1);
}

TEST_CASE("no traffic opens a street to a vehicle that may not drive it") {
  Conditions quick;
  quick.of_class.fill(0.5);
  const auto drawing =
      Drawing{{"a b"}}.way("ab", {{"highway", "residential"}, {"access", "no"}, {"emergency", "yes"}});
  CHECK(time_along(Ground{drawing, quick}, "ab", Vehicle::car) == geo::roads::closed);
  CHECK(time_along(Ground{drawing, quick}, "ab") != geo::roads::closed);
}

TEST_CASE("what opens a gate does not get slower with the traffic around it") {
  Conditions jammed;
  jammed.of_class.fill(10);
  const Ground gated{Drawing{{"a b c"}}.way("abc").node('b', {{"barrier", "gate"}}), jammed};
  bool has_gate = false;
  for (ArcIndex arc = 0; arc < gated.tables.arcs.size(); ++arc)
    if (gated.tables.arcs[arc].course == geo::roads::none && gated.times.of_arcs(Vehicle::car)[arc] == 15'000)
      has_gate = gated.times.of_open(gated.tables, Vehicle::car, arc) == 15'000;
  CHECK(has_gate);
}

TEST_CASE("a street that is closed somewhere is passed by nobody but leads as far as it is open") {
  auto known = closed_on(0, {{0.4, 0.6}});
  known.of_section[0] = 2;
  const Ground usual{two_streets()};
  const Ground now{two_streets(), known};
  for (const auto vehicle : geo::roads::vehicles)
    for (const Course course : {0U, 1U})
      for (const auto arc : arcs_on(now, course)) {
        CHECK(now.times.of_arcs(vehicle)[arc] == geo::roads::closed);
        CHECK(now.times.of_open(now.tables, vehicle, arc) == 2 * usual.times.of_arcs(vehicle)[arc]);
      }
  const auto other = arcs_on(now, 2).front();
  CHECK(now.times.of_open(now.tables, Vehicle::car, other) == usual.times.of_arcs(Vehicle::car)[other]);
}

TEST_CASE("where a crossing stands several times a closed street is closed out of each") {
  const auto drawing =
      Drawing{{"  e  ", "a b c"}}.way("ab").way("bc").way("be").turn("no_left_turn", "ab", 'b', "be");
  const Ground open{drawing};
  const auto course = open.section("bc") * 2;
  REQUIRE(arcs_on(open, course).size() > 1);
  const Ground now{drawing, closed_on(open.section("bc"), {{0, 1}})};
  for (const auto arc : arcs_on(now, course))
    CHECK(now.times.of_arcs(Vehicle::ambulance)[arc] == geo::roads::closed);
}

TEST_CASE("a road takes as long for who looks from its end as for who looks from its start") {
  Conditions known;
  known.of_section[1] = 3;
  const Ground ground{two_streets(), known};
  for (const auto vehicle : geo::roads::vehicles) {
    const auto& arrivals = ground.times.of_arrivals(vehicle);
    REQUIRE(arrivals.size() == ground.tables.arrivals.size());
    for (std::size_t i = 0; i < arrivals.size(); ++i)
      CHECK(arrivals[i] == ground.times.of_arcs(vehicle)[ground.tables.arrivals[i].arc]);
  }
}

TEST_CASE("closed parts of a street are told in order and apart from each other") {
  struct Row {
    Gaps closed;
    Gaps told;
  };
  const auto row =
      GENERATE(Row{{{0.5, 0.9}, {0.1, 0.3}}, {{0.1, 0.3}, {0.5, 0.9}}},
               Row{{{0.25, 0.5}, {0.5, 0.75}}, {{0.25, 0.75}}}, Row{{{0.1, 0.8}, {0.2, 0.3}}, {{0.1, 0.8}}},
               Row{{{0.6, 0.8}, {0.1, 0.3}, {0.2, 0.7}}, {{0.1, 0.8}}});
  const Ground ground{two_streets(), closed_on(0, row.closed)};
  CHECK(gaps_on(ground, 0) == row.told);
  CHECK(gaps_on(ground, 2).empty());
}

TEST_CASE("who comes from the other end meets the closed parts the other way round") {
  const Ground ground{two_streets(), closed_on(0, {{0, 0.25}, {0.5, 0.625}})};
  CHECK(gaps_on(ground, 1) == Gaps{{0.375, 0.5}, {0.75, 1}});
}
