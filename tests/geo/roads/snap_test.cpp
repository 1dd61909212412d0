#include "geo/roads/snap.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <random>

#include "tests/geo/roads/ground.hpp"

using geo::Metres;
using geo::Position;
using geo::roads::Conditions;
using geo::roads::Course;
using geo::roads::Snap;
using geo::roads::Survey;
using geo::roads::TablesView;
using geo::roads::Times;
using geo::roads::Vehicle;
using test::Drawing;
using test::Ground;

namespace {

std::vector<Snap> near(const Ground& ground, Position where, double hardly_farther = 0,
                       Vehicle vehicle = Vehicle::ambulance) {
  return geo::roads::snap(ground.tables, ground.times, vehicle, where, Metres{hardly_farther});
}
std::vector<std::string> roads_near(const Ground& ground, Position where, double hardly_farther = 0,
                                    Vehicle vehicle = Vehicle::ambulance) {
  std::vector<std::string> names;
  for (const auto& one : near(ground, where, hardly_farther, vehicle))
    names.push_back(ground.name(one.section));
  return names;
}
using Names = std::vector<std::string>;

Position off(Position from, double bearing, double metres) {
  return towards(from, bearing, Metres{metres});
}
const test::Pairs dead_end{{"highway", "residential"}, {"oneway", "yes"}};  // nobody comes back out of it

}  // namespace

TEST_CASE("a point on a bent road is told by the part of its length and its direction there") {
  const auto drawing = Drawing{{"a   b", "     ", "     ", "    c"}}.way("abc");  // 200 m east, 300 m south
  const Ground ground{drawing};
  const auto one_of = [&](Position where) { return near(ground, where).at(0); };
  const auto east = one_of(off(along(drawing.at('a'), drawing.at('b'), 0.5), 0, 30));
  CHECK(east.part == Approx(0.2).margin(0.001));
  CHECK(east.bearing_deg == Approx(90).margin(0.1));
  CHECK(east.away.count() == Approx(30).margin(0.1));
  const auto south = one_of(off(along(drawing.at('b'), drawing.at('c'), 1 / 3.0), 90, 20));
  CHECK(south.part == Approx(0.6).margin(0.001));
  CHECK(south.bearing_deg == Approx(180).margin(0.1));
  CHECK(south.away.count() == Approx(20).margin(0.1));
}

TEST_CASE("beyond the ends of a road its ends are the nearest") {
  const auto drawing = Drawing{{"a   b"}}.way("ab");
  const Ground ground{drawing};
  const auto before = near(ground, off(drawing.at('a'), 270, 50)).at(0);
  CHECK(before.part == 0);
  CHECK(before.away.count() == Approx(50).margin(0.1));
  const auto behind = near(ground, off(drawing.at('b'), 90, 50)).at(0);
  CHECK(behind.part == 1);
  CHECK(behind.away.count() == Approx(50).margin(0.1));
}

