#include "geo/tiles/vector_tile.hpp"

#include <catch2/catch.hpp>

#include "tests/support/drawn_tiles.hpp"

using geo::in_order;
using namespace tests;

namespace {

const DrawnLayer roads{"roads",
                       {"class", "name"},
                       {"minor", "Jalan Raya", "primary"},
                       {{{{0, 0}}, "a"}, {{{0, 2}, {1, 1}}, "b"}, {{{0, 0}}, "c"}}};
// The same three roads as another thread would have written them.
const DrawnLayer same_roads{"roads",
                            {"name", "class"},
                            {"Jalan Raya", "primary", "minor"},
                            {{{{0, 0}, {1, 1}}, "b"}, {{{1, 2}}, "c"}, {{{1, 2}}, "a"}}};

}  // namespace

TEST_CASE("one map drawn in two orders has the same bytes") {
  REQUIRE(drawn_tile({roads}) != drawn_tile({same_roads}));
  REQUIRE(in_order(drawn_tile({roads})) == in_order(drawn_tile({same_roads})));
}

TEST_CASE("what is in order stays as it is") {
  const auto once = in_order(drawn_tile({roads, {"water", {}, {}, {{{}, "lake"}}}}));
  REQUIRE(in_order(*once) == once);
}

TEST_CASE("a map that says something else has other bytes") {
  const auto tile = in_order(drawn_tile({roads}));
  for (const auto change : {0, 1, 2, 3}) {
    auto other = roads;
    if (change == 0) other.features[0].geometry = "d";
    if (change == 1) other.features[0].tags[0].second = 2;
    if (change == 2) other.values[1] = "Jalan Lain";
    if (change == 3) other.features.pop_back();
    REQUIRE(in_order(drawn_tile({other})) != tile);
  }
}

TEST_CASE("layers keep the order in which they are drawn") {
  const DrawnLayer a{"a", {}, {}, {{{}, "x"}}};
  const DrawnLayer b{"b", {}, {}, {{{}, "x"}}};
  REQUIRE(in_order(drawn_tile({a, b})) != in_order(drawn_tile({b, a})));
}

TEST_CASE("what nothing in the tile uses is left out of its tables") {
  auto spare = roads;
  spare.keys.emplace_back("spare");
  spare.values.emplace_back("spare");
  REQUIRE(in_order(drawn_tile({spare})) == in_order(drawn_tile({roads})));
}

TEST_CASE("bytes that are no tile are refused and never read past their end") {
  REQUIRE_FALSE(in_order("no tile at all").has_value());
  auto wrong_number = roads;
  wrong_number.features[0].tags[0].first = 2;
  REQUIRE_FALSE(in_order(drawn_tile({wrong_number})).has_value());
  const auto tile = drawn_tile({roads});
  for (std::size_t size = 1; size < tile.size(); ++size) {
    INFO(size);
    REQUIRE_FALSE(in_order(tile.substr(0, size)).has_value());
  }
  REQUIRE(in_order("") == "");
}
