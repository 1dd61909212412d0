#pragma once

#include <span>
#include <string>

#include "dispatch/model/error.hpp"

namespace node {

// `siaga locate --region DIR [--near LAT,LON] TEXT`: what the server would make of a text, as one JSON object
// {"candidates": [{lat, lon, uncertainty_m, kind, label, score, why}], "tried": [...]}.
dispatch::OrFault<std::string> locate_text(std::span<const std::string> arguments);
std::string locate_text_help();

}  // namespace node
