#include "geo/roads/closing.hpp"

#include <catch2/catch.hpp>
#include <random>

#include "tests/geo/roads/drawing.hpp"

using geo::Metres;
using geo::Position;
using geo::roads::Conditions;
using geo::roads::Gap;
using geo::roads::Network;
using geo::roads::Stretch;
using geo::roads::Survey;
using geo::roads::Vehicle;
using test::Drawing;
using test::Town;

namespace {

using geo::roads::Vehicle::ambulance;

// The straight road from a to b, and a way round it; the first section is the straight one.
Drawing ring() {
  return Drawing{{"a b", "c d"}, 500}.way("ab").way("ac").way("cd").way("db");
}
Conditions closed_there(double from, double to) {
  Conditions conditions;
  conditions.closed.push_back({0, from, to});
  return conditions;
}
std::optional<geo::roads::Travel> travel(const Town& town, Position from, Position to) {
  const auto route = town.searcher().route(ambulance, {from, std::nullopt}, to);
  return route ? std::optional{route->travel} : std::nullopt;
}
double metres(const Town& town, Position from, Position to) {
  return travel(town, from, to).value().metres;
}

}  // namespace

TEST_CASE("a road that is closed in its middle leads from both ends as far as it is open") {
  const auto drawing = ring();
  const Town town{drawing, closed_there(0.4, 0.6)};
  const auto on_road = [&](double part) { return along(drawing.at('a'), drawing.at('b'), part); };
  REQUIRE(town.way('a', 'b') == "acdb");
  REQUIRE(metres(town, drawing.at('a'), on_road(0.3)) == Approx(150).margin(2));
  REQUIRE(metres(town, drawing.at('b'), on_road(0.7)) == Approx(150).margin(2));
  REQUIRE(metres(town, drawing.at('a'), on_road(0.7)) == Approx(1650).margin(5));
  REQUIRE(metres(town, on_road(0.3), on_road(0.7)) == Approx(150 + 1500 + 150).margin(5));
}

TEST_CASE("an ambulance drives up to where the road is closed and the crew walks the rest") {
  const auto drawing = ring();
  const Town town{drawing, closed_there(0.4, 0.9)};
  const auto patient = along(drawing.at('a'), drawing.at('b'), 0.5);
  const auto found = travel(town, drawing.at('a'), patient).value();
  REQUIRE(found.metres == Approx(200).margin(2));
  REQUIRE(found.to_road.count() == Approx(50).margin(2));
  const auto before = travel(Town{drawing}, drawing.at('a'), patient).value();
  REQUIRE(found.seconds > before.seconds + 20);
}

TEST_CASE("a unit that stands where the road is closed gets out of there") {
  const auto drawing = ring();
  const Town town{drawing, closed_there(0, 1)};
  const auto station = along(drawing.at('a'), drawing.at('b'), 0.2);
  const auto out = travel(town, station, drawing.at('c')).value();
  REQUIRE(out.metres == Approx(500).margin(2));
  REQUIRE(out.seconds > travel(Town{drawing}, station, drawing.at('c')).value().seconds);
}

TEST_CASE("between two closed places units reach each other and others come on foot") {
  const auto drawing = ring();
  Conditions conditions = closed_there(0.1, 0.2);
  conditions.closed.push_back({0, 0.8, 0.9});
  const Town town{drawing, conditions};
  const auto on_road = [&](double part) { return along(drawing.at('a'), drawing.at('b'), part); };
  REQUIRE(metres(town, on_road(0.3), on_road(0.7)) == Approx(200).margin(2));
  REQUIRE(metres(town, on_road(0.7), on_road(0.3)) == Approx(200).margin(2));
  const auto walked = travel(town, drawing.at('a'), on_road(0.5)).value();
  REQUIRE(walked.to_road.count() == Approx(200).margin(2));
}

TEST_CASE("a house on a closed street is reached from the open street behind it") {
  const auto drawing = Drawing{{"a b", "c d"}, 60}.way("ab").way("cd").way("ac");
  const Town town{drawing, closed_there(0, 1)};
  const auto house = along(along(drawing.at('a'), drawing.at('b'), 0.9), drawing.at('d'), 0.2);
  const auto found = travel(town, drawing.at('c'), house).value();
  REQUIRE(found.to_road.count() < 50);
  REQUIRE(found.metres > 40);
}

TEST_CASE("a point closes the road on either side of it and nothing else") {
  const auto drawing = ring();
  const Town town{drawing};
  const std::vector points{along(drawing.at('a'), drawing.at('b'), 0.5)};
  const auto closed = closing(town.searcher(), points);
  REQUIRE(closed.has_value());
  REQUIRE(closed->metres == Approx(20).margin(0.5));
  REQUIRE(closed->stretches.size() == 1);
  REQUIRE(closed->names == std::vector<std::string>{"ab"});
  REQUIRE(distance(closed->lines.at(0).front(), closed->lines.at(0).back()).count() ==
          Approx(20).margin(0.5));
}

TEST_CASE("two points close the road between them for both directions over all its crossings") {
  const auto drawing = Drawing{{"a b c d", "  e f  "}}.way("abcd").way("be").way("ef").way("fc");
  const Town town{drawing};
  const std::vector points{along(drawing.at('a'), drawing.at('b'), 0.5),
                           along(drawing.at('c'), drawing.at('d'), 0.5)};
  const auto closed = closing(town.searcher(), points);
  REQUIRE(closed.has_value());
  REQUIRE(closed->metres == Approx(200).margin(2));
  Conditions conditions;
  conditions.closed = closed->stretches;
  const Town after{drawing, conditions};
  REQUIRE(after.way('b', 'c') == "befc");
  REQUIRE(after.way('c', 'b') == "cfeb");
}

