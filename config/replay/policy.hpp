#pragma once

#include <filesystem>

#include "dispatch/model/error.hpp"
#include "dispatch/sim/siaga.hpp"

namespace config {

// The settings of the policy siaga: described in docs/replay.md. What the file does not say is as there. What
// it says of a key that there is not, or what cannot be, is refused with its line.
dispatch::OrFault<dispatch::SiagaRules> load_policy(const std::filesystem::path& file);

}  // namespace config
