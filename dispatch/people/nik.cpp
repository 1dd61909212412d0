#include "dispatch/people/nik.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "dispatch/people/spreadsheet.hpp"
#include "geo/digits.hpp"

namespace dispatch {
namespace {

constexpr auto words_for_none = std::to_array<std::string_view>(
    {"tidakada", "belumada", "tidakpunya", "belumpunya", "tidaktahu", "tidakdiketahui", "tanpanik",
     "tanpaktp", "tdkada", "blmada", "ta", "na", "null", "nil", "nihil", "none", "kosong", "unknown"});

// Small letters and digits; what people put between them goes.
std::string plain(std::string_view cell) {
  std::string out;
  for (const char c : cell) {
    if (geo::is_digit(c) || (c >= 'a' && c <= 'z')) out += c;
    if (c >= 'A' && c <= 'Z') out += static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

bool is_all_digits(std::string_view text) {
  return std::ranges::all_of(text, geo::is_digit);
}

// Nothing, dashes, zeros, or one digit again and again.
bool is_none(std::string_view plain) {
  const bool is_one_digit =
      is_all_digits(plain) && std::ranges::adjacent_find(plain, std::ranges::not_equal_to{}) == plain.end();
  return is_one_digit || std::ranges::find(words_for_none, plain) != words_for_none.end();
}

bool has_day_of_birth(std::string_view nik) {
  constexpr auto days = std::to_array<int>({31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31});
  const auto two = [&](std::size_t at) { return (nik[at] - '0') * 10 + (nik[at + 1] - '0'); };
  const auto day = two(6) > 40 ? two(6) - 40 : two(6);
  const auto month = two(8);
  return month >= 1 && month <= 12 && day >= 1 && day <= days[static_cast<std::size_t>(month - 1)];
}

}  // namespace

ReadNik read_nik(std::string_view cell) {
  auto nik = plain(cell);
  if (is_none(nik)) return {};
  if (is_rounded_to_power(cell))
    return {"", "was rounded by a spreadsheet, which must hold it as text", true};
  if (nik.size() > nik_digits) nik = plain(without_fraction(cell));
  if (nik.size() != nik_digits || !is_all_digits(nik))
    return {"", "should be 16 digits (a spreadsheet must hold it as text)"};
  if (!has_day_of_birth(nik)) return {"", "has no day of birth in digits 7 to 12"};
  if (nik.ends_with("0000"))
    return {"", "ends in 0000: was it rounded by a spreadsheet, which must hold it as text?", true};
  const bool ends_in_0 = nik.ends_with('0');
  return {std::move(nik), "", ends_in_0};
}

// The chance that of so many as many or more end in 0, if one in ten does. Fewer do: a district has seldom
// more than nine people of one day of birth. So what chance would do once in ten is not chance.
bool are_rounded(std::size_t ending_in_0, std::size_t all) {
  constexpr double one_in_ten = 0.1;
  constexpr double unlikely = 0.1;
  const auto n = static_cast<double>(all);
  double fewer = 0;
  for (std::size_t i = 0; i < ending_in_0; ++i) {
    const auto k = static_cast<double>(i);
    const double ways = std::lgamma(n + 1) - std::lgamma(k + 1) - std::lgamma(n - k + 1);
    fewer += std::exp(ways + k * std::log(one_in_ten) + (n - k) * std::log1p(-one_in_ten));
  }
  constexpr double of_computing = 1e-9;
  return ending_in_0 > 0 && 1 - fewer <= unlikely + of_computing;
}

}  // namespace dispatch
