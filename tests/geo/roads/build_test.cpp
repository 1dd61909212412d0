#include "geo/roads/build.hpp"

#include <catch2/catch.hpp>
#include <random>
#include <set>

#include "tests/geo/roads/ground.hpp"

using geo::roads::ArcIndex;
using geo::roads::Cell;
using geo::roads::Course;
using geo::roads::Node;
using geo::roads::Vehicle;
using test::Drawing;
using test::Ground;

namespace {

// With all that splits nodes: a gate, and turns that are forbidden.
Drawing small_district() {
  return Drawing{{"a b c d", "e f g h"}, 300}
      .way("ab")
      .way("bcd")
      .way("ef", {{"highway", "primary"}})
      .way("fg", {{"highway", "primary"}})
      .way("gh", {{"highway", "primary"}})
      .way("bf")
      .way("cg", {{"highway", "residential"}, {"oneway", "yes"}})
      .way("dh")
      .node('f', {{"barrier", "gate"}})
      .turn("no_left_turn", "cg", 'g', "gh")
      .turn("no_right_turn", "dh", 'h', "gh")
      .turn("no_right_turn", "bf", 'b', "bcd");
}
bool leads_on(const Ground& ground, char letter, Vehicle vehicle = Vehicle::ambulance) {
  return (ground.tables.main[ground.node(letter)] >> static_cast<int>(vehicle)) % 2 == 1;
}

}  // namespace

TEST_CASE("each stretch of road is found from the crossing it leaves and from the one it reaches") {
  const Ground ground{small_district()};
  const auto& tables = ground.tables;
  REQUIRE(tables.out_first.size() == tables.nodes.size() + 1);
  REQUIRE(tables.in_first.size() == tables.nodes.size() + 1);
  REQUIRE(tables.out_first.back() == tables.arcs.size());
  REQUIRE(tables.in_first.back() == tables.arcs.size());
  REQUIRE(tables.times.size() == tables.arcs.size());
  const auto from_of = [&](ArcIndex arc) {
    Node from = 0;
    while (tables.out_first[from + 1] <= arc) ++from;
    return from;
  };
  std::set<ArcIndex> arriving;
  for (Node node = 0; node < tables.nodes.size(); ++node)
    for (auto i = tables.in_first[node]; i < tables.in_first[node + 1]; ++i) {
      const auto& [from, arc] = tables.arrivals[i];
      CHECK(tables.arcs[arc].to == node);
      CHECK(from_of(arc) == from);
      arriving.insert(arc);
    }
  CHECK(arriving.size() == tables.arcs.size());
  // And from its road, in its direction; through a gate there is none.
  std::size_t on_roads = 0;
  for (Course course = 0; course + 1 < tables.course_first.size(); ++course)
    for (auto i = tables.course_first[course]; i < tables.course_first[course + 1]; ++i, ++on_roads) {
      CHECK(tables.arcs[tables.course_arcs[i].arc].course == course);
      CHECK(from_of(tables.course_arcs[i].arc) == tables.course_arcs[i].from);
    }
  const auto through_gate = std::ranges::count(tables.arcs, geo::roads::none, &geo::roads::Arc::course);
  CHECK(through_gate > 0);
  CHECK(on_roads + static_cast<std::size_t>(through_gate) == tables.arcs.size());
}

TEST_CASE("a road begins and ends at the crossings that its first and last point are") {
  const Ground ground{small_district()};
  const auto& tables = ground.tables;
  for (std::uint32_t section = 0; section + 1 < tables.sections.size(); ++section) {
    const auto first = tables.points[tables.sections[section].first_point];
    const auto last = tables.points[tables.sections[section + 1].first_point - 1];
    const std::size_t forward = std::size_t{2} * section;
    for (auto i = tables.course_first[forward]; i < tables.course_first[forward + 1]; ++i) {
      CHECK(tables.nodes[tables.course_arcs[i].from] == first);
      CHECK(tables.nodes[tables.arcs[tables.course_arcs[i].arc].to] == last);
    }
    for (auto i = tables.course_first[section * 2 + 1]; i < tables.course_first[section * 2 + 2]; ++i) {
      CHECK(tables.nodes[tables.course_arcs[i].from] == last);
      CHECK(tables.nodes[tables.arcs[tables.course_arcs[i].arc].to] == first);
    }
  }
}

