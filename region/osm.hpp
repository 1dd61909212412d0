#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "dispatch/model/error.hpp"
#include "geo/place.hpp"
#include "region/osm_roads.hpp"

namespace region {

// A line for whoever waits.
using Progress = std::function<void(const std::string&)>;

struct OsmPlace {
  geo::Place place;
  std::string facility;  // hospital, puskesmas, clinic; or empty
};

struct OsmExtract {
  std::vector<OsmPlace> places;  // in the order of the file, streets last
  std::size_t objects = 0;
  std::size_t street_ways = 0;       // that became streets
  std::size_t without_name = 0;      // what we would have taken
  std::size_t without_position = 0;  // named, but none of its nodes is in the file
  std::size_t cut_ways = 0;          // taken by the nodes that are there
  std::size_t named_relations = 0;   // left out: their shape is not read
  geo::roads::Survey roads;
  RoadSurveyor::Counts road_counts;
};

// The named places and the roads of an OpenStreetMap file (PBF, XML, OPL, as osmium knows them), read through
// osmium-tool as a child process. Only what has a name or can be driven is kept in memory. Faults name the
// file and say what osmium says.
dispatch::OrFault<OsmExtract> read_osm(const std::filesystem::path& file, const Progress& progress);

}  // namespace region
