#pragma once

#include <filesystem>

namespace tests {

// The folder of the region that comes with the program.
inline const std::filesystem::path jembrana{SIAGA_REPOSITORY "/config/regions/jembrana"};

}  // namespace tests
