#pragma once

#include <filesystem>

#include "config/region.hpp"
#include "geo/candidate.hpp"
#include "geo/words/gazetteer.hpp"

namespace config {

// The names of a region: its places.db, which `siaga region build` makes; without one, its own places.csv and
// facilities.csv.
dispatch::OrFault<geo::Gazetteer> load_gazetteer(const std::filesystem::path& folder);

// Where the region is, and how far it reaches.
geo::Surroundings surroundings_of(const Region& region, const geo::Gazetteer& gazetteer);

}  // namespace config
