#pragma once

#include <string>
#include <string_view>

namespace dispatch {

// The digits that tell one telephone from another, however it was written: "+62 812-3456-789" and
// "0812 3456 789" are one. Empty where there are too few.
[[nodiscard]] std::string number_of(std::string_view phone);

// `number_of` the phone, empty also where that is too long to be one number: two were typed into one field.
[[nodiscard]] std::string past_number(std::string_view phone);

}  // namespace dispatch