TEST_CASE("neighbours have numbers near each other, whatever order the map tells them in") {
  // Pairs a metre apart, the pairs kilometres from each other.
  std::vector<geo::Position> pairs;
  std::mt19937 random{7};
  for (int i = 0; i < 60; ++i) {
    const auto lat = -9 + 0.0003 * static_cast<double>(random() % 10'000);
    const auto lon = 113 + 0.0003 * static_cast<double>(random() % 10'000);
    pairs.push_back(geo::Position::from({.lat = lat, .lon = lon}).value());
  }
  geo::roads::Survey survey;
  for (const auto place : pairs) survey.nodes.push_back(place);
  for (const auto place : pairs) survey.nodes.push_back(towards(place, 90, geo::Metres{1}));
  for (std::uint32_t i = 0; i < 120; ++i) survey.barriers[i] = {};  // so that each is a node
  const auto built = geo::roads::build(survey);
  REQUIRE(built.tables.nodes.size() == 120);
  double apart = 0;
  double at_random = 0;
  const auto metres = [&](std::size_t a, std::size_t b) {
    return distance(position_of(built.tables.nodes[a]), position_of(built.tables.nodes[b])).count();
  };
  for (std::size_t i = 0; i + 1 < 120; ++i) {
    apart += metres(i, i + 1);
    at_random += metres(i, (i * 7 + 60) % 120);
  }
  CHECK(apart < at_random / 4);
}

TEST_CASE("roads of one name share it, and one without a name has none") {
  auto survey = Drawing{{"a b c d"}}.way("ab").way("bc").way("cd").survey();
  survey.ways[1].name = survey.ways[0].name;
  survey.ways[2].name.clear();
  const auto tables = geo::roads::build(survey).tables;
  CHECK(tables.sections[0].name == tables.sections[1].name);
  CHECK(tables.sections[2].name == geo::roads::none);
  CHECK(std::string(tables.names.begin(), tables.names.end()) == std::string("ab\0", 3));
}

TEST_CASE("a road keeps its length, its class and its points") {
  const auto drawing = Drawing{{"a b", "  c"}}.way("abc", {{"highway", "tertiary"}});
  const auto tables = drawing.build().tables;
  REQUIRE(tables.sections.size() == 2);
  CHECK(tables.sections[0].metres == Approx(200).margin(0.1));
  CHECK(tables.sections[0].road == geo::roads::RoadClass::tertiary);
  CHECK(tables.points == std::vector{geo::roads::point_at(drawing.at('a')),
                                     geo::roads::point_at(drawing.at('b')),
                                     geo::roads::point_at(drawing.at('c'))});
  CHECK(tables.sections[1].first_point == 3);
}

TEST_CASE("each cell of the map knows the roads that pass through it, each once and nothing of a ferry") {
  const auto drawing = Drawing{{"", " a b c", "   d  ", " e   f"}, 500}
                           .way("abc")
                           .way("bdb")  // there and back
                           .way("ea")
                           .way("ef", {{"route", "ferry"}});
  const Ground ground{drawing};
  const auto& tables = ground.tables;
  const auto roads_in = [&](geo::Position where) {
    const auto at = geo::roads::point_at(where);
    const auto key = geo::roads::cell_key(geo::roads::cell_of(at.lat), geo::roads::cell_of(at.lon));
    std::vector<std::string> names;
    for (std::size_t i = 0; i + 1 < tables.cells.size(); ++i)
      if (tables.cells[i].key == key)
        for (auto k = tables.cells[i].first; k < tables.cells[i + 1].first; ++k)
          names.push_back(ground.name(tables.cell_sections[k]));
    return names;
  };
  using Names = std::vector<std::string>;
  const auto south_of = [](geo::Position where, double metres) {
    return towards(where, 180, geo::Metres{metres});
  };
  CHECK(roads_in(along(drawing.at('b'), drawing.at('c'), 0.7)) == Names{"abc"});
  CHECK(roads_in(south_of(drawing.at('b'), 400)) == Names{"bdb"});
  CHECK(roads_in(drawing.at('f')).empty());
  for (double part = 0; part <= 1; part += 0.05)
    CHECK(std::ranges::count(roads_in(along(drawing.at('a'), drawing.at('e'), part)), "ea") == 1);
  CHECK(std::ranges::is_sorted(tables.cells.first(tables.cells.size() - 1), std::less{}, &Cell::key));
  CHECK(tables.cells.back().first == tables.cell_sections.size());
}

TEST_CASE("a slanting road is in every cell that it crosses, whichever way it is drawn") {
  const auto drawing = Drawing{{"", " a      b", "", " c      d"}, 400};
  const auto* const way = GENERATE("ad", "da", "bc", "cb");
  const Ground ground{Drawing{drawing}.way(way)};
  const auto& tables = ground.tables;
  for (double part = 0; part <= 1; part += 0.01) {
    const auto at = geo::roads::point_at(along(drawing.at(way[0]), drawing.at(way[1]), part));
    const auto key = geo::roads::cell_key(geo::roads::cell_of(at.lat), geo::roads::cell_of(at.lon));
    CAPTURE(way, part);
    CHECK(std::ranges::count(tables.cells.first(tables.cells.size() - 1), key, &Cell::key) == 1);
  }
}

TEST_CASE("what leads on is the largest part in which everybody gets everywhere and back") {
  const Ground ground{Drawing{{"a b c   x y", "  d   "}}
                          .way("ab")
                          .way("bc")
                          .way("bd", {{"highway", "residential"}, {"oneway", "yes"}})
                          .way("xy")};
  for (const char letter : std::string{"abc"}) CHECK(leads_on(ground, letter));
  for (const char letter : std::string{"dxy"}) CHECK_FALSE(leads_on(ground, letter));
  CHECK(ground.built.report.nodes == 6);
  CHECK(ground.built.report.off_main == 3);
}

TEST_CASE("what leads on for a motorcycle need not for an ambulance") {
  const test::Pairs footpath{{"highway", "path"}, {"motorcycle", "yes"}};
  const Ground ground{Drawing{{"a b c", "x y z w"}}
                          .way("ab")
                          .way("bc")
                          .way("xy", footpath)
                          .way("yz", footpath)
                          .way("zw", footpath)};
  CHECK(leads_on(ground, 'a'));
  CHECK_FALSE(leads_on(ground, 'a', Vehicle::motorcycle));
  CHECK_FALSE(leads_on(ground, 'x'));
  CHECK(leads_on(ground, 'x', Vehicle::motorcycle));
  CHECK(leads_on(ground, 'c', Vehicle::car));
  CHECK(ground.built.report.off_main == 4);
}

TEST_CASE("a map without roads makes tables that can be asked") {
  const auto built = geo::roads::build({});
  CHECK(built.tables.nodes.empty());
  CHECK(built.tables.cells.size() == 1);
  CHECK(built.tables.sections.size() == 1);
  CHECK(built.tables.names.size() == 1);
  CHECK(built.report.off_main == 0);
}
