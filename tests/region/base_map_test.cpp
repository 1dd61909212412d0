#include "region/base_map.hpp"

#include <cstdlib>

#include "geo/tiles/map_tiles.hpp"
#include "tests/region/site.hpp"
#include "tests/support/drawn_tiles.hpp"

using namespace tests;
using geo::MapTiles;

namespace {

// A road, a river, a wood, a hospital, a village and a border near Negara.
constexpr const char* drawn =
    "n1 x114.60 y-8.35\nn2 x114.62 y-8.35\nn3 x114.62 y-8.33\nn4 x114.60 y-8.33\n"
    "n5 Tamenity=hospital,name=RSU%20%Negara x114.622 y-8.354\n"
    "n6 Tplace=village,name=Baluk x114.59 y-8.34\n"
    "n7 Tamenity=clinic,name=Puskesmas%20%I x114.61 y-8.36\n"
    "w1 Thighway=primary,name=Jalan%20%Sudirman,ref=3,oneway=yes,bridge=yes Nn1,n2\n"
    "w2 Twaterway=river,name=Ijogading Nn2,n4\n"
    "w3 Tlanduse=forest Nn1,n2,n3,n4,n1\n"
    "w4 Tboundary=administrative,admin_level=7 Nn2,n1\n"
    "w5 Thighway=footway Nn2,n4\n"
    "w6 Tnatural=coastline Nn4,n2\n"
    "w7 Tbuilding=yes Nn1,n2,n3,n1\n";

// The tile of the web map that this point is in.
std::string tile_at(const fs::path& file, int zoom) {
  const auto tiles = MapTiles::open(file);
  if (tiles.has_error()) FAIL(tiles.error().what);
  const double size = 1 << zoom;
  const int x = static_cast<int>((114.61 + 180) / 360 * size);
  const double angle = -8.345 * 3.14159265358979 / 180;
  const int y = static_cast<int>((1 - std::asinh(std::tan(angle)) / 3.14159265358979) / 2 * size);
  const auto bytes = tiles->tile({zoom, x, y});
  if (bytes.has_error()) FAIL(bytes.error().what);
  return bytes->empty() ? std::string{} : unpacked(*bytes);
}

struct Drawn : Site {
  explicit Drawn(Inputs given = Inputs::none) : Site{given} { inputs.osm = folder.write("map.opl", drawn); }
  [[nodiscard]] fs::path map() const { return inputs.out / "map.mbtiles"; }
};

// For as long as it lives, programs are looked for in this folder only.
class Path {
 public:
  explicit Path(const fs::path& folder) { setenv("PATH", folder.c_str(), 1); }
  ~Path() { setenv("PATH", was_.c_str(), 1); }
  Path(const Path&) = delete;
  Path& operator=(const Path&) = delete;

 private:
  std::string was_ = std::getenv("PATH");
};

}  // namespace

TEST_CASE("of an OpenStreetMap file a map is made: roads with names and water and places and health") {
  Drawn site;
  site.built();
  const auto near = tile_at(site.map(), 14);
  for (const auto* word :
       {"roads", "primary", "Jalan Sudirman", "oneway", "bridge", "waterways", "Ijogading", "land", "wood",
        "borders", "coast", "buildings", "health", "hospital", "RSU Negara", "puskesmas", "path"})
    REQUIRE_THAT(near, Catch::Contains(word));
  REQUIRE_THAT(site.text_of("report.txt"), Catch::Contains("map.opl: ") && Catch::Contains(" map tiles"));
}

TEST_CASE("far out only what matters there is drawn") {
  Drawn site;
  site.built();
  const auto far = tile_at(site.map(), 9);
  REQUIRE_THAT(far, Catch::Contains("primary"));
  for (const auto* word : {"path", "buildings", "Jalan Sudirman"}) REQUIRE_THAT(far, !Catch::Contains(word));
}

TEST_CASE("the same file makes the same map to the last byte") {
  Drawn site;
  site.built();
  const auto first = site.text_of("map.mbtiles");
  site.built();
  REQUIRE(site.text_of("map.mbtiles") == first);
}

TEST_CASE("the map reaches some kilometres beyond the areas and no farther") {
  Drawn site{Site::Inputs::all};
  site.inputs.osm = site.folder.write("map.opl",
                                      "n1 x114.60 y-8.35\nn2 x115.60 y-8.35\nn3 x115.62 y-8.35\n"
                                      "w1 Thighway=primary Nn1,n2\nw2 Thighway=primary Nn2,n3\n");
  site.built();
  const auto about = MapTiles::open(site.map())->about();
  REQUIRE(about.west == Approx(114.60).margin(0.01));
  REQUIRE(about.east == Approx(114.74).margin(0.01));
  REQUIRE(about.south == Approx(-8.39).margin(0.01));
}

