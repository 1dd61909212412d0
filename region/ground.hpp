#pragma once

#include <algorithm>
#include <filesystem>
#include <vector>

#include "region/draft.hpp"

namespace region {

// From west to east and south to north.
struct Box {
  double south = 90, north = -90, west = 180, east = -180;

  void add(geo::Position where) {
    south = std::min(south, where.lat()), north = std::max(north, where.lat());
    west = std::min(west, where.lon()), east = std::max(east, where.lon());
  }
  [[nodiscard]] bool has(geo::Position where, double margin) const {
    return where.lat() >= south - margin && where.lat() <= north + margin && where.lon() >= west - margin &&
           where.lon() <= east + margin;
  }
};

// The areas of a region, to ask where something lies.
struct Ground {
  geo::Areas areas;
  Box box;
  bool has_polygons = false;

  explicit Ground(const std::vector<geo::Area>& villages);
};

// Adds what a map has in the region and up to 5 km around it; of what is drawn twice one.
dispatch::OrFault<bool> add_osm(const std::filesystem::path& file, const Ground& ground, RegionDraft& draft,
                                const Progress& progress);

}  // namespace region
