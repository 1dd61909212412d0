#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "geo/units.hpp"

namespace geo::codes {

// How far off a position may be, as a text says it beside the position: "±35 m", "accuracy: 850m", "akurasi
// 1,5 km (95 %)", "radius 200 meter". A radius of 68 % where it says nothing else, as phones mean it.
struct SaidAccuracy {
  std::size_t begin;
  std::size_t end;
  Metres radius;  // of 90 %
};
std::vector<SaidAccuracy> accuracies_in(std::string_view text);

// What is said of the position in [begin, end): the next after it, else the last before it.
std::optional<Metres> accuracy_beside(const std::vector<SaidAccuracy>& said, std::size_t begin,
                                      std::size_t end);

}  // namespace geo::codes
