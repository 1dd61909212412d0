#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "config/settings.hpp"
#include "dispatch/model.hpp"
#include "dispatch/policy.hpp"

namespace config {

struct NamedPlace {
  std::string name;
  std::string kind;
  geo::Position where;
  bool is_approximate = false;
};

// A region's folder: region.toml, and CSV files of places, facilities, stations and units.
struct Region {
  std::string name;
  std::string title;
  std::string prefix;  // of incident numbers
  int utc_offset_minutes = 0;
  geo::Position map_centre;
  double map_zoom = 10;

  double road_factor = 1.4;
  double ambulance_kmh = 40;
  double motorcycle_kmh = 45;
  double home_care_kmh = 30;
  long turnout_at_base_s = 60;
  long turnout_moving_s = 10;

  std::vector<NamedPlace> places;
  std::vector<NamedPlace> facilities;
  std::vector<dispatch::Unit> units;
};

// Whole or not at all: a fault says file, line and what is wrong.
dispatch::OrFault<Region> load_region(const std::filesystem::path& folder);

// The numbers that the rules of dispatching use, from the settings and the region.
dispatch::Policy policy_of(const Values& settings, const Region& region);

}  // namespace config
