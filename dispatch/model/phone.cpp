#include "dispatch/model/phone.hpp"
#include "geo/digits.hpp"

namespace dispatch {

std::string number_of(std::string_view phone) {
  constexpr std::size_t fewest = 6;
  std::string digits;
  for (const char c : phone)
    if (geo::is_digit(c)) digits += c;
  for (const std::string_view prefix : {"0062", "62", "0"})
    if (digits.starts_with(prefix)) {
      digits.erase(0, prefix.size());
      break;
    }
  return digits.size() < fewest ? std::string{} : digits;
}

std::string past_number(std::string_view phone) {
  constexpr std::size_t longest = 15;  // ITU-T E.164
  auto number = number_of(phone);
  return number.size() > longest ? std::string{} : number;
}

}  // namespace dispatch