TEST_CASE("a road with two carriageways is closed on both") {
  const test::Pairs one_way{{"highway", "primary"}, {"oneway", "yes"}};
  const auto drawing = Drawing{{"a b c d e f", "g h i j k l"}, 40}
                           .way("abcdef", one_way)
                           .way("lkjihg", one_way)
                           .way("ag")
                           .way("fl");
  const Town town{drawing};
  const std::vector whole{drawing.at('a'), drawing.at('f')};
  REQUIRE(closing(town.searcher(), whole)->metres == Approx(200 + 40 + 200 + 40).margin(5));
  const std::vector part{drawing.at('b'), drawing.at('c')};
  REQUIRE(closing(town.searcher(), part)->metres == Approx(40).margin(2));  // far longer is the way back
}

TEST_CASE("nothing is closed where no road is or none leads from one point to the next") {
  const auto drawing = Drawing{{"a b   c d"}, 200}.way("ab").way("cd");
  const Town town{drawing};
  const std::vector far{towards(drawing.at('a'), 0, Metres{80})};
  REQUIRE_FALSE(closing(town.searcher(), far).has_value());
  const std::vector apart{drawing.at('a'), drawing.at('d')};
  REQUIRE_FALSE(closing(town.searcher(), apart).has_value());
  REQUIRE_FALSE(closing(Town{Drawing{{"a b"}}}.searcher(), apart).has_value());
}

namespace {

// A grid of two-way streets, where some are torn apart: in the survey, or as conditions.
struct TornTown {
  explicit TornTown(unsigned seed) {
    std::mt19937 random{seed};
    const auto origin = Position::from({.lat = -8.3, .lon = 114.6}).value();
    for (std::uint32_t i = 0; i < side * side; ++i) {
      const auto row = i / side;
      const auto down = towards(origin, 180, Metres{300.0 * row});
      whole.nodes.push_back(towards(down, 90, Metres{300.0 * (i % side)}));
    }
    torn = whole;
    for (std::uint32_t i = 0; i < side * side; ++i) {
      if (i % side + 1 < side) add(i, i + 1, random);
      if (i / side + 1 < side) add(i, i + side, random);
    }
  }

  static constexpr std::uint32_t side = 4;
  Survey whole;
  Survey torn;
  std::vector<std::pair<Position, Position>> closed;  // the ends of what was torn out
  std::vector<Position> open;                         // points on streets that can be driven

 private:
  static void add_way(Survey& survey, std::uint32_t a, std::uint32_t b) {
    Survey::Way way;
    way.id = static_cast<std::int64_t>(survey.ways.size() + 1);
    way.nodes = {a, b};
    way.rules.road = geo::roads::RoadClass::residential;
    for (const auto vehicle : geo::roads::vehicles) way.rules.lanes[vehicle] = {true, true, 30};
    survey.ways.push_back(std::move(way));
  }
  void add(std::uint32_t a, std::uint32_t b, std::mt19937& random) {
    add_way(whole, a, b);
    const auto at = [&](double part) { return geo::along(whole.nodes[a], whole.nodes[b], part); };
    if (random() % 3 != 0) {
      open.push_back(at(0.2 + 0.06 * static_cast<double>(random() % 10)));
      return add_way(torn, a, b);
    }
    const auto x = static_cast<std::uint32_t>(torn.nodes.size());
    torn.nodes.push_back(at(0.3));
    torn.nodes.push_back(at(0.7));
    add_way(torn, a, x);
    add_way(torn, x + 1, b);
    closed.emplace_back(at(0.3), at(0.7));
    open.push_back(at(0.15));
    open.push_back(at(0.85));
  }
};

}  // namespace

TEST_CASE("closing a part of a road is the same as a map where that part was never built") {
  for (unsigned seed = 1; seed <= 20; ++seed) {
    constexpr Metres near{5};
    const TornTown town{seed};
    const auto whole = geo::roads::build(town.whole);
    const auto torn = geo::roads::build(town.torn);
    const Network mapped{view_of(whole.tables)};
    const Network built_so{view_of(torn.tables)};
    geo::roads::Scratch of_whole{mapped.tables()};
    geo::roads::Scratch of_torn{built_so.tables()};
    geo::roads::Searcher anywhere{mapped, of_whole};
    Conditions conditions;
    for (const auto& [from, to] : town.closed) {
      const std::array ends{from, to};
      const auto part = closing(anywhere, ends);
      REQUIRE(part.has_value());
      std::ranges::copy(part->stretches, std::back_inserter(conditions.closed));
    }
    const auto closed = mapped.under(conditions);
    geo::roads::Searcher around{*closed, of_whole};
    geo::roads::Searcher as_built{built_so, of_torn};
    for (const auto from : town.open) {
      for (const auto to : town.open) {
        const auto a = around.way(ambulance, {from, std::nullopt}, to);
        const auto b = as_built.way(ambulance, {from, std::nullopt}, to);
        if (b && b->travel.from_road < near && b->travel.to_road < near) REQUIRE(a.has_value());
        if (!a) continue;
        for (const auto& part : a->parts)
          for (const auto& one : conditions.closed) {
            const bool overlaps = part.on.section == one.section &&
                                  std::min(part.on.to, one.to) - std::max(part.on.from, one.from) > 1e-3;
            REQUIRE_FALSE(overlaps);
          }
        const bool both_by_road = b && b->travel.to_road < near && a->travel.to_road < near;
        if (both_by_road) REQUIRE(a->travel.seconds == Approx(b->travel.seconds).margin(0.1));
      }
    }
  }
}
