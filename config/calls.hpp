#pragma once

#include <filesystem>
#include <vector>

#include "config/region.hpp"
#include "dispatch/model/error.hpp"
#include "dispatch/sim/simulated_calls.hpp"

namespace config {

// Recorded calls to be played again; the columns are described in docs/calls-csv.md. What nobody could play
// is refused with its line: words for numbers, texts that are too long, places far from the region.
dispatch::OrFault<std::vector<dispatch::SimulatedCall>> load_calls(const std::filesystem::path& file,
                                                                   const Region& region);

// The calls of `siaga simulate`: those of its file, or made up around the region's places, a week of them.
// Never none.
dispatch::OrFault<std::vector<dispatch::SimulatedCall>> calls_of(const Values& settings,
                                                                 const Region& region);
// Those of a surge, if one is wished; none where the region has no places.
std::vector<dispatch::SimulatedCall> surge_calls_of(const Values& settings, const Region& region);

}  // namespace config
