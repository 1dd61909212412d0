#include "ws/topics/tile.hpp"

#include <catch2/catch.hpp>
#include <random>

#include "tests/support/town.hpp"

using tests::at;
using ws::Tile;

TEST_CASE("a place lies on the tile that the web map gives it") {
  struct Known {
    geo::Position where;
    Tile tile;
  };
  const auto known = GENERATE(values<Known>({
      {at(-8.357, 114.615), {0, 0, 0}},
      {at(-8.357, 114.615), {7, 104, 66}},
      {at(-8.357, 114.615), {10, 838, 535}},
      {at(-8.357, 114.615), {12, 3352, 2143}},
      {at(-8.357, 114.615), {14, 13408, 8573}},
      {at(-8.357, 114.615), {18, 214532, 137179}},
      {at(40.7128, -74.0060), {10, 301, 385}},
      {at(52.52, 13.405), {12, 2200, 1343}},
  }));
  REQUIRE(Tile::around(known.where, known.tile.z) == known.tile);
}

TEST_CASE("the ends of the world are on its outermost tiles") {
  REQUIRE(Tile::around(at(90, 180), 3) == Tile{3, 7, 0});
  REQUIRE(Tile::around(at(-90, -180), 3) == Tile{3, 0, 7});
  REQUIRE(Tile::around(at(86, 0), 18).y == 0);
  REQUIRE(Tile::around(at(-86, 179.9999999), 18) == Tile{18, 262'143, 262'143});
}

TEST_CASE("a tile's topic leads back to it, and its middle lies on it") {
  std::mt19937 random{3};
  std::uniform_real_distribution<double> lat{-85, 85};
  std::uniform_real_distribution<double> lon{-180, 180};
  for (int z = 0; z <= Tile::deepest; ++z)
    for (int i = 0; i < 20; ++i) {
      const auto tile = Tile::around(at(lat(random), lon(random)), z);
      REQUIRE(Tile::from_topic(tile.topic()) == tile);
      REQUIRE(Tile::around(tile.middle(), z) == tile);
    }
  REQUIRE(Tile{12, 3352, 2143}.topic() == "map/12/3352/2143");
}

TEST_CASE("what is no tile of the world is no topic") {
  const auto* topic =
      GENERATE("", "map", "map/", "map/1", "map/1/1", "map/1/0/", "map/1/0/0/", "map/1/0/0x", "map/1/0/0 ",
               "map/x/0/0", "map/1//0", "map/-1/0/0", "map/1/-1/0", "map/+1/0/0", "map/19/0/0", "map/1/2/0",
               "map/1/0/2", "map/0/1/0", "map/99999999999/0/0", "map/18/262144/0", "maps/1/0/0", "Map/1/0/0",
               "map/1.0/0/0", "map/01/0/0", "map/3/002/1", "board");
  CAPTURE(topic);
  REQUIRE_FALSE(Tile::from_topic(topic).has_value());
}
