#pragma once

#include <string>
#include <string_view>

#include "dispatch/model/policy.hpp"

namespace dispatch {

// What tells one telephone from another, however its number was written: "+62 (0)812-3456-789", "62 812 3456
// 789" and "0812.3456.789" are one. A number of this country (+62) is its digits without code and zero,
// another country's begins with +. Empty where there is none: too few digits, a number that was withheld
// (exchanges hand over 00000000, or +266696687, which spells ANONYMOUS), or one that somebody typed to have
// typed something.
[[nodiscard]] std::string number_of(std::string_view phone);

// `number_of` the phone, empty also of one of the region's own that says nothing of who calls: an exchange
// hands over its trunk's for whoever withholds theirs.
[[nodiscard]] std::string callers_number(const Policy& policy, std::string_view phone);

// `callers_number`, empty also where that is too long to be one number: two were typed into one field.
[[nodiscard]] std::string past_number(const Policy& policy, std::string_view phone);

}  // namespace dispatch
