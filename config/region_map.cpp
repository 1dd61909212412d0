#include "config/region_map.hpp"

#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <functional>
#include <set>
#include <utility>

#include "config/command_line.hpp"
#include "config/tiles/map_style.hpp"

namespace config {
namespace {

namespace bj = boost::json;
using geo::PlaceKind;
using geo::Position;

constexpr std::size_t most_landmarks = 5000;  // more than a screen can show, and every screen loads them

// In hundred-thousandths of a degree, a metre or less: neighbours that share a corner go on sharing it.
using Corner = std::pair<std::int64_t, std::int64_t>;
Corner corner_of(Position where) {
  return {std::llround(where.lon() * 1e5), std::llround(where.lat() * 1e5)};
}

std::string text_of(Corner corner) {
  std::array<char, 48> text{};
  std::snprintf(text.data(), text.size(), "[%.5f,%.5f]", static_cast<double>(corner.first) / 1e5,
                static_cast<double>(corner.second) / 1e5);
  return text.data();
}

// Features of a collection, one after the other.
class Features {
 public:
  struct About {
    std::string_view kind;
    std::string_view name;
    bool is_approximate = false;
    std::string_view code = {};
  };
  void add_point(const About& about, Position where) {
    begin(about);
    text_ += R"("geometry":{"type":"Point","coordinates":)" + text_of(corner_of(where)) + "}}";
  }
  // Nothing of a polygon that is smaller than a corner.
  void add_shape(const About& about, const std::vector<geo::Polygon>& polygons) {
    std::string shapes;
    for (const auto& polygon : polygons) {
      auto rings = ring_text(polygon.outer);
      if (rings.empty()) continue;
      for (const auto& hole : polygon.holes)
        if (const auto text = ring_text(hole); !text.empty()) rings += "," + text;
      shapes += (shapes.empty() ? "[" : ",[") + rings + "]";
    }
    if (shapes.empty()) return;
    begin(about);
    text_ += R"("geometry":{"type":"MultiPolygon","coordinates":[)" + shapes + "]}}";
  }
  [[nodiscard]] std::string collection() const {
    return R"({"type":"FeatureCollection","features":[)" + text_ + "]}";
  }

 private:
  void begin(const About& about) {
    if (!text_.empty()) text_ += ",\n";
    text_ += R"({"type":"Feature","properties":{"kind":)" + bj::serialize(bj::string{about.kind}) +
             R"(,"name":)" + bj::serialize(bj::string{about.name});
    if (!about.code.empty()) text_ += R"(,"code":)" + bj::serialize(bj::string{about.code});
    text_ += about.is_approximate ? R"(,"approximate":true},)" : "},";
  }
  static std::string ring_text(const geo::Ring& ring) {
    std::vector<Corner> corners;
    for (const auto& point : ring)
      if (const auto corner = corner_of(point); corners.empty() || corners.back() != corner)
        corners.push_back(corner);
    if (!corners.empty() && corners.front() != corners.back()) corners.push_back(corners.front());
    if (corners.size() < 4) return {};
    std::string text;
    for (const auto& corner : corners) text += (text.empty() ? "[" : ",") + text_of(corner);
    return text + "]";
  }

