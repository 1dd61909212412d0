#include "geo/tiles/map_tiles.hpp"

#include <catch2/catch.hpp>
#include <fstream>

#include "geo/tiles/vector_tile.hpp"
#include "tests/config/folder.hpp"
#include "tests/support/drawn_tiles.hpp"

using geo::MapTiles;
using namespace tests;
namespace fs = std::filesystem;

namespace {

const std::string lake = drawn_tile({{"water", {}, {}, {{{}, "lake"}}}});
const std::string river = drawn_tile({{"water", {}, {}, {{{}, "river"}}}});

std::string bytes_of(const fs::path& file) {
  std::ifstream stream{file, std::ios::binary};
  return {std::istreambuf_iterator<char>{stream}, {}};
}

struct Made : Folder {
  // In whatever order they are given.
  fs::path of(const std::vector<DrawnTile>& tiles, const std::string& name = "map.mbtiles") const {
    const auto raw = path() / ("raw." + name);
    write_raw_tiles(raw, tiles);
    const auto count = geo::write_map_tiles(raw, path() / name);
    if (count.has_error()) FAIL(count.error().what);
    REQUIRE(*count == tiles.size());
    return path() / name;
  }
  [[nodiscard]] std::string refused(const fs::path& file) const {
    const auto opened = MapTiles::open(file);
    REQUIRE(opened.has_error());
    auto what = opened.error().what;
    const auto prefix = path().string() + "/";
    const auto found = what.find(prefix);
    return found == std::string::npos ? what : what.erase(found, prefix.size());
  }
};

}  // namespace

TEST_CASE("a map tile is found by its column and its row from the north") {
  const Made made;
  const auto tiles = MapTiles::open(made.of({{6, 52, 30, lake}, {14, 13407, 7800, river}}));
  REQUIRE(unpacked(*tiles->tile({6, 52, 63 - 30})) == geo::in_order(lake));
  REQUIRE(unpacked(*tiles->tile({14, 13407, 16383 - 7800})) == geo::in_order(river));
}

TEST_CASE("where a map has no tile there are no bytes") {
  const Made made;
  const auto tiles = MapTiles::open(made.of({{6, 52, 30, lake}}));
  for (const MapTiles::Name name :
       {MapTiles::Name{6, 52, 30}, {6, 53, 33}, {7, 52, 33}, {-1, 0, 0}, {99, 0, 0}})
    REQUIRE(tiles->tile(name)->empty());
}

TEST_CASE("a map says how far in and out it goes and where it lies") {
  const Made made;
  const auto tiles = MapTiles::open(made.of({{6, 52, 30, lake}}));
  const auto& about = tiles->about();
  REQUIRE(about.least_zoom == 6);
  REQUIRE(about.most_zoom == 14);
  REQUIRE(about.west == 114.4);
  REQUIRE(about.north == -8.1);
  REQUIRE(about.layers == R"({"vector_layers":[]})");
}

TEST_CASE("the same tiles in another order make the same file and the same version") {
  const Made made;
  const auto one = made.of({{6, 52, 30, lake}, {7, 104, 60, river}}, "one");
  const auto two = made.of({{7, 104, 60, river}, {6, 52, 30, lake}}, "two");
  REQUIRE(bytes_of(one) == bytes_of(two));
  const auto other = made.of({{6, 52, 30, river}, {7, 104, 60, lake}}, "other");
  REQUIRE(MapTiles::open(one)->about().version == MapTiles::open(two)->about().version);
  REQUIRE(MapTiles::open(one)->about().version != MapTiles::open(other)->about().version);
}

TEST_CASE("a map that was cut short is refused by name") {
  const Made made;
  std::vector<DrawnTile> many;
  for (int column = 0; column < 200; ++column)
    many.push_back({14, column, 30, drawn_tile({{"water", {}, {}, {{{}, std::string(900, 'w')}}}})});
  const auto file = made.of(many);
  fs::resize_file(file, fs::file_size(file) / 2);
  REQUIRE(made.refused(file) == "cannot read map.mbtiles: it is cut short");
  fs::resize_file(file, 20);
  REQUIRE(made.refused(file) == "cannot read map.mbtiles: it is not an SQLite file");
  fs::resize_file(file, 0);
  REQUIRE(made.refused(file) == "cannot read map.mbtiles: it is not an SQLite file");
}

TEST_CASE("what is not a map is refused by name") {
  const Made made;
  REQUIRE(made.refused(made.write("words", std::string(5000, 'x'))) ==
          "cannot read words: it is not an SQLite file");
  REQUIRE(made.refused(made.path() / "nothing") == "cannot read nothing: it is not an SQLite file");
  const auto file = made.of({{6, 52, 30, lake}});
  auto text = bytes_of(file);
  const auto format = text.find("formatpbf");
  REQUIRE(format != std::string::npos);
  text.replace(format + 6, 3, "png");
  REQUIRE(made.refused(made.write("pictures", text)) == "cannot read pictures: it holds no vector tiles");
}

TEST_CASE("a map damaged in the middle is a fault where it is and no more") {
  const Made made;
  std::vector<DrawnTile> many;
  for (int column = 0; column < 2000; ++column) many.push_back({14, column, 30, lake});
  auto text = bytes_of(made.of(many));
  for (auto i = text.size() / 2; i < text.size(); ++i) text[i] = '\xff';
  const auto tiles = MapTiles::open(made.write("damaged", text));
  REQUIRE(tiles.has_value());
  int faults = 0;
  int good = 0;
  for (int column = 0; column < 2000; ++column) {
    const auto tile = tiles->tile({14, column, 16383 - 30});
    if (tile.has_error())
      ++faults;
    else if (!tile->empty())
      ++good;
  }
  REQUIRE(faults > 0);
  REQUIRE(faults + good <= 2000);
}

TEST_CASE("tiles that are not tiles make no map") {
  const Made made;
  const auto raw = made.path() / "raw";
  write_raw_tiles(raw, {{6, 52, 30, "no tile at all"}});
  const auto count = geo::write_map_tiles(raw, made.path() / "map.mbtiles");
  REQUIRE(count.has_error());
  REQUIRE_THAT(count.error().what, Catch::Contains("a tile of tilemaker's is not understood"));
  REQUIRE_FALSE(fs::exists(made.path() / "map.mbtiles"));
}
