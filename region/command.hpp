#pragma once

#include <span>
#include <string>

#include "dispatch/model/error.hpp"

namespace region {

// `siaga region ...`, with what stands behind it; the status it ends with.
dispatch::OrFault<int> run(std::span<const std::string> arguments);

}  // namespace region
