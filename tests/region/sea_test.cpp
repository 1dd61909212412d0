#include "region/sea.hpp"

#include <catch2/catch.hpp>

using geo::Ring;
using region::Box;
using region::opl_of;
using region::Sea;
using region::sea_in;

namespace {

const Box box{.south = 0, .north = 10, .west = 0, .east = 10};

Ring line(std::initializer_list<std::pair<double, double>> points) {
  Ring ring;
  for (const auto& [lon, lat] : points) ring.push_back(geo::Position::from({.lat = lat, .lon = lon}).value());
  return ring;
}

bool holds(const std::vector<Ring>& rings, double lon, double lat) {
  bool inside = false;
  for (const auto& ring : rings)
    for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
      const auto& a = ring[i];
      const auto& b = ring[i + 1];
      if ((a.lat() > lat) != (b.lat() > lat) &&
          lon < a.lon() + (lat - a.lat()) / (b.lat() - a.lat()) * (b.lon() - a.lon()))
        inside = !inside;
    }
  return inside;
}
bool is_sea(const std::optional<Sea>& sea, double lon, double lat) {
  REQUIRE(sea.has_value());
  return holds(sea->shores, lon, lat) && !holds(sea->islands, lon, lat);
}

}  // namespace

TEST_CASE("the sea is on the right of a coast that crosses the map") {
  // Going east, water on the right is water in the south; going west, in the north.
  const auto south = sea_in(box, {line({{-1, 5}, {5, 6}, {11, 5}})});
  REQUIRE(is_sea(south, 5, 2));
  REQUIRE(is_sea(south, 0.1, 0.1));
  REQUIRE_FALSE(is_sea(south, 5, 8));
  const auto north = sea_in(box, {line({{11, 5}, {5, 6}, {-1, 5}})});
  REQUIRE(is_sea(north, 5, 8));
  REQUIRE(is_sea(north, 9.9, 9.9));
  REQUIRE_FALSE(is_sea(north, 5, 2));
}

TEST_CASE("a coast in pieces and in any order is one coast") {
  const auto sea = sea_in(box, {line({{6, 4}, {11, 5}}), line({{-1, 5}, {3, 5}}), line({{3, 5}, {6, 4}})});
  REQUIRE(is_sea(sea, 5, 2));
  REQUIRE_FALSE(is_sea(sea, 5, 8));
}

TEST_CASE("a strait has land on both sides") {
  const auto sea = sea_in(box, {line({{-1, 7}, {11, 7}}), line({{11, 3}, {-1, 3}})});
  REQUIRE(is_sea(sea, 5, 5));
  REQUIRE_FALSE(is_sea(sea, 5, 8));
  REQUIRE_FALSE(is_sea(sea, 5, 2));
}

TEST_CASE("a cape has sea around it and a bay has land") {
  const auto cape = sea_in(box, {line({{4, 11}, {4, 5}, {6, 5}, {6, 11}})});
  REQUIRE(is_sea(cape, 2, 8));
  REQUIRE(is_sea(cape, 8, 2));
  REQUIRE_FALSE(is_sea(cape, 5, 8));
  const auto bay = sea_in(box, {line({{6, 11}, {6, 5}, {4, 5}, {4, 11}})});
  REQUIRE(is_sea(bay, 5, 8));
  REQUIRE_FALSE(is_sea(bay, 2, 8));
  REQUIRE_FALSE(is_sea(bay, 8, 2));
}

TEST_CASE("an island alone lies in the sea") {
  const auto sea = sea_in(box, {line({{4, 4}, {6, 4}, {6, 6}, {4, 6}, {4, 4}})});
  REQUIRE(sea->islands.size() == 1);
  REQUIRE(is_sea(sea, 1, 1));
  REQUIRE_FALSE(is_sea(sea, 5, 5));
}

TEST_CASE("an island that the map cuts is drawn as far as the map goes wherever its line begins") {
  for (const auto& ring : {line({{8, 4}, {12, 4}, {12, 6}, {8, 6}, {8, 4}}),
                           line({{12, 4}, {12, 6}, {8, 6}, {8, 4}, {12, 4}})}) {
    const auto sea = sea_in(box, {ring});
    REQUIRE(is_sea(sea, 5, 5));
    REQUIRE(is_sea(sea, 9, 8));
    REQUIRE_FALSE(is_sea(sea, 9, 5));
  }
}

TEST_CASE("an island before a coast is land in its sea") {
  const auto sea = sea_in(box, {line({{-1, 5}, {11, 5}}), line({{4, 2}, {6, 2}, {6, 3}, {4, 3}, {4, 2}})});
  REQUIRE(is_sea(sea, 5, 1));
  REQUIRE_FALSE(is_sea(sea, 5, 2.5));
  REQUIRE_FALSE(is_sea(sea, 5, 8));
}

TEST_CASE("without a coast nothing is known of a sea") {
  REQUIRE_FALSE(sea_in(box, {}).has_value());
  REQUIRE_FALSE(sea_in(box, {line({{20, 20}, {21, 21}})}).has_value());
}

TEST_CASE("a coast that breaks off within the map gives no sea rather than a wrong one") {
  REQUIRE_FALSE(sea_in(box, {line({{-1, 5}, {5, 5}})}).has_value());
  REQUIRE_FALSE(sea_in(box, {line({{4, 4}, {6, 6}})}).has_value());
}

TEST_CASE("a coast that was cut a little before the border goes on to it") {
  const auto sea = sea_in(box, {line({{0.4, 5}, {5, 6}, {9.8, 5}})});
  REQUIRE(is_sea(sea, 0.1, 4.9));
  REQUIRE(is_sea(sea, 9.9, 4.9));
  REQUIRE_FALSE(is_sea(sea, 0.1, 5.1));
  REQUIRE_FALSE(sea_in(box, {line({{0.6, 5}, {5, 6}, {9.8, 5}})}).has_value());
}

TEST_CASE("coasts that contradict each other give no sea") {
  REQUIRE_FALSE(sea_in(box, {line({{-1, 3}, {11, 3}}), line({{-1, 7}, {11, 7}})}).has_value());
}

TEST_CASE("a coast that touches the border is no crossing and one along a corner is one") {
  const auto touching = sea_in(box, {line({{-1, 5}, {5, 0}, {11, 5}})});
  REQUIRE(is_sea(touching, 1, 1));
  REQUIRE(is_sea(touching, 9, 1));
  REQUIRE_FALSE(is_sea(touching, 5, 8));
  const auto corner = sea_in(box, {line({{-1, 2}, {2, -1}})});
  REQUIRE(is_sea(corner, 0.2, 0.2));
  REQUIRE_FALSE(is_sea(corner, 5, 5));
}

TEST_CASE("the sea is written as one area with its islands as holes") {
  const auto text = opl_of(*sea_in(box, {line({{4, 4}, {6, 4}, {6, 6}, {4, 6}, {4, 4}})}), {7, 70, 700});
  REQUIRE_THAT(text, Catch::StartsWith("n8 x0.0000000 y10.0000000\n"));
  REQUIRE_THAT(
      text, Catch::Contains("w72 Nn12,") && Catch::EndsWith("r701 Ttype=multipolygon,natural=water,water=sea "
                                                            "Mw71@outer,w72@inner\n"));
}
