#include "geo/areas.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <random>

#include "tests/geo/at.hpp"

using geo::Area;
using geo::Areas;
using geo::Metres;
using geo::Polygon;
using geo::Position;
using geo::Ring;
using test::at;

namespace {

Ring square(double south, double west, double size) {
  return {at(south, west), at(south, west + size), at(south + size, west + size), at(south + size, west),
          at(south, west)};
}

Area village(const std::string& code, std::vector<Polygon> polygons, Position middle = at(0, 0)) {
  return {code,   "Village " + code,  code.substr(0, 8), "Kecamatan " + code.substr(0, 8),
          middle, std::move(polygons)};
}

// Two squares of 0.01 degree beside each other, on the latitude of Bali.
Areas two_villages() {
  return Areas{{village("51.01.01.2001", {{square(-8.31, 114.60, 0.01), {}}}),
                village("51.01.02.1001", {{square(-8.31, 114.61, 0.01), {}}})}};
}

std::vector<geo::Flaw> flaws_of(std::vector<Polygon> polygons) {
  return flaws_in(village("51.01.01.2001", std::move(polygons)));
}

// The border, walked in steps of at most a metre, and the nearest step.
double walked(const Ring& ring, Position to) {
  double best = 1e12;
  for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
    const int steps = static_cast<int>(geo::distance(ring[i], ring[i + 1]).count()) + 1;
    for (int s = 0; s <= steps; ++s) {
      const double part = static_cast<double>(s) / steps;
      best = std::min(best, geo::distance(to, at(ring[i].lat() + part * (ring[i + 1].lat() - ring[i].lat()),
                                                 ring[i].lon() + part * (ring[i + 1].lon() - ring[i].lon())))
                                .count());
    }
  }
  return best;
}

}  // namespace

TEST_CASE("a point is in its village, whose kecamatan is named, and so far from the border") {
  const auto areas = two_villages();
  const auto where = at(-8.305, 114.609);
  const auto hits = areas.at(where);
  REQUIRE(hits.size() == 1);
  REQUIRE(hits[0].is_inside);
  REQUIRE_FALSE(hits[0].is_by_middle);
  REQUIRE(hits[0].village->code == "51.01.01.2001");
  REQUIRE(hits[0].village->parent_name == "Kecamatan 51.01.01");
  REQUIRE(hits[0].away.count() == Approx(geo::distance(where, at(-8.305, 114.61)).count()).margin(0.1));
}

TEST_CASE("a point on a common border is in both villages") {
  const auto areas = two_villages();
  const auto hits = areas.at(at(-8.305, 114.61));
  REQUIRE(hits.size() == 2);
  for (const auto& hit : hits) REQUIRE(hit.away < Metres{0.01});
}

TEST_CASE("where villages overlap the one comes first in which the point lies deeper") {
  const Areas areas{{village("51.01.01.2001", {{square(-8.31, 114.60, 0.01), {}}}),
                     village("51.01.01.2002", {{square(-8.31, 114.605, 0.01), {}}})}};
  REQUIRE(areas.at(at(-8.305, 114.609)).front().village->code == "51.01.01.2002");
  REQUIRE(areas.at(at(-8.305, 114.606)).front().village->code == "51.01.01.2001");
}

TEST_CASE("outside of all villages the nearest is told, with its distance, and nobody is said to be in it") {
  const auto where = at(-8.305, 114.63);
  const auto areas = two_villages();
  const auto hits = areas.at(where);
  REQUIRE(hits.size() == 1);
  REQUIRE_FALSE(hits[0].is_inside);
  REQUIRE(hits[0].village->code == "51.01.02.1001");
  REQUIRE(hits[0].away.count() == Approx(geo::distance(where, at(-8.305, 114.62)).count()).margin(0.1));
}

TEST_CASE("a hole is not in its village and its border counts") {
  const Areas areas{
      {village("51.01.01.2001", {{square(-8.31, 114.60, 0.01), {square(-8.307, 114.603, 0.004)}}})}};
  const auto hits = areas.at(at(-8.305, 114.6035));
  REQUIRE_FALSE(hits[0].is_inside);
  REQUIRE(hits[0].away.count() ==
          Approx(geo::distance(at(-8.305, 114.6035), at(-8.305, 114.603)).count()).margin(0.1));
}

TEST_CASE("a village of several islands has the points of each") {
  const Areas areas{
      {village("51.01.01.2001", {{square(-8.31, 114.60, 0.01), {}}, {square(-8.31, 114.64, 0.01), {}}})}};
  REQUIRE(areas.at(at(-8.305, 114.605)).front().is_inside);
  REQUIRE(areas.at(at(-8.305, 114.645)).front().is_inside);
  REQUIRE_FALSE(areas.at(at(-8.305, 114.625)).front().is_inside);
}

TEST_CASE("where only the middles of villages are known a point is near one and never in it") {
  const Areas areas{
      {village("51.01.01.2001", {}, at(-8.30, 114.60)), village("51.01.01.2002", {}, at(-8.30, 114.70))}};
  const auto hits = areas.at(at(-8.30, 114.60));
  REQUIRE(hits.size() == 1);
  REQUIRE(hits[0].village->code == "51.01.01.2001");
  REQUIRE_FALSE(hits[0].is_inside);
  REQUIRE(hits[0].is_by_middle);
}

