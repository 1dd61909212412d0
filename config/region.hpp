#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "config/named_places.hpp"
#include "config/settings.hpp"
#include "dispatch/model/model.hpp"
#include "dispatch/model/policy.hpp"
#include "dispatch/model/response_plan.hpp"
#include "dispatch/people/home_areas.hpp"
#include "geo/roads/vehicle.hpp"

namespace config {

// A region's folder: region.toml, CSV files of places, facilities, stations and units, and response.toml.
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

  geo::roads::ClassSpeeds class_speeds;

  std::vector<NamedPlace> places;
  std::vector<NamedPlace> facilities;
  std::vector<dispatch::Unit> units;
  std::vector<dispatch::Post> posts;           // where units may wait: their stations, and posts.csv
  std::optional<dispatch::ResponsePlan> plan;  // none: what Siaga itself says
  dispatch::HomeAreas home_areas;
};

// Whole or not at all: a fault says file, line and what is wrong.
dispatch::OrFault<Region> load_region(const std::filesystem::path& folder);

dispatch::Ground ground_of(const Region& region);
// The numbers that the rules of dispatching use, from the settings and the region.
dispatch::Policy policy_of(const Values& settings, const Region& region);

}  // namespace config
