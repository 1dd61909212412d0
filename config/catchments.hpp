#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "config/region.hpp"

namespace config {

// Units by the id of the facility that their station belongs to.
using UnitsAt = std::map<std::string, std::vector<dispatch::UnitId>, std::less<>>;

// Who serves which village, by the region's facilities and, if it is there, its `catchments.csv` (columns
// village: a code of places.csv, facility: the id of a puskesmas in facilities.csv). A village or facility
// that is not there, a facility that is no puskesmas and a village that stands there twice are faults with
// file and line.
dispatch::OrFault<dispatch::HomeAreas> load_home_areas(const std::filesystem::path& folder,
                                                       const Region& region, const UnitsAt& units);

}  // namespace config
