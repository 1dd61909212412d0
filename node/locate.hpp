#pragma once

#include <string>

#include "config/settings.hpp"
#include "dispatch/model/error.hpp"

namespace node {

// What the server would make of a text, as one JSON object:
// {"candidates": [{lat, lon, uncertainty_m, kind, label, score, why}], "tried": [...]}.
dispatch::OrFault<std::string> located(const config::Values& settings);

}  // namespace node
