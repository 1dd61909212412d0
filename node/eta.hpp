#pragma once

#include <iosfwd>
#include <span>
#include <string>

#include "dispatch/model/error.hpp"

namespace node {

// `siaga eta`: travel times on a region's roads, one JSON object a line:
// {"seconds", "low", "high", "metres", "from_road_m", "to_road_m"}, or {"refused": why}.
dispatch::OrFault<> print_etas(std::span<const std::string> arguments, std::ostream& out);
std::string eta_help();

}  // namespace node
