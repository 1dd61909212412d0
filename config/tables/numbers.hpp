#pragma once

#include <optional>
#include <string>
#include <string_view>

// Numbers as people and spreadsheets write them.
namespace config {

// With a point or a comma before the decimals. What has both, or several, is none: nobody can tell decimals
// from thousands.
std::optional<double> number_of(std::string_view written);
// "12" and "12.0", nothing else: "1.234" and "1,234" may be thousands.
std::optional<long> whole_number_of(std::string_view written);
// In brackets, what somebody may do who wrote this for a number; empty where that is plain.
std::string hint_for_number(std::string_view written);

// Kemendagri's code of a village, kecamatan or regency in its groups, "51.01.02.2008": also of 5101022008,
// "51 01 02 2008", 5101022008.0 and 5.101.022.008. Another code stays as it is written.
std::string area_code_of(std::string_view written);

}  // namespace config
