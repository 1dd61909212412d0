#include "geo/roads/network.hpp"

#include <catch2/catch.hpp>

#include "tests/geo/roads/drawing.hpp"

using geo::Metres;
using geo::Position;
using geo::roads::Vehicle;
using test::Drawing;
using test::Town;

namespace {

Drawing crossroads() {
  return Drawing{{"a b c", "d e f", "g h i"}}.way("abc").way("def").way("ghi").way("adg").way("beh").way(
      "cfi");
}

Position beside(Position where, double bearing, double metres) {
  return towards(where, bearing, Metres{metres});
}

}  // namespace

TEST_CASE("times from many starts to one end are those from each alone") {
  const auto drawing = crossroads();
  const Town town{drawing};
  const auto& network = town.network();
  std::vector<geo::roads::Approach> starts;
  for (const char letter : std::string{"abcdfghi"})
    starts.push_back(network.leaving(Vehicle::ambulance, {drawing.at(letter), {}}));
  const auto end = network.reaching(Vehicle::ambulance, drawing.at('e'));
  const auto all = town.searcher().to_one(Vehicle::ambulance, starts, end);
  REQUIRE(all.size() == starts.size());
  std::size_t i = 0;
  for (const char letter : std::string{"abcdfghi"}) {
    CAPTURE(letter);
    REQUIRE(all[i].has_value());
    REQUIRE(all[i++]->seconds == Approx(town.seconds(letter, 'e')));
  }
}

TEST_CASE("times from one start to many ends are those to each alone") {
  const auto drawing = crossroads();
  const Town town{drawing};
  const auto& network = town.network();
  std::vector<geo::roads::Approach> ends;
  for (const char letter : std::string{"bdfhi"})
    ends.push_back(network.reaching(Vehicle::car, drawing.at(letter)));
  const auto start = network.leaving(Vehicle::car, {drawing.at('a'), {}});
  const auto all = town.searcher().from_one(Vehicle::car, start, ends);
  std::size_t i = 0;
  for (const char letter : std::string{"bdfhi"}) {
    REQUIRE(all[i]->seconds == Approx(town.seconds('a', letter, Vehicle::car)));
    REQUIRE(all[i]->metres > 50);
    ++i;
  }
}

TEST_CASE("a search that stops early knows the nearest") {
  const auto drawing = Drawing{{"a b c d e f"}}.way("abcdef");
  const Town town{drawing};
  const auto& network = town.network();
  std::vector<geo::roads::Approach> starts;
  for (const char letter : std::string{"fdbc"})
    starts.push_back(network.leaving(Vehicle::ambulance, {drawing.at(letter), {}}));
  const auto end = network.reaching(Vehicle::ambulance, drawing.at('a'));
  const auto two = town.searcher().to_one(Vehicle::ambulance, starts, end, 2);
  REQUIRE_FALSE(two[0].has_value());
  REQUIRE(two[2]->seconds == Approx(town.seconds('b', 'a')));
  REQUIRE(two[3]->seconds == Approx(town.seconds('c', 'a')));
}

TEST_CASE("along one road no junction is needed") {
  const auto drawing = Drawing{{"a         b"}}.way("ab");
  const Town town{drawing};
  const auto near = along(drawing.at('a'), drawing.at('b'), 0.25);
  const auto far = along(drawing.at('a'), drawing.at('b'), 0.75);
  const auto there = town.searcher().route(Vehicle::ambulance, {near, {}}, far);
  const auto back = town.searcher().route(Vehicle::ambulance, {far, {}}, near);
  REQUIRE(there->travel.metres == Approx(250).margin(1));
  REQUIRE(back->travel.metres == Approx(250).margin(1));
  REQUIRE(there->line.size() == 2);
}

TEST_CASE("the end before the start on a one-way road is reached around the block") {
  const auto drawing = Drawing{{"a     b", "c     d"}}
                           .way("ab", {{"highway", "residential"}, {"oneway", "yes"}})
                           .way("bd")
                           .way("dc")
                           .way("ca");
  const Town town{drawing};
  const auto early = along(drawing.at('a'), drawing.at('b'), 0.2);
  const auto late = along(drawing.at('a'), drawing.at('b'), 0.8);
  REQUIRE(town.searcher().route(Vehicle::ambulance, {early, {}}, late)->travel.metres ==
          Approx(180).margin(1));
  REQUIRE(town.searcher().route(Vehicle::ambulance, {late, {}}, early)->travel.metres ==
          Approx(620).margin(2));
}

TEST_CASE("a point beside the road says how far it is and the crew walks the rest") {
  const auto drawing = Drawing{{"a b c"}}.way("abc");
  const Town town{drawing};
  const auto house = beside(drawing.at('c'), 180, 100);
  const auto route = town.searcher().route(Vehicle::ambulance, {drawing.at('a'), {}}, house);
  REQUIRE(route->travel.to_road.count() == Approx(100).margin(1));
  REQUIRE(route->travel.from_road.count() < 1);
  REQUIRE(route->travel.seconds == Approx(town.seconds('a', 'c') + 80).margin(1));
}

