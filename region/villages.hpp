#pragma once

#include <map>
#include <string>
#include <vector>

#include "region/draft.hpp"

namespace region {

struct Villages {
  std::vector<geo::Area> areas;                          // in the order of their codes
  std::map<std::string, std::vector<std::string>> also;  // by code: how the other list spells it
};
// The villages of a region out of its areas and its list of places; what was left out and what to check goes
// into the report. Polygons with flaws are a fault.
dispatch::OrFault<Villages> villages_of(const RegionInputs& inputs, RegionReport& report);

}  // namespace region
