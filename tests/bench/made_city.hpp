#pragma once

#include "geo/roads/survey.hpp"

namespace bench {

// A city that exists nowhere, of some `side` x `side` crossings 90 m apart: main roads, lanes of which some
// are one-way and some missing, avenues across the grid, a river with few bridges. The same one every time.
geo::roads::Survey made_city(std::uint32_t side);

}  // namespace bench