TEST_CASE("where a coast crosses the map its sea is drawn and where it breaks off the report says so") {
  Drawn site{Site::Inputs::all};
  site.inputs.osm = site.folder.write(
      "map.opl",
      "n1 x114.50 y-8.34\nn2 x114.62 y-8.35\nn3 x114.80 y-8.34\nw1 Tnatural=coastline Nn1,n2,n3\n");
  site.built();
  REQUIRE_THAT(tile_at(site.map(), 12), Catch::Contains("water") && !Catch::Contains("coast"));
  REQUIRE_THAT(site.text_of("report.txt"), !Catch::Contains("coastline"));
  site.inputs.osm =
      site.folder.write("map.opl", "n1 x114.50 y-8.34\nn2 x114.62 y-8.35\nw1 Tnatural=coastline Nn1,n2\n");
  site.built();
  REQUIRE_THAT(tile_at(site.map(), 12), !Catch::Contains("water") && Catch::Contains("coast"));
  REQUIRE_THAT(site.text_of("report.txt"), Catch::Contains("the coastline breaks off within the map"));
}

TEST_CASE("a file that shows nothing where the areas are makes no map and the report says so") {
  Drawn site{Site::Inputs::all};
  site.inputs.osm = site.folder.write("map.opl", "n1 x10 y50\nn2 x10.1 y50\nw1 Thighway=primary Nn1,n2\n");
  site.built();
  REQUIRE_FALSE(fs::exists(site.map()));
  REQUIRE_THAT(site.text_of("report.txt"),
               Catch::Contains("map.opl: no map was made of it: it shows nothing there"));
}

TEST_CASE("without tilemaker the region is built without a map and the report names the package") {
  Drawn site;
  const Folder programs;
  fs::create_symlink("/usr/bin/osmium", programs.path() / "osmium");
  const Path only{programs.path()};
  const auto brief = site.built();
  REQUIRE_THAT(brief, Catch::Contains("map.opl: no map was made of it: install the package tilemaker "
                                      "(apt-get install tilemaker), then build again"));
  REQUIRE_FALSE(fs::exists(site.map()));
  REQUIRE(site.leftovers() == 0);
}

TEST_CASE("a tilemaker that fails leaves a region without a map and its words in the report") {
  Drawn site;
  const Folder programs;
  fs::create_symlink("/usr/bin/osmium", programs.path() / "osmium");
  fs::create_symlink("/bin/sh", programs.path() / "sh");
  fs::permissions(programs.write("tilemaker", "#!/bin/sh\necho 'out of memory' >&2\nexit 3\n"),
                  fs::perms::owner_all);
  const Path only{programs.path()};
  REQUIRE_THAT(site.built(), Catch::Contains("no map was made of it: tilemaker says: out of memory"));
  REQUIRE_FALSE(fs::exists(site.map()));
  REQUIRE_FALSE(fs::exists(site.inputs.out / "map.work"));
}

TEST_CASE("a build without a file for the map keeps the earlier one") {
  Drawn site{Site::Inputs::all};
  site.built();
  const auto first = site.text_of("map.mbtiles");
  site.inputs.osm.clear();
  site.built();
  REQUIRE(site.text_of("map.mbtiles") == first);
}

TEST_CASE("maps are made of the extracts beside the checkout") {
  const fs::path roads = fs::path{PROJECT_SOURCE_DIR} / ".." / "shared" / "data" / "roads";
  if (!fs::exists(roads)) {
    WARN("skipped: there is no ../shared/data beside the checkout");
    return;
  }
  const auto name = GENERATE("bekasi_grandwisata", "labuhanbatu_selatan", "liechtenstein", "monaco");
  Site site{Site::Inputs::none};
  site.inputs.name = name;
  site.inputs.osm = roads / (std::string{name} + ".osm.pbf");
  // One of them has no names at all.
  site.inputs.places =
      site.folder.write("desa.csv", "kode,desa,lat,lon\n12.22.01.2001,Torgamba,1.85,100.1\n");
  site.built();
  const auto first = site.text_of("map.mbtiles");
  REQUIRE(first.size() > 50'000);
  site.built();
  REQUIRE(site.text_of("map.mbtiles") == first);
}
