#pragma once

#include <string>
#include <string_view>

// What spreadsheets make of numbers that they take for quantities.
namespace dispatch {

// "5,10104E+15": of its digits the first are left.
[[nodiscard]] bool is_rounded_to_power(std::string_view cell);
// Without the end of "5101044107860001.0" and "5101044107860001,00": no digit of it was lost.
[[nodiscard]] std::string_view without_fraction(std::string_view cell);

// The telephone of a list's cell, or several with / , or ; between; empty where it was rounded, and why.
struct ReadPhone {
  std::string phone;
  std::string fault;  // says nothing of what stands there
};
[[nodiscard]] ReadPhone read_phone(std::string_view cell);

}  // namespace dispatch
