#include "dispatch/sim/road_ways.hpp"

#include <algorithm>
#include <random>

#include "tests/support/town.hpp"

using namespace dispatch;
using namespace tests;

namespace {

constexpr auto unreached = std::chrono::milliseconds::max();

// A made-up map: some junctions, with roads of many nodes between them, some of them one-way.
RoadMap made_up(std::mt19937& random) {
  RoadMap map;
  const auto chance = [&](unsigned most) { return static_cast<std::uint32_t>(random() % most); };
  for (std::uint32_t i = 0; i < 12; ++i) map.nodes.push_back({at(-8.3 - 0.01 * i, 114.6), true});
  for (int road = 0; road < 20; ++road) {
    const bool is_one_way = chance(4) == 0;
    auto last = chance(12);
    const auto end = chance(12);
    for (auto left = chance(6); left > 0; --left) {
      map.nodes.push_back({at(-8.3 - 0.001 * static_cast<double>(map.nodes.size()), 114.7), true});
      const auto next = static_cast<std::uint32_t>(map.nodes.size() - 1);
      map.arcs.push_back({last, next, {100 + chance(900), 1000 + chance(900)}});
      if (!is_one_way) map.arcs.push_back({next, last, {100 + chance(900), 1000 + chance(900)}});
      last = next;
    }
    map.arcs.push_back({last, end, {100 + chance(900), 1000 + chance(900)}});
    if (!is_one_way) map.arcs.push_back({end, last, {100 + chance(900), 1000 + chance(900)}});
  }
  return map;
}

// Bellman and Ford's way: slow, and plainly right.
std::vector<milliseconds> plain_times_to(const RoadMap& map, std::uint32_t node, Pace pace) {
  std::vector<milliseconds> times(map.nodes.size(), unreached);
  times[node] = 0ms;
  for (std::size_t round = 0; round < map.nodes.size(); ++round)
    for (const auto& arc : map.arcs)
      if (times[arc.to] != unreached)
        times[arc.from] = std::min(times[arc.from],
                                   times[arc.to] + milliseconds{arc.times[static_cast<std::size_t>(pace)]});
  return times;
}

}  // namespace

TEST_CASE("ways over stretches of road take as long as ways over all their nodes") {
  std::mt19937 random{GENERATE(range(1U, 30U))};
  const auto pace = GENERATE(Pace::urgent, Pace::calm);
  const auto map = made_up(random);
  std::vector<geo::Position> places;
  for (std::size_t i = 0; i < map.nodes.size(); i += 5) places.push_back(map.nodes[i].where);
  RoadWays ways{map, places, {}};
  for (PlaceNumber place = 0; place < places.size(); ++place) {
    const auto plain = plain_times_to(map, place * 5, pace);
    for (std::uint32_t node = 0; node < map.nodes.size(); ++node) {
      CAPTURE(place, node);
      const auto time = ways.time({{node, 7ms}, place, pace});
      REQUIRE(time.has_value() == (plain[node] != unreached));
      if (time) REQUIRE(*time == plain[node] + 7ms);
    }
  }
}

TEST_CASE("whoever looks for the next node ahead is on the way still, wherever they are on it") {
  std::mt19937 random{GENERATE(range(1U, 15U))};
  const auto map = made_up(random);
  RoadWays ways{map, {map.nodes[0].where}, {}};
  const auto plain = plain_times_to(map, 0, Pace::calm);
  for (std::uint32_t node = 0; node < map.nodes.size(); node += 3) {
    if (plain[node] == unreached) continue;
    const Way way{{node, 30ms}, 0, Pace::calm};
    const auto whole = ways.time(way).value();
    for (auto driven = 0ms; driven <= whole; driven += 137ms) {
      const auto ahead = ways.ahead(way, driven);
      REQUIRE(ahead.after >= 0ms);
      REQUIRE(driven + ways.time({ahead, 0, Pace::calm}).value() == whole);
    }
  }
}

TEST_CASE("from a place to the road and back one drives straight, at a speed of its own") {
  RoadMap map;
  map.nodes = {{at(-8.3, 114.6), true}, {at(-8.3, 114.7), true}, {at(-8.3, 114.6001), false}};
  map.arcs = {{0, 1, {60'000, 90'000}}, {1, 0, {60'000, 90'000}}};
  RoadWays ways{map,
                {geo::along(at(-8.3, 114.6), at(-8.2, 114.6), 0.01), at(-8.3, 114.7)},
                {geo::kmh(36), geo::kmh(18)}};
  const auto away = geo::distance(at(-8.3, 114.6), at(-8.2, 114.6)).count() * 0.01;
  const auto start = ways.leaving(0, Pace::urgent);
  REQUIRE(start.node == 0);
  REQUIRE(std::abs(static_cast<double>(start.after.count()) - away * 100) < 1);
  REQUIRE(ways.time({start, 1, Pace::urgent}) == start.after + 60s);
  REQUIRE(ways.leaving(0, Pace::calm).after > start.after * 19 / 10);
  // 100 ms after leaving the road for the place it turns round.
  REQUIRE(ways.ahead({{1, 0ms}, 0, Pace::urgent}, 60s + 100ms).after == 100ms);
}
