#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "config/region.hpp"
#include "config/replay/scenario.hpp"

namespace config {

// Calls that were recorded in a region: the columns are described in docs/replay.md. Their places, and
// hospitals that are none of its model's yet, are added to the scenario's model; calls for home care are left
// out, and said in its notes. `starts`: when the record begins, after the world's start.
dispatch::OrFault<bool> load_region_calls(const std::filesystem::path& file, const Region& region,
                                          dispatch::seconds starts, Scenario& into);

}  // namespace config
