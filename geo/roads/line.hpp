#pragma once

#include <vector>

#include "geo/roads/tables.hpp"

namespace geo::roads {

// The points of a section between two parts of its length, those at both parts included.
std::vector<Point> line_of(const TablesView& tables, std::uint32_t section, double from, double to);

}  // namespace geo::roads
