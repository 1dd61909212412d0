#pragma once

#include <filesystem>
#include <memory>

#include "config/region.hpp"
#include "dispatch/sim/simulated_crew.hpp"
#include "geo/roads/network.hpp"

namespace config {

// The file of a region's roads; null where the region has none.
dispatch::OrFault<std::shared_ptr<const geo::roads::File>> load_roads(const std::filesystem::path& folder);

// What the region's file says of its roads beside the map.
geo::roads::Conditions conditions_of(const Region& region);

// How simulated crews find their way: on the region's roads, or not at all where it has none.
dispatch::OrFault<dispatch::FindWay> ways_in(const Region& region, const std::filesystem::path& folder);

}  // namespace config
