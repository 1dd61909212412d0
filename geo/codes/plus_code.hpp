#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "geo/codes/code_text.hpp"

namespace geo::codes {

// Claims the Open Location Codes in a text, full ("6P4CJJVC+5R") and short ("JJVC+5R Negara"); a short one is
// completed to the nearest place to where the call is thought to be, else to the middle of the region.
// https://github.com/google/open-location-code/blob/main/Documentation/Specification/specification.md
void read_plus_codes(Scan& scan);

// The rectangle that a full code names, however it is spelt.
struct PlusArea {
  Degrees south_west;
  double height;  // degrees
  double width;
  [[nodiscard]] Degrees middle() const {
    return {.lat = south_west.lat + height / 2, .lon = south_west.lon + width / 2};
  }
};
std::optional<PlusArea> plus_area(std::string_view full_code);

// The full code that a short one stands for near a place, in capitals. Nothing, if it is no short code.
std::optional<std::string> complete_plus_code(std::string_view short_code, Degrees near);

}  // namespace geo::codes
