#pragma once

#include <string>

#include "config/region.hpp"
#include "geo/tiles/map_tiles.hpp"
#include "geo/words/gazetteer.hpp"

namespace config {

// What a map of the region is drawn by, besides its tiles.
struct RegionMap {
  std::string style;   // config/tiles/style.json, of what this region has (MapLibre style specification 8)
  std::string places;  // GeoJSON: villages, kecamatan, facilities; without tiles whatever else has a name
};

// `tiles`: null where the region has none.
RegionMap map_of(const Region& region, const geo::Gazetteer& gazetteer, const geo::MapTiles* tiles);

// Where "map.style_url" of the settings is neither empty nor a URL: why not.
dispatch::OrFault<std::string> style_url_of(const Values& settings);

}  // namespace config
