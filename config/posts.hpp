#pragma once

#include <filesystem>
#include <vector>

#include "config/region.hpp"
#include "dispatch/choose/demand.hpp"

namespace config {

// The stations, and what else `posts.csv` names, if it is there: columns id, name, lat, lon. An id that is
// there twice, or is a station's, is a fault with file and line.
dispatch::OrFault<std::vector<dispatch::Post>> with_posts(std::vector<dispatch::Post> stations,
                                                          const std::filesystem::path& file);

// How many people live in each village, if `population.csv` is there: columns village (a code of places.csv)
// and people. A village that is not there, or is there twice, is a fault with file and line.
dispatch::OrFault<bool> read_population(const std::filesystem::path& file, std::vector<NamedPlace>& places);

// Where people live: all places of the region but kecamatan.
dispatch::DemandPoints demand_of(const Region& region);

}  // namespace config
