#pragma once

#include <filesystem>
#include <vector>

#include "dispatch/error.hpp"
#include "dispatch/simulated_calls.hpp"

namespace config {

// Recorded calls to be played again; the columns are described in docs/calls-csv.md.
dispatch::OrFault<std::vector<dispatch::SimulatedCall>> load_calls(const std::filesystem::path& file);

}  // namespace config
