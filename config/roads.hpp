#pragma once

#include <filesystem>
#include <memory>

#include "config/region.hpp"
#include "geo/roads/network.hpp"

namespace config {

// The file of a region's roads; null where the region has none.
dispatch::OrFault<std::shared_ptr<const geo::roads::File>> load_roads(const std::filesystem::path& folder);

// What the region's file says of its roads beside the map.
geo::roads::Conditions conditions_of(const Region& region);

}  // namespace config
