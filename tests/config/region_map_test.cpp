#include "config/region_map.hpp"

#include <boost/json.hpp>
#include <set>

#include "config/gazetteer.hpp"
#include "tests/config/jembrana.hpp"
#include "tests/region/site.hpp"
#include "tests/support/drawn_tiles.hpp"

using namespace tests;
namespace bj = boost::json;

namespace {

struct Seen {
  bj::object style;
  bj::object places;

  [[nodiscard]] std::set<std::string> layers() const {
    std::set<std::string> ids;
    for (const auto& layer : style.at("layers").as_array()) ids.insert(layer.at("id").as_string().c_str());
    return ids;
  }
  [[nodiscard]] std::set<std::string> of_kind(std::string_view kind) const {
    std::set<std::string> names;
    for (const auto& feature : places.at("features").as_array())
      if (const auto& says = feature.at("properties"); says.at("kind").as_string() == kind)
        names.insert(says.at("name").as_string().c_str());
    return names;
  }
};

Seen seen(const fs::path& folder, const geo::MapTiles* tiles = nullptr) {
  const auto region = config::load_region(folder);
  const auto gazetteer = config::load_gazetteer(folder);
  if (region.has_error()) FAIL(region.error().what);
  if (gazetteer.has_error()) FAIL(gazetteer.error().what);
  const auto map = config::map_of(*region, *gazetteer, tiles);
  return {bj::parse(map.style).as_object(), bj::parse(map.places).as_object()};
}

geo::MapTiles some_tiles(const Folder& folder) {
  write_raw_tiles(folder.path() / "raw", {{6, 52, 30, drawn_tile({{"water", {}, {}, {{{}, "lake"}}}})}});
  REQUIRE(geo::write_map_tiles(folder.path() / "raw", folder.path() / "map").has_value());
  auto tiles = geo::MapTiles::open(folder.path() / "map");
  return std::move(*tiles);
}

}  // namespace

TEST_CASE("the repository's own region has a map of its villages and kecamatan and facilities") {
  const auto map = seen(jembrana);
  REQUIRE(map.of_kind("village_name").size() == 51);
  REQUIRE(map.of_kind("kecamatan") ==
          std::set<std::string>{"Negara", "Mendoyo", "Pekutatan", "Melaya", "Jembrana"});
  REQUIRE(map.of_kind("hospital").contains("RSU Negara"));
  REQUIRE(map.of_kind("puskesmas").size() == 10);
  const auto layers = map.layers();
  REQUIRE(layers.contains("village-names-by-dots"));
  REQUIRE(layers.contains("village-dots"));
  REQUIRE_FALSE(layers.contains("roads"));
  REQUIRE_FALSE(map.style.at("sources").as_object().contains("osm"));
  REQUIRE_FALSE(map.style.at("sources").at("region").as_object().contains("attribution"));
}

TEST_CASE("a facility whose place is not exact is marked so") {
  const auto map = seen(jembrana);
  int approximate = 0;
  for (const auto& feature : map.places.at("features").as_array())
    if (const auto& says = feature.at("properties").as_object(); says.contains("approximate")) {
      ++approximate;
      REQUIRE(says.at("name") != "RSU Negara");
    }
  REQUIRE(approximate == 13);
}

TEST_CASE("with tiles the style names them with their version and says whose they are") {
  const Folder folder;
  const auto tiles = some_tiles(folder);
  const auto map = seen(jembrana, &tiles);
  const auto& osm = map.style.at("sources").at("osm").as_object();
  REQUIRE(std::string{osm.at("tiles").at(0).as_string()} ==
          "/tiles/{z}/{x}/{y}.pbf?v=" + tiles.about().version);
  REQUIRE(osm.at("minzoom") == 6);
  REQUIRE(osm.at("maxzoom") == 14);
  REQUIRE(osm.at("bounds") == bj::array{114.4, -8.5, 114.9, -8.1});
  REQUIRE_THAT(osm.at("attribution").as_string().c_str(), Catch::Contains("OpenStreetMap contributors"));
  const auto layers = map.layers();
  REQUIRE(layers.contains("roads"));
  REQUIRE(layers.contains("borders-small"));
  REQUIRE_FALSE(layers.contains("osm-village-names"));
}

TEST_CASE("villages with polygons are drawn by them and neighbours keep their common corners") {
  Site site{Site::Inputs::all};
  site.built();
  const std::vector<geo::Place> places = site.places;
  const auto gazetteer = geo::Gazetteer::of(places, site.areas);
  const auto region = config::load_region(site.inputs.out);
  const auto map = config::map_of(*region, gazetteer, nullptr);
  const Seen drawn{bj::parse(map.style).as_object(), bj::parse(map.places).as_object()};
  REQUIRE(drawn.of_kind("village") == std::set<std::string>{"Pohsanten", "Baler Bale Agung"});
  for (const auto& feature : drawn.places.at("features").as_array())
    if (const auto& says = feature.at("properties").as_object(); says.at("kind") == "village")
      REQUIRE(says.at("code") == (says.at("name") == "Pohsanten" ? "51.01.02.2001" : "51.01.01.1006"));
  REQUIRE_FALSE(drawn.layers().contains("village-dots"));
  REQUIRE_FALSE(drawn.layers().contains("borders-small"));
  REQUIRE_THAT(map.places, Catch::Contains("[[114.67000,-8.34000],[114.69000,-8.34000]") &&
                               Catch::Contains("[114.67000,-8.34000],[114.67000,-8.32000]"));
}

TEST_CASE("names are written so that no quote or backslash ends them") {
  Site site{Site::Inputs::all};
  site.built();
  auto areas = site.areas;
  areas[0].name = "Pura \"Agung\" \\ Timur\n";
  const auto gazetteer = geo::Gazetteer::of(site.places, areas);
  const auto map = config::map_of(*config::load_region(site.inputs.out), gazetteer, nullptr);
  const Seen drawn{bj::parse(map.style).as_object(), bj::parse(map.places).as_object()};
  REQUIRE(drawn.of_kind("village").contains(areas[0].name));
}

TEST_CASE("a style at a tile service is given by a URL and by nothing else") {
  const auto none = [](const std::string&) { return std::optional<std::string>{}; };
  const auto url = [&](const std::string& text) {
    const auto flags =
        std::vector<std::string>{"--config", SIAGA_REPOSITORY "/config/siaga.toml", "--map-style-url", text};
    return config::style_url_of(*config::load(flags, {}, none));
  };
  REQUIRE(*url("") == "");
  REQUIRE(*url("https://tiles.test/day.json") == "https://tiles.test/day.json");
  for (const auto* wrong : {"tiles.test/day.json", "ftp://x", "https://x y", "https://x\r\nSet-Cookie: a=b"})
    REQUIRE_THAT(url(wrong).error().what,
                 Catch::StartsWith("map.style_url should be empty or begin with https://"));
}
