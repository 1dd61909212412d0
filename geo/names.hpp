#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "geo/place.hpp"

namespace geo {

// All the ways in which people say a place's name.
[[nodiscard]] std::vector<std::string> names_of(const Place& place);

// How much a word tells of which place is meant: "Melaya" much, "Puskesmas" little.
[[nodiscard]] double weight_of(std::string_view word);

}  // namespace geo
