#pragma once

#include <string>
#include <string_view>

#include "geo/position.hpp"

// What a region is called, made of its name and of the Kemendagri code of a village; all of it may be changed
// by hand in region.toml.
namespace region {

// "kab_bogor" -> "Kabupaten Bogor", "jembrana" with 51.01... -> "Kabupaten Jembrana": the second group of the
// code is 71 or more for a city. Without a code the name alone.
std::string title_of_region(std::string_view name, std::string_view code);
// Three letters: the first and the next consonants. "jembrana" -> "JMB", "kab_bogor" -> "BGR".
std::string prefix_of_region(std::string_view name);
// Minutes east of UTC: by the province's code (WIB, WITA, WIT); without one, by the longitude.
int utc_offset_of(std::string_view code, geo::Position centre);
// "kab_bogor" and "Kab. Bogor" are the same.
bool is_same_name(std::string_view a, std::string_view b);

}  // namespace region
