#pragma once

#include <filesystem>
#include <vector>

#include "config/region.hpp"
#include "dispatch/model/error.hpp"
#include "dispatch/sim/simulated_calls.hpp"

namespace config {

// Recorded calls to be played again; the columns are described in docs/calls-csv.md.
dispatch::OrFault<std::vector<dispatch::SimulatedCall>> load_calls(const std::filesystem::path& file);

// The calls of `siaga simulate`: those of its file, or made up around the region's places, a week of them.
dispatch::OrFault<std::vector<dispatch::SimulatedCall>> calls_of(const Values& settings,
                                                                 const Region& region);

}  // namespace config
