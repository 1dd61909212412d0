#include "dispatch/people/spreadsheet.hpp"

#include <algorithm>

#include "geo/digits.hpp"

namespace dispatch {
namespace {

constexpr std::string_view must_be_text = ", which must hold it as text";

// "812346000000", as a number rounded to a power is written when it is shown again: no subscriber's ends so.
bool ends_rounded(std::string_view number) {
  constexpr std::size_t digits_of_mobile = 10;
  constexpr std::string_view lost = "000000";
  const auto digits = std::ranges::count_if(number, geo::is_digit);
  return digits >= static_cast<std::ptrdiff_t>(digits_of_mobile) && number.ends_with(lost);
}

// As programs write a number that they took for one; "0361.555.00" is a grouped one.
std::string_view as_typed(std::string_view number) {
  constexpr std::size_t shortest = 9;
  const auto whole = without_fraction(number);
  const bool is_quantity = whole.size() >= shortest && std::ranges::all_of(whole, geo::is_digit);
  return is_quantity ? whole : number;
}

}  // namespace

bool is_rounded_to_power(std::string_view cell) {
  const auto is_digit_at = [&](std::size_t i) { return i < cell.size() && geo::is_digit(cell[i]); };
  for (std::size_t i = 1; i < cell.size(); ++i) {
    if ((cell[i] != 'e' && cell[i] != 'E') || !is_digit_at(i - 1)) continue;
    if (is_digit_at(i + 1) || (i + 1 < cell.size() && cell[i + 1] == '+' && is_digit_at(i + 2))) return true;
  }
  return false;
}

std::string_view without_fraction(std::string_view cell) {
  const auto mark = cell.find_last_of(".,");
  const bool is_fraction = mark != cell.npos && mark + 1 < cell.size() && cell.size() - mark <= 3 &&
                           std::ranges::all_of(cell.substr(mark + 1), [](char c) { return c == '0'; });
  return is_fraction ? cell.substr(0, mark) : cell;
}

ReadPhone read_phone(std::string_view cell) {
  if (is_rounded_to_power(cell)) return {"", "was rounded by a spreadsheet" + std::string{must_be_text}};
  ReadPhone read;
  for (std::size_t begin = 0; begin < cell.size();) {
    const auto end = std::min(cell.find_first_of("/;", begin), cell.size());
    const auto number = as_typed(cell.substr(begin, end - begin));
    if (ends_rounded(number))
      return {"", "ends in 000000: was it rounded by a spreadsheet" + std::string{must_be_text} + "?"};
    read.phone += number;
    if (end < cell.size()) read.phone += cell[end];
    begin = end + 1;
  }
  return read;
}

}  // namespace dispatch