TEST_CASE("roads are looked for as far as twenty kilometres in every direction and no farther") {
  const auto bearing = GENERATE(0, 90, 180, 270, 45, 225);
  const auto drawing = Drawing{{"a b"}, 20}.way("ab");
  const Ground ground{drawing};
  const auto far = off(drawing.at('a'), bearing, 19'900);
  REQUIRE(near(ground, far).size() == 1);
  CHECK(near(ground, far).at(0).away.count() == Approx(19'900).margin(50));
  CHECK(near(ground, off(drawing.at('b'), bearing, 20'100)).empty());
}

TEST_CASE("a region that fits into one cell of the map is found in") {
  const auto drawing = Drawing{{"   ", " a b"}, 20}.way("ab");
  const Ground ground{drawing};
  REQUIRE(ground.tables.cells.size() == 2);
  CHECK(near(ground, drawing.at('a')).size() == 1);
  CHECK(near(Ground{Drawing{{"a"}}}, drawing.at('a')).empty());
}

TEST_CASE("where roads meet one is on each of them, and on none twice") {
  const auto drawing = Drawing{{"    a    ", "         ", "    b    ", "         ", "c   x   d"}, 200}
                           .way("ab")
                           .way("bx")
                           .way("cx")
                           .way("xd");
  const Ground ground{drawing};
  CHECK(roads_near(ground, drawing.at('x')) == Names{"bx", "cx", "xd"});
  CHECK(roads_near(ground, drawing.at('b')) == Names{"ab", "bx"});
}

TEST_CASE("a road that is hardly farther than the nearest is told after it, and one beyond is not") {
  const auto drawing = Drawing{{"a b", "c d", "e f"}}.way("cd").way("ab").way("ef").way("ac").way("ce");
  const Ground ground{drawing};
  const auto between = off(along(drawing.at('a'), drawing.at('b'), 0.6), 180, 45);
  CHECK(roads_near(ground, between, 9) == Names{"ab"});
  CHECK(roads_near(ground, between, 11) == Names{"ab", "cd"});
}

TEST_CASE("of many roads at one place the nearest four are enough") {
  const auto drawing = Drawing{{"a b", "c d", "e f", "g h", "i j", "k l"}, 10}
                           .way("ab")
                           .way("cd")
                           .way("ef")
                           .way("gh")
                           .way("ij")
                           .way("kl")
                           .way("acegik");
  const Ground ground{drawing};
  const auto at_b = off(drawing.at('b'), 90, 1000);
  CHECK(roads_near(ground, at_b, 500) == Names{"ab", "cd", "ef", "gh"});
}

TEST_CASE("four roads that lead nowhere do not crowd out those that lead on") {
  Drawing drawing{{"a b", "c d", "e f", "g h", "i j", "       ", "x y"}, 10};
  drawing.way("xy");
  for (const auto* dead : {"ab", "cd", "ef", "gh", "ij"}) drawing.way(dead, dead_end);
  const Ground ground{drawing};
  const auto found = near(ground, off(drawing.at('b'), 0, 5), 500);
  REQUIRE(found.size() == 5);
  for (std::size_t i = 0; i < 4; ++i) CHECK_FALSE(found[i].in_main);
  CHECK(found[4].in_main);
  CHECK(ground.name(found[4].section) == "xy");
}

TEST_CASE(
    "beside the nearest road, which leads nowhere, the nearest that leads on is told, and none between") {
  const auto drawing = Drawing{{"a b", "   ", "c d", "   ", "e f", "g h"}}
                           .way("ab", dead_end)
                           .way("cd", dead_end)
                           .way("ef")
                           .way("eg")
                           .way("gh");
  const Ground ground{drawing};
  const auto found = near(ground, drawing.at('b'), 5);
  REQUIRE(found.size() == 2);
  CHECK(ground.name(found[0].section) == "ab");
  CHECK_FALSE(found[0].in_main);
  CHECK(ground.name(found[1].section) == "ef");
  CHECK(found[1].in_main);
}

TEST_CASE("a road leads on for the vehicles that get back from it") {
  const auto drawing = Drawing{{"a b", "c d"}}.way("ac").way("cd").way(
      "ab", {{"highway", "residential"}, {"oneway", "yes"}, {"oneway:emergency", "no"}});
  const Ground ground{drawing};
  const auto on_ab = along(drawing.at('a'), drawing.at('b'), 0.7);
  CHECK(near(ground, on_ab).at(0).in_main);
  CHECK_FALSE(near(ground, on_ab, 0, Vehicle::car).at(0).in_main);
  CHECK(near(ground, on_ab, 0, Vehicle::car).size() == 2);
}

TEST_CASE("a road is there only for those who may drive it in one direction at least") {
  const auto drawing = Drawing{{"a b", "c d"}}
                           .way("ab", {{"highway", "path"}, {"motorcycle", "yes"}})
                           .way("ac")
                           .way("cd", {{"highway", "residential"}, {"oneway", "-1"}});
  const Ground ground{drawing};
  const auto beside_ab = off(along(drawing.at('a'), drawing.at('b'), 0.8), 180, 10);
  CHECK(roads_near(ground, beside_ab, 0, Vehicle::motorcycle) == Names{"ab"});
  CHECK(roads_near(ground, beside_ab).front() != "ab");
  CHECK(roads_near(ground, along(drawing.at('c'), drawing.at('d'), 0.5)).front() == "cd");
}

TEST_CASE("nobody starts in the middle of a ferry's line") {
  const auto drawing = Drawing{{"a b     c d"}}.way("ab").way("bc", {{"route", "ferry"}}).way("cd");
  const Ground ground{drawing};
  CHECK(roads_near(ground, along(drawing.at('b'), drawing.at('c'), 0.4)) == Names{"ab"});
}

namespace {

Conditions closed_on_first(double from, double to) {
  Conditions conditions;
  conditions.closed.push_back({0, from, to});
  return conditions;
}
Drawing two_beside_each_other() {
  return Drawing{{"a   b", "c   d"}}.way("ab").way("cd").way("ac").way("bd");
}

}  // namespace

TEST_CASE("where the nearest road is closed the nearest that is open is told with it") {
  const auto drawing = two_beside_each_other();
  const Ground ground{drawing, closed_on_first(0.25, 0.75)};
  const auto found = near(ground, off(along(drawing.at('a'), drawing.at('b'), 0.5), 180, 20));
  REQUIRE(found.size() == 2);
  CHECK(ground.name(found[0].section) == "ab");
  CHECK(found[0].is_closed);
  CHECK(ground.name(found[1].section) == "cd");
  CHECK_FALSE(found[1].is_closed);
}

TEST_CASE("a road is closed from where the closed part begins to where it ends") {
  const auto drawing = two_beside_each_other();
  const auto is_closed_at = [&](double part, double from, double to) {
    const Ground ground{drawing, closed_on_first(from, to)};
    return near(ground, along(drawing.at('a'), drawing.at('b'), part)).at(0).is_closed;
  };
  CHECK_FALSE(is_closed_at(0.3, 0.4, 0.6));
  CHECK(is_closed_at(0.5, 0.4, 0.6));
  CHECK_FALSE(is_closed_at(0.7, 0.4, 0.6));
  const Ground whole{Drawing{{"a   b"}}.way("ab"), closed_on_first(0, 1)};
  CHECK(near(whole, off(drawing.at('a'), 270, 10)).at(0).is_closed);
  CHECK(near(whole, off(drawing.at('b'), 90, 10)).at(0).is_closed);
}

TEST_CASE("who might as well be on an open road is not on the closed one") {
  const auto drawing = two_beside_each_other();
  const Ground ground{drawing, closed_on_first(0, 1)};
  CHECK(roads_near(ground, drawing.at('a')) == Names{"ac"});
  const auto between = off(along(drawing.at('a'), drawing.at('b'), 0.5), 180, 45);
  CHECK(roads_near(ground, between, 9) == Names{"ab", "cd"});
  CHECK(roads_near(ground, between, 11) == Names{"cd"});
}

TEST_CASE("a road that the map draws as one spot has a place on it all the same") {
  const auto drawing = Drawing{{"a b"}}.way("aa").way("ab");
  const Ground ground{drawing};
  const auto found = near(ground, off(drawing.at('a'), 270, 30));
  REQUIRE(found.size() == 2);
  for (const auto& one : found) {
    CHECK(one.part == 0);
    CHECK(one.away.count() == Approx(30).margin(0.1));
  }
}

namespace {

double up_to(double most, std::mt19937& random) {
  return most * static_cast<double>(random() % 1000) / 1000;
}

// Scattered roads of all lengths; some lead one way only or are not for all.
Survey scattered(unsigned seed, std::mt19937& random) {
  constexpr std::array middles{-8.3, 1.8, 51.0};
  const auto middle = Position::from({.lat = middles[seed % middles.size()], .lon = 114.6}).value();
  Survey survey;
  for (int i = 0; i < 40; ++i)
    survey.nodes.push_back(off(off(middle, 0, up_to(2500, random)), 90, up_to(2500, random)));
  for (std::int64_t id = 1; id <= 30; ++id) {
    Survey::Way way;
    way.id = id;
    auto node = random() % 40;
    for (auto left = 2 + random() % 3; left > 0; --left, node = (node + 1 + random() % 9) % 40)
      way.nodes.push_back(static_cast<std::uint32_t>(node));
    way.rules.road = geo::roads::RoadClass::residential;
    for (const auto vehicle : geo::roads::vehicles)
      way.rules.lanes[vehicle] = {random() % 6 != 0, random() % 6 != 0, 30};
    survey.ways.push_back(std::move(way));
  }
  return survey;
}

// What `snap` promises, with every section looked at, on a map that is flat around the point.
class EverySection {
 public:
  EverySection(const TablesView& tables, const Times& times, Vehicle vehicle, Position where)
      : tables_{tables}, times_{times}, vehicle_{vehicle}, where_{where} {
    const auto at = [&](double north, double east) {
      return Position::from({.lat = where.lat() + north, .lon = where.lon() + east}).value();
    };
    constexpr double little = 0.005;
    north_ = distance(at(-little, 0), at(little, 0)).count() / (2 * little);
    east_ = distance(at(0, -little), at(0, little)).count() / (2 * little);
    for (std::uint32_t section = 0; section + 1 < tables.sections.size(); ++section) look_at(section);
  }

  [[nodiscard]] std::vector<Snap> within(double slack) const {
    const auto least = [&](bool only_main) {
      double away = std::numeric_limits<double>::infinity();
      for (const auto& one : all_)
        if (!one.is_closed && (one.in_main || !only_main)) away = std::min(away, one.away.count());
      return away + slack;
    };
    std::vector<Snap> kept;
    for (const auto& one : all_)
      if (one.away.count() <= least(one.in_main) && one.away.count() <= least(true)) kept.push_back(one);
    std::ranges::stable_sort(kept, {}, &Snap::away);
    if (!kept.empty() && least(false) - slack <= kept.front().away.count() + slack)
      std::erase_if(kept, [](const Snap& one) { return one.is_closed; });
    std::array<int, 2> of_each{};
    std::erase_if(kept, [&](const Snap& one) { return ++of_each[one.in_main ? 1 : 0] > 4; });
    return kept;
  }
  [[nodiscard]] const Snap& of(std::uint32_t section) const {
    return *std::ranges::find(all_, section, &Snap::section);
  }

 private:
  void look_at(std::uint32_t section) {
    Snap best;
    best.section = section;
    best.away = Metres{std::numeric_limits<double>::infinity()};
    double before = 0;
    double at = 0;
    for (auto i = tables_.sections[section].first_point + 1; i < tables_.sections[section + 1].first_point;
         ++i) {
      const auto [ax, ay] = spot(tables_.points[i - 1]);
      const auto [bx, by] = spot(tables_.points[i]);
      const auto length = std::hypot(bx - ax, by - ay);
      const auto along =
          length > 0 ? std::clamp(-(ax * (bx - ax) + ay * (by - ay)) / length, 0.0, length) : 0.0;
      const Metres away{length > 0
                            ? std::hypot(ax + (bx - ax) * along / length, ay + (by - ay) * along / length)
                            : std::hypot(ax, ay)};
      if (away < best.away) best.away = away, at = before + along;
      before += length;
    }
    best.part = before > 0 ? at / before : 0;
    for (const auto& gap : times_.gaps(section * 2))
      if (gap.from <= best.part && best.part <= gap.to) best.is_closed = true;
    bool is_open = false;
    for (const Course course : {section * 2, section * 2 + 1})
      for (auto i = tables_.course_first[course]; i < tables_.course_first[course + 1]; ++i) {
        const auto& [from, arc] = tables_.course_arcs[i];
        if (times_.of_open(tables_, vehicle_, arc) == geo::roads::closed) continue;
        is_open = true;
        const auto both = tables_.main[from] & tables_.main[tables_.arcs[arc].to];
        if ((both >> static_cast<int>(vehicle_)) % 2 == 1) best.in_main = true;
      }
    if (is_open) all_.push_back(best);
  }
  [[nodiscard]] std::pair<double, double> spot(geo::roads::Point point) const {
    return {(point.lon / 1e7 - where_.lon()) * east_, (point.lat / 1e7 - where_.lat()) * north_};
  }

  const TablesView& tables_;
  const Times& times_;
  Vehicle vehicle_;
  Position where_;
  double north_ = 0;
  double east_ = 0;
  std::vector<Snap> all_;
};

}  // namespace

TEST_CASE("the roads near a point are those that looking at every road finds") {
  std::size_t found_in_all = 0;
  for (unsigned seed = 1; seed <= 24; ++seed) {
    std::mt19937 random{seed};
    const auto survey = scattered(seed, random);
    const auto built = geo::roads::build(survey);
    const auto tables = view_of(built.tables);
    Conditions conditions;
    for (std::uint32_t section = 0; section + 1 < tables.sections.size();
         section += 1 + static_cast<std::uint32_t>(random() % 6))
      conditions.closed.push_back({section, up_to(0.5, random), 0.5 + up_to(0.5, random)});
    const Times times{tables, conditions};
    for (int i = 0; i < 20; ++i) {
      const auto where =
          off(off(survey.nodes[random() % 40], 0, up_to(1200, random)), 90, up_to(1200, random));
      const auto vehicle = geo::roads::vehicles[random() % 3];
      const auto slack = up_to(200, random);
      const EverySection every{tables, times, vehicle, where};
      const auto expected = every.within(slack);
      const auto found = geo::roads::snap(tables, times, vehicle, where, Metres{slack});
      CAPTURE(seed, i, slack);
      REQUIRE(found.size() == expected.size());
      found_in_all += found.size();
      for (std::size_t k = 0; k < found.size(); ++k) {
        // Where two are equally far, either may be the first.
        CHECK(found[k].away.count() == Approx(expected[k].away.count()).margin(0.1));
        const auto& same = every.of(found[k].section);
        CHECK(found[k].away.count() == Approx(same.away.count()).margin(0.1));
        CHECK(found[k].part == Approx(same.part).margin(0.001));
        CHECK(found[k].in_main == same.in_main);
        CHECK(found[k].is_closed == same.is_closed);
      }
    }
  }
  REQUIRE(found_in_all > 1000);
}