TEST_CASE("a point with no road within twenty kilometres has no way") {
  const auto drawing = Drawing{{"a b"}}.way("ab");
  const Town town{drawing};
  const auto at_sea = beside(drawing.at('a'), 270, 25'000);
  REQUIRE(town.network().reaching(Vehicle::ambulance, at_sea).lanes.empty());
  REQUIRE_FALSE(town.searcher().route(Vehicle::ambulance, {drawing.at('a'), {}}, at_sea).has_value());
  const auto in_the_hills = beside(drawing.at('a'), 270, 15'000);
  REQUIRE(town.searcher().route(Vehicle::ambulance, {drawing.at('b'), {}}, in_the_hills).has_value());
}

TEST_CASE("a pin at the pole or at the date line is answered at once") {
  const auto drawing = Drawing{{"a b"}}.way("ab");
  const Town town{drawing};
  const auto [lat, lon] =
      GENERATE(table<double, double>({{90, 0}, {-90, 180}, {89.9999, 12}, {-8.3, 180}, {-8.3, -180}}));
  const auto far_away = Position::from({.lat = lat, .lon = lon}).value();
  REQUIRE(town.network().reaching(Vehicle::ambulance, far_away).lanes.empty());
}

TEST_CASE("a house by a road that leads nowhere is reached from the road that does") {
  const auto drawing = Drawing{{"a b c d", "       ", "x y    "}}.way("ab").way("bc").way("cd").way("xy");
  const Town town{drawing};
  const auto route = town.searcher().route(Vehicle::ambulance, {drawing.at('d'), {}}, drawing.at('y'));
  REQUIRE(route.has_value());
  REQUIRE(route->travel.to_road.count() == Approx(200).margin(2));
  // From the same lonely road the way is along it.
  REQUIRE(town.searcher().route(Vehicle::ambulance, {drawing.at('x'), {}}, drawing.at('y'))->travel.metres ==
          Approx(100).margin(1));
}

TEST_CASE("a house by a road that leads nowhere is reached from the motorway if there is nothing else") {
  const test::Pairs motorway{{"highway", "motorway"}, {"oneway", "no"}};
  const auto drawing = Drawing{{"a b c d", "       ", "x y    "}}
                           .way("ab", motorway)
                           .way("bc", motorway)
                           .way("cd", motorway)
                           .way("xy");
  const Town town{drawing};
  const auto route = town.searcher().route(Vehicle::ambulance, {drawing.at('d'), {}}, drawing.at('y'));
  REQUIRE(route.has_value());
  REQUIRE(route->travel.metres == Approx(200).margin(2));
}

TEST_CASE("what moves goes on rather than turn around") {
  const auto drawing = Drawing{{"a     b"}}.way("ab");
  const Town town{drawing};
  const auto middle = along(drawing.at('a'), drawing.at('b'), 0.5);
  const auto eastward = town.searcher().route(Vehicle::ambulance, {middle, 90}, drawing.at('b'));
  const auto westward = town.searcher().route(Vehicle::ambulance, {middle, 270}, drawing.at('b'));
  const auto standing = town.searcher().route(Vehicle::ambulance, {middle, {}}, drawing.at('b'));
  REQUIRE(eastward->travel.seconds == Approx(standing->travel.seconds));
  REQUIRE(westward->travel.seconds == Approx(standing->travel.seconds + 15));
}

TEST_CASE("a closed road is driven around and opens again") {
  const auto drawing = Drawing{{"a b", "c d"}}.way("ab").way("ac").way("cd").way("db");
  const Town open{drawing};
  REQUIRE(open.way('a', 'b') == "ab");
  geo::roads::Conditions conditions;
  conditions.closed.push_back({0, 0, 1});
  const Town closed{drawing, conditions};
  REQUIRE(closed.way('a', 'b') == "acdb");
}

TEST_CASE("measured times of a class and of one road take the place of the assumed") {
  const auto drawing = Drawing{{"a b"}}.way("ab");
  geo::roads::Conditions slow;
  slow.of_class[static_cast<std::size_t>(geo::roads::RoadClass::residential)] = 2;
  const auto usual = Town{drawing}.seconds('a', 'b');
  REQUIRE(Town{drawing, slow}.seconds('a', 'b') == Approx(2 * usual).epsilon(0.01));
  slow.of_section[0] = 3;
  REQUIRE(Town{drawing, slow}.seconds('a', 'b') == Approx(3 * usual).epsilon(0.01));
}

TEST_CASE("a route names its roads and their lengths") {
  const auto drawing = Drawing{{"a b c", "    d"}}.way("abc").way("cd");
  const Town town{drawing};
  const auto route = town.searcher().route(Vehicle::ambulance, {drawing.at('a'), {}}, drawing.at('d'));
  REQUIRE(route->legs.size() == 2);
  REQUIRE(route->legs[0].road == "abc");
  REQUIRE(route->legs[0].metres == Approx(200).margin(1));
  REQUIRE(route->legs[1].road == "cd");
}

TEST_CASE("a map without roads has no way and does no harm") {
  const Town town{Drawing{{"a b"}}};
  REQUIRE(town.way('a', 'b') == "-");
}