  std::string text_;
};

std::string_view kind_of_facility(const std::string& kind) {
  constexpr std::array<std::string_view, 3> known{"hospital", "puskesmas", "clinic"};
  const auto found = std::ranges::find(known, kind);
  return found == known.end() ? "health" : *found;
}

bool is_landmark(PlaceKind kind) {
  using enum PlaceKind;
  constexpr std::array kinds{hamlet, milestone, worship, school, market, office, landmark};
  return std::ranges::find(kinds, kind) != kinds.end();
}

std::string places_of(const Region& region, const geo::Gazetteer& gazetteer, bool has_tiles) {
  Features features;
  for (const auto& area : gazetteer.areas()) {
    features.add_shape({.kind = "village", .name = area.name, .code = area.code}, area.polygons);
    if (!area.name.empty()) features.add_point({"village_name", area.name}, area.middle);
  }
  for (const auto& facility : region.facilities)
    features.add_point({kind_of_facility(facility.kind), facility.name, facility.is_approximate},
                       facility.where);
  std::size_t landmarks = 0;
  for (const auto& place : gazetteer.places()) {
    if (place.kind == PlaceKind::kecamatan) features.add_point({"kecamatan", place.name}, place.at);
    if (!has_tiles && is_landmark(place.kind) && ++landmarks <= most_landmarks)
      features.add_point({"landmark", place.name, place.is_approximate}, place.at);
  }
  return features.collection();
}

bool is_of_openstreetmap(const geo::Gazetteer& gazetteer) {
  return std::ranges::any_of(gazetteer.places(), [](const geo::Place& place) {
    return place.source.find(".osm") != std::string::npos || place.source.ends_with(".pbf");
  });
}

// What of the style's "siaga:only" is met.
std::set<std::string_view> met_by(const geo::Gazetteer& gazetteer, const geo::MapTiles* tiles) {
  const auto& areas = gazetteer.areas();
  const bool has_borders =
      std::ranges::any_of(areas, [](const auto& area) { return !area.polygons.empty(); });
  return {tiles == nullptr ? "no_tiles" : "tiles", has_borders ? "borders" : "no_borders",
          areas.empty() ? "no_villages" : "villages"};
}

bool is_drawn(const bj::object& layer, const std::set<std::string_view>& met) {
  const auto* source = layer.if_contains("source");
  if (source != nullptr && source->as_string() == "osm" && !met.contains("tiles")) return false;
  const auto* metadata = layer.if_contains("metadata");
  if (metadata == nullptr) return true;
  return std::ranges::all_of(metadata->at("siaga:only").as_array(), [&](const bj::value& condition) {
    return met.contains(std::string_view{condition.as_string()});
  });
}

void fill_in_tiles(bj::object& source, const geo::MapTiles::About& about) {
  source["tiles"] = bj::array{"/tiles/{z}/{x}/{y}.pbf?v=" + about.version};
  source["minzoom"] = about.least_zoom;
  source["maxzoom"] = about.most_zoom;
  source["bounds"] = bj::array{about.west, about.south, about.east, about.north};
}

std::string style_of(const Region& region, const geo::Gazetteer& gazetteer, const geo::MapTiles* tiles,
                     const std::string& places) {
  auto style = bj::parse(bj::string_view{map_style().data(), map_style().size()}).as_object();
  style["name"] = region.title;
  style["center"] = bj::array{region.map_centre.lon(), region.map_centre.lat()};
  style["zoom"] = region.map_zoom;
  auto& sources = style["sources"].as_object();
  auto& own = sources["region"].as_object();
  own["data"] = "/map/region.json?v=" + std::to_string(std::hash<std::string>{}(places));
  auto& osm = sources["osm"].as_object();
  if (is_of_openstreetmap(gazetteer)) own["attribution"] = osm["attribution"];
  if (tiles == nullptr)
    sources.erase("osm");
  else
    fill_in_tiles(osm, tiles->about());
  const auto met = met_by(gazetteer, tiles);
  bj::array drawn;
  for (auto& layer : style["layers"].as_array())
    if (is_drawn(layer.as_object(), met)) drawn.push_back(std::move(layer));
  style["layers"] = std::move(drawn);
  return bj::serialize(style);
}

}  // namespace

RegionMap map_of(const Region& region, const geo::Gazetteer& gazetteer, const geo::MapTiles* tiles) {
  RegionMap map;
  map.places = places_of(region, gazetteer, tiles != nullptr);
  map.style = style_of(region, gazetteer, tiles, map.places);
  return map;
}

dispatch::OrFault<std::string> style_url_of(const Values& settings) {
  auto url = settings.text("map.style_url");
  const bool is_url = url.empty() || url.starts_with("https://") || url.starts_with("http://");
  const bool is_plain = std::ranges::all_of(url, [](char c) { return c > ' ' && c < '\x7f'; });
  if (!is_url || !is_plain)
    return dispatch::Fault{"map.style_url should be empty or begin with https:// or http://, not " +
                           without_secret(url)};
  return dispatch::OrFault<std::string>{boost::system::in_place_value, std::move(url)};
}

}  // namespace config
