#include "dispatch/sim/network_map.hpp"

#include <algorithm>
#include <cmath>

#include "dispatch/sim/road_ways.hpp"
#include "tests/geo/roads/drawing.hpp"
#include "tests/support/town.hpp"

using namespace dispatch;
using namespace tests;

namespace {

// Seconds by the map that a replay drives on.
double replayed(const test::Drawing& drawing, const test::Town& town, char from, char to) {
  const auto map = road_map_of(town.network());
  RoadWays ways{map, {drawing.at(from), drawing.at(to)}, {}};
  const auto time = ways.time({ways.leaving(0, Pace::urgent), 1, Pace::urgent});
  return time ? std::chrono::duration<double>{*time}.count() : -1;
}

}  // namespace

TEST_CASE("a replay drives a region's roads in the time that the region's network says") {
  const auto drawing = test::Drawing{{"a b c", "d e f", "g h i"}, 730}
                           .way("abc", {{"highway", "primary"}})
                           .way("def")
                           .way("ghi", {{"highway", "tertiary"}, {"oneway", "yes"}})
                           .way("adg")
                           .way("beh", {{"highway", "secondary"}})
                           .way("cfi");
  const test::Town town{drawing};
  for (const auto* pair : {"ai", "ia", "gi", "ig", "bf", "hc", "dc"}) {
    CAPTURE(pair);
    REQUIRE(replayed(drawing, town, pair[0], pair[1]) == Approx(town.seconds(pair[0], pair[1])).margin(0.2));
  }
}

TEST_CASE("on a long road there is a node at least every hundred metres at which a call can be") {
  const auto drawing = test::Drawing{{"a b"}, 1000}.way("ab");
  const test::Town town{drawing};
  const auto map = road_map_of(town.network());
  REQUIRE(map.nodes.size() == 2 + 9);
  for (const auto& arc : map.arcs)
    REQUIRE(geo::distance(map.nodes[arc.from].where, map.nodes[arc.to].where).count() < 101);
  REQUIRE(std::ranges::all_of(map.nodes, &RoadMap::Node::is_access));
}

TEST_CASE("nobody leaves a motorway but where it meets another road") {
  const auto drawing = test::Drawing{{"a b c d"}, 1000}
                           .way("ab")
                           .way("bc", {{"highway", "motorway"}, {"oneway", "no"}})
                           .way("cd");
  const test::Town town{drawing};
  const auto map = road_map_of(town.network());
  const auto middle = geo::along(drawing.at('b'), drawing.at('c'), 0.5);
  for (const auto& node : map.nodes)
    if (geo::distance(node.where, middle).count() < 450) REQUIRE_FALSE(node.is_access);
  REQUIRE(replayed(drawing, town, 'a', 'd') == Approx(town.seconds('a', 'd')).margin(0.2));
}
