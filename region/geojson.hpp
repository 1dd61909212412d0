#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "config/tables/text.hpp"
#include "dispatch/model/error.hpp"
#include "geo/place.hpp"

namespace region {

// A feature of a GeoJSON file, and where it stands, for the report.
struct ReadArea {
  geo::Area area;     // of a village: code, name, parent (the code's first three groups), middle, polygons
  std::string where;  // "FILE, line 1, column 43 (feature 2)"; FILE without its folder
  bool was_open = false;  // a ring was not closed, and has been
};

// The villages of a GeoJSON FeatureCollection (RFC 7946): properties kode and nama (or code and name), lat
// and lng (or lon; else a point inside is looked for), geometry Polygon, MultiPolygon or null. Rings are
// closed where they are not. A fault says file, line, column and feature.
dispatch::OrFault<std::vector<ReadArea>> read_areas(const std::filesystem::path& file);

// "51.01.02" of "51.01.02.2008"; empty where the code has fewer than four groups.
std::string parent_of(std::string_view code);

}  // namespace region
