#include "geo/position.hpp"

#include <catch2/catch.hpp>
#include <limits>
#include <vector>

#include "tests/geo/at.hpp"

using geo::distance;
using geo::Position;
using test::at;

namespace {

double metres(Position from, Position to) {
  return distance(from, to).count();
}

}  // namespace

TEST_CASE("a position off the earth is refused") {
  constexpr auto none = std::numeric_limits<double>::quiet_NaN();
  constexpr auto infinite = std::numeric_limits<double>::infinity();
  const auto wrong = GENERATE_COPY(values<geo::Degrees>({{90.000001, 0},
                                                         {-90.000001, 0},
                                                         {0, 180.000001},
                                                         {0, -180.000001},
                                                         {none, 0},
                                                         {0, none},
                                                         {none, none},
                                                         {infinite, 0},
                                                         {0, -infinite}}));
  CAPTURE(wrong.lat, wrong.lon);
  REQUIRE(Position::from(wrong).has_error());
}

TEST_CASE("the poles and both sides of the date line are on earth") {
  const auto edge =
      GENERATE(values<geo::Degrees>({{90, 0}, {-90, 0}, {0, 180}, {0, -180}, {90, 180}, {-0.0, 0}}));
  const auto where = Position::from(edge);
  REQUIRE(where.has_value());
  REQUIRE(where->lat() == edge.lat);
  REQUIRE(where->lon() == edge.lon);
}

TEST_CASE("two positions are the same when both their numbers are") {
  REQUIRE(at(-8.3, 114.6) == at(-8.3, 114.6));
  REQUIRE_FALSE(at(-8.3, 114.6) == at(-8.3, 114.7));
  REQUIRE_FALSE(at(-8.3, 114.6) == at(-8.4, 114.6));
  REQUIRE(Position{} == at(0, 0));
}

TEST_CASE("distances are those of the published geodesics") {
  struct Known {
    Position from, to;
    double metres;
  };
  const auto known = GENERATE(values<Known>({
      {at(0, 0), at(0, 1), 111'319.4908},        // one degree of the equator
      {at(0, 0), at(90, 0), 10'001'965.7293},    // a quarter of a meridian
      {at(-90, 0), at(90, 0), 20'003'931.4586},  // pole to pole
      {at(0, 0), at(0, 180), 20'003'931.4586},   // to the antipode the way is over a pole
      // Flinders Peak to Buninyong, the worked example of the Geocentric Datum of Australia's manual
      {at(-37.95103341667, 144.42486788889), at(-37.65282113889, 143.92649552778), 54'972.271},
  }));
  REQUIRE(metres(known.from, known.to) == Approx(known.metres).margin(0.001));
  REQUIRE(metres(known.to, known.from) == Approx(known.metres).margin(0.001));
}

TEST_CASE("nothing is far across the date line or over the pole") {
  REQUIRE(metres(at(-17, 179.999), at(-17, -179.999)) < 250);
  REQUIRE(metres(at(0, 180), at(0, -180)) == 0);
  REQUIRE(metres(at(89.999, 0), at(89.999, 180)) < 250);
  REQUIRE(metres(at(90, 0), at(90, 123)) < 0.001);
}

TEST_CASE("a place is no way from itself") {
  REQUIRE(metres(at(-8.36, 114.62), at(-8.36, 114.62)) == 0);
}

TEST_CASE("going a part of the way leaves the rest of it") {
  struct Way {
    Position from, to;
  };
  const auto way = GENERATE(values<Way>({{at(-8.36, 114.62), at(-8.20, 114.45)},
                                         {at(-17, 179.9), at(-17.2, -179.8)},
                                         {at(89, 10), at(89, -160)},
                                         {at(40, -74), at(51, 0)}}));
  const double part = GENERATE(0.0, 0.001, 0.25, 0.5, 0.9, 1.0);
  const auto whole = metres(way.from, way.to);
  const auto there = along(way.from, way.to, part);
  REQUIRE(metres(way.from, there) == Approx(whole * part).margin(0.001));
  REQUIRE(metres(there, way.to) == Approx(whole * (1 - part)).margin(0.001));
}

TEST_CASE("nobody goes back behind the start or on past the end") {
  const auto home = at(-8.36, 114.62);
  const auto hospital = at(-8.35, 114.66);
  REQUIRE(metres(along(home, hospital, -1), home) < 0.001);
  REQUIRE(metres(along(home, hospital, 7), hospital) < 0.001);
  REQUIRE(metres(along(home, home, 0.5), home) < 0.001);
}
