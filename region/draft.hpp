#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "dispatch/model/error.hpp"
#include "geo/areas.hpp"
#include "geo/roads/survey.hpp"
#include "region/lists.hpp"
#include "region/osm.hpp"
#include "region/report.hpp"

namespace region {

// What `siaga region build` is given; a path that is empty was not.
struct RegionInputs {
  std::string name;
  std::filesystem::path osm{};
  std::filesystem::path areas{};
  std::filesystem::path places{};
  std::vector<std::filesystem::path> facilities{};
  std::filesystem::path out{};
};
// Out of the flags behind "region build"; --facilities may come several times.
dispatch::OrFault<RegionInputs> region_inputs(std::span<const std::string> flags);
std::string region_inputs_help();

// A region in memory, before anything is written.
struct RegionDraft {
  std::string name;
  std::string title;
  std::string prefix;  // of incident numbers
  int utc_offset_minutes = 0;
  geo::Position centre;
  int zoom = 10;
  std::vector<geo::Area> areas;    // villages, in the order of their codes
  std::vector<geo::Place> places;  // all that has a name, by kind, name and position
  std::vector<Facility> facilities;
  geo::roads::Survey roads;
  RegionReport report;
};

// Reads all inputs. The same input gives the same draft. Faults name file, line and column; a polygon that
// crosses itself is one.
dispatch::OrFault<RegionDraft> draft_region(const RegionInputs& inputs, const Progress& progress);

}  // namespace region
