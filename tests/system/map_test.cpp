#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "geo/tiles/map_tiles.hpp"
#include "tests/support/drawn_tiles.hpp"
#include "tests/support/process.hpp"

using namespace tests;
namespace fs = std::filesystem;

namespace {

// The repository's region, with or without a map of one tile.
struct WithRegion : Folder {
  WithRegion() { fs::copy(fs::path{SIAGA_REPOSITORY} / "config" / "regions" / "jembrana", region()); }
  [[nodiscard]] fs::path region() const { return path() / "jembrana"; }
  [[nodiscard]] fs::path map() const { return region() / "map.mbtiles"; }
  void draw() const {
    write_raw_tiles(path() / "raw", {{6, 52, 30, drawn_tile({{"water", {}, {}, {{{}, "lake"}}}})}});
    REQUIRE(geo::write_map_tiles(path() / "raw", map()).has_value());
  }
  [[nodiscard]] Serve::Flags flags() const { return {"--region", region().string()}; }
};

bool says(const HttpAnswer& answer, std::string_view line) {
  return answer.head.find("\r\n" + std::string{line}) != std::string::npos;
}

}  // namespace

TEST_CASE("the map is served to whoever asks with headers that let it be kept") {
  const WithRegion folder;
  folder.draw();
  Serve node{folder.path() / "data", folder.flags()};
  node.start();
  const auto style = http_get(node.port(), "/map/style.json");
  REQUIRE(style.status == 200);
  REQUIRE(says(style, "Content-Type: application/json"));
  REQUIRE(says(style, "Cache-Control: no-cache"));
  REQUIRE_THAT(style.body, Catch::StartsWith("{\"version\":8"));
  const auto version = geo::MapTiles::open(folder.map())->about().version;
  REQUIRE_THAT(style.body, Catch::Contains(".pbf?v=" + version));

  const auto tile = http_get(node.port(), "/tiles/6/52/33.pbf?v=" + version);
  REQUIRE(tile.status == 200);
  REQUIRE(says(tile, "Content-Encoding: gzip"));
  REQUIRE(says(tile, "Cache-Control: public, max-age=31536000, immutable"));
  REQUIRE(says(tile, "ETag: \"" + version + "\""));
  REQUIRE_THAT(unpacked(tile.body), Catch::Contains("water"));

  const auto known = http_get(node.port(), "/tiles/6/52/33.pbf", "If-None-Match: \"" + version + "\"\r\n");
  REQUIRE(known.status == 304);
  REQUIRE(known.body.empty());
  const auto empty = http_get(node.port(), "/tiles/6/0/0.pbf");
  REQUIRE(empty.status == 204);
  REQUIRE(empty.body.empty());
  REQUIRE_FALSE(says(empty, "Content-Length"));
  REQUIRE(http_get(node.port(), "/tiles/6/64/0.pbf").status == 400);
  REQUIRE(http_post(node.port(), "/tiles/6/52/33.pbf", "{}").status == 405);
}

TEST_CASE("a region without an extract serves a map of its own files") {
  const WithRegion folder;
  Serve node{folder.path() / "data", folder.flags()};
  node.start();
  REQUIRE_THAT(http_get(node.port(), "/map/style.json").body, !Catch::Contains("\"osm\""));
  REQUIRE_THAT(http_get(node.port(), "/map/region.json").body, Catch::Contains("\"name\":\"Pengambengan\""));
  REQUIRE(http_get(node.port(), "/tiles/6/52/33.pbf").status == 404);
}

TEST_CASE("a broken map is named in the log and the server runs on without tiles") {
  const WithRegion folder;
  folder.draw();
  fs::resize_file(folder.map(), 3000);
  Serve node{folder.path() / "data", folder.flags()};
  node.start();
  REQUIRE_THAT(node.log(), Catch::Contains("map.unreadable") && Catch::Contains(folder.map().string()) &&
                               Catch::Contains("it is cut short"));
  REQUIRE(http_get(node.port(), "/map/style.json").status == 200);
  REQUIRE(http_get(node.port(), "/tiles/6/52/33.pbf").status == 404);
}

TEST_CASE("with a style at a tile service consoles are sent there") {
  const WithRegion folder;
  auto flags = folder.flags();
  flags.insert(flags.end(), {"--map-style-url", "https://tiles.test/day.json"});
  Serve node{folder.path() / "data", flags};
  node.start();
  const auto style = http_get(node.port(), "/map/style.json");
  REQUIRE(style.status == 302);
  REQUIRE(says(style, "Location: https://tiles.test/day.json"));
}
