#include "ws/doors/map_door.hpp"

#include "geo/tiles/gzip.hpp"
#include "tests/config/folder.hpp"
#include "tests/support/drawn_tiles.hpp"

using namespace tests;
using ws::MapDoor;

namespace {

const std::string lake = drawn_tile({{"water", {}, {}, {{{}, "lake"}}}});

struct Made : Folder {
  Made() {
    write_raw_tiles(path() / "raw", {{6, 52, 30, lake}});
    REQUIRE(geo::write_map_tiles(path() / "raw", path() / "map").has_value());
  }
  [[nodiscard]] geo::MapTiles tiles() const {
    auto tiles = geo::MapTiles::open(path() / "map");
    return std::move(*tiles);
  }
  [[nodiscard]] MapDoor door() const {
    return MapDoor{{.style = "{\"version\":8}", .places = "{\"features\":[]}", .tiles = tiles()}};
  }
};

}  // namespace

TEST_CASE("a tile is served gzipped as it lies in the file and may be kept for ever under its version") {
  const Made made;
  const auto door = made.door();
  const auto version = made.tiles().about().version;
  const auto page = door.answer("/tiles/6/52/33.pbf?v=" + version, true);
  REQUIRE(page.status == 200);
  REQUIRE(page.type == "application/vnd.mapbox-vector-tile");
  REQUIRE(page.gzipped);
  REQUIRE(page.lasts);
  REQUIRE(page.etag == "\"" + version + "\"");
  const auto bytes = page.parts.read(0, page.parts.size);
  REQUIRE_THAT(unpacked(bytes), Catch::Contains("water"));
  REQUIRE(page.parts.read(0, 10) + page.parts.read(10, page.parts.size) == bytes);
  REQUIRE(page.parts.read(page.parts.size, 10).empty());
  REQUIRE_FALSE(door.answer("/tiles/6/52/33.pbf", true).lasts);
  REQUIRE_FALSE(door.answer("/tiles/6/52/33.pbf?v=older", true).lasts);
}

TEST_CASE("where a map shows nothing the tile is empty") {
  const Made made;
  const auto page = made.door().answer("/tiles/6/0/0.pbf", true);
  REQUIRE(page.status == 204);
  REQUIRE(page.body.empty());
  REQUIRE_FALSE(page.gzipped);
}

TEST_CASE("a tile that cannot be is refused") {
  const Made made;
  const auto door = made.door();
  for (const auto* path :
       {"", "6/52/33", "6/52/33.png", "6/52/33.pbf/", "/6/52/33.pbf", "6/52.pbf", "6/64/33.pbf",
        "6/52/64.pbf", "23/0/0.pbf", "-1/0/0.pbf", "6/-1/33.pbf", "6/+5/33.pbf", "6/ 5/33.pbf",
        "6/5.0/33.pbf", "a/b/c.pbf", "99999999999999999999/0/0.pbf", "6/99999999999999999999/0.pbf",
        "6/52/33.pbf.pbf", "../../places.db"})
    REQUIRE(door.answer("/tiles/" + std::string{path}, true).status == 400);
}

TEST_CASE("a region without tiles says so and still has its style and its places") {
  const MapDoor door{{.style = "{\"version\":8}", .places = "{\"features\":[]}"}};
  REQUIRE(door.answer("/tiles/6/52/33.pbf", true).status == 404);
  REQUIRE(door.answer("/map/style.json", false).body == "{\"version\":8}");
  REQUIRE(door.answer("/map/region.json?v=1", false).body == "{\"features\":[]}");
}

TEST_CASE("style and places are packed for those who take it and known by their content") {
  const Made made;
  const auto door = made.door();
  const auto packed = door.answer("/map/style.json", true);
  REQUIRE(packed.gzipped);
  REQUIRE(packed.type == "application/json");
  REQUIRE(unpacked(packed.body) == door.answer("/map/style.json", false).body);
  REQUIRE_FALSE(packed.lasts);
  REQUIRE(door.answer("/map/region.json?v=1", true).lasts);
  const MapDoor other{{.style = "{\"version\":9}", .places = ""}};
  REQUIRE(packed.etag != other.answer("/map/style.json", true).etag);
  REQUIRE(door.answer("/map/other.json", true).status == 404);
}

TEST_CASE("a style at a tile service is where the console is sent") {
  const MapDoor door{{.style = "{}", .places = "{}", .style_url = "https://tiles.test/day.json"}};
  const auto page = door.answer("/map/style.json", true);
  REQUIRE(page.status == 302);
  REQUIRE(page.location == "https://tiles.test/day.json");
}