TEST_CASE("a kecamatan among the areas is found by its code and holds no point itself") {
  Area kecamatan{
      "51.01.01", "Negara", "51.01", "Jembrana", at(-8.305, 114.605), {{square(-8.4, 114.5, 0.3), {}}}};
  const Areas areas{{kecamatan, village("51.01.01.2001", {{square(-8.31, 114.60, 0.01), {}}})}};
  REQUIRE(areas.find("51.01.01")->name == "Negara");
  REQUIRE(areas.find("51.01.09") == nullptr);
  REQUIRE(areas.at(at(-8.305, 114.605)).size() == 1);
  REQUIRE(areas.at(at(-8.305, 114.605))[0].village->code == "51.01.01.2001");
}

TEST_CASE("without areas nothing is known of any point") {
  REQUIRE(Areas{{}}.at(at(0, 0)).empty());
}

TEST_CASE("an open ring and one that turns the other way are the same village") {
  auto open = square(-8.31, 114.60, 0.01);
  open.pop_back();
  auto turned = square(-8.31, 114.60, 0.01);
  std::ranges::reverse(turned);
  for (const auto& ring : {open, turned}) {
    const Areas areas{{village("51.01.01.2001", {{ring, {}}})}};
    REQUIRE(areas.at(at(-8.305, 114.601)).front().is_inside);
    REQUIRE(areas.at(at(-8.305, 114.601)).front().away.count() == Approx(110.1).margin(0.5));
    REQUIRE(flaws_of({{ring, {}}}).empty());
  }
}

TEST_CASE("the distance from the border is that of walking it, in and out of a jagged coast") {
  std::mt19937 random{7};
  std::uniform_real_distribution<double> jag{0.6, 1.4};
  for (const double lat : {-8.3, 1.2, 47.1}) {
    Ring coast;
    for (int degree = 0; degree < 360; degree += 4) {
      const double radius = 0.01 * jag(random);
      const double angle = degree * 3.14159265358979 / 180;
      coast.push_back(at(lat + radius * std::sin(angle), 114.6 + radius * std::cos(angle)));
    }
    coast.push_back(coast.front());
    const Areas areas{{village("51.01.01.2001", {{coast, {}}})}};
    std::uniform_real_distribution<double> around{-0.03, 0.03};
    for (int i = 0; i < 40; ++i) {
      const auto where = at(lat + around(random), 114.6 + around(random));
      CAPTURE(where.lat(), where.lon());
      REQUIRE(areas.at(where).front().away.count() == Approx(walked(coast, where)).margin(1));
    }
  }
}

TEST_CASE("among many villages the nearest is the one that looking at each alone finds") {
  std::mt19937 random{11};
  std::uniform_real_distribution<double> lat{-8.6, -8.0};
  std::uniform_real_distribution<double> lon{114.3, 115.0};
  std::vector<Area> villages;
  for (int i = 0; i < 60; ++i)
    villages.push_back(
        village("51.01.01." + std::to_string(2000 + i), {{square(lat(random), lon(random), 0.01), {}}}));
  const Areas all{villages};
  for (int i = 0; i < 200; ++i) {
    const auto where = at(lat(random), lon(random));
    const auto hit = all.at(where).front();
    if (hit.is_inside) continue;
    double nearest = 1e12;
    for (const auto& one : villages) nearest = std::min(nearest, Areas{{one}}.at(where).front().away.count());
    REQUIRE(hit.away.count() == Approx(nearest).epsilon(0.001));
  }
}

TEST_CASE("a good polygon has no flaw") {
  REQUIRE(flaws_of({{square(-8.31, 114.60, 0.01), {square(-8.307, 114.603, 0.004)}}}).empty());
  REQUIRE(flaws_of({}).empty());
}

TEST_CASE("a border that crosses itself is a flaw, and where it does is told") {
  const auto flaws = flaws_of({{{at(0, 0), at(2, 2), at(0, 2), at(1, 0), at(0, 0)}, {}}});
  REQUIRE(flaws.size() == 1);
  REQUIRE(flaws[0].what == "the border crosses or touches itself");
  REQUIRE(flaws[0].at.has_value());
  REQUIRE(flaws[0].at->lat() == Approx(2 / 3.0).margin(1e-4));
  REQUIRE(flaws[0].at->lon() == Approx(2 / 3.0).margin(1e-4));
  const auto eight = flaws_of({{{at(0, 0), at(1, 1), at(0, 1), at(1, 0), at(0, 0)}, {}}});
  REQUIRE(eight.size() == 1);
  REQUIRE(eight[0].what == "the border crosses itself and its halves cancel out");
}

TEST_CASE("rings without a surface, holes outside and polygons that overlap are flaws") {
  const auto outer = square(0, 0, 1);
  const auto few = flaws_of({{{at(1, 2), at(1, 3), at(1, 2)}, {}}});
  REQUIRE(few.size() == 1);
  REQUIRE(few[0].what == "a ring has fewer than three corners");
  REQUIRE(few[0].at == at(1, 2));
  REQUIRE(flaws_of({{outer, {square(2, 2, 1)}}})[0].what == "a hole lies outside the border");
  REQUIRE(flaws_of({{outer, {}}, {square(0.5, 0.5, 1), {}}})[0].what ==
          "two of its polygons overlap or share a border");
  REQUIRE(flaws_of({{{}, {}}})[0].what == "a ring has fewer than three corners");
}
