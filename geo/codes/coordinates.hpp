#pragma once

#include <optional>
#include <string_view>

#include "geo/codes/code_text.hpp"

namespace geo::codes {

// Claims the pairs of latitude and longitude in a text: decimal degrees with points or commas, with signs,
// hemispheres (N S E W, LU LS BT BB) or labels, degrees with minutes and with seconds.
void read_coordinates(Scan& scan);

// A pair of plain decimal degrees, "-8.3571,114.6205", with nothing around it but spaces.
struct Pair {
  Degrees at;
  Metres uncertainty;
  int decimals;
};
std::optional<Pair> plain_pair(std::string_view text, char separator = ',');
// Of two numbers as they were written.
std::optional<Pair> plain_pair(std::string_view lat, std::string_view lon);

}  // namespace geo::codes
