#include "config/tables/numbers.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <vector>

#include "config/tables/text.hpp"
#include "geo/digits.hpp"

namespace config {
namespace {

// Blanks around it, a plus, and the minus of typesetters are taken away.
std::string plain(std::string_view written) {
  auto text = tidied(written);
  constexpr std::string_view minus = "\xE2\x88\x92";
  if (text.starts_with(minus)) text.replace(0, minus.size(), "-");
  if (text.starts_with('+') && text.size() > 1 && text[1] != '-') text.erase(0, 1);
  return text;
}

bool are_digits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, geo::is_digit);
}

// "5.101022008E9", as a spreadsheet shows a long number; nothing where digits were lost.
std::optional<std::string> unrolled(std::string_view text) {
  if (text.find_first_of("eE") == std::string_view::npos) return std::nullopt;
  const auto number = number_of(text);
  if (!number || *number < 0 || *number >= 1e10 || std::floor(*number) != *number) return std::nullopt;
  auto digits = std::to_string(static_cast<long long>(*number));
  const auto shown = std::ranges::count_if(text.substr(0, text.find_first_of("eE")), geo::is_digit);
  if (static_cast<std::size_t>(shown) < digits.size()) return std::nullopt;
  return digits;
}

// How many digits stand between marks; nothing where there is anything else.
std::optional<std::vector<std::size_t>> groups_of(std::string_view text) {
  std::vector<std::size_t> groups{0};
  for (const char c : text) {
    if (geo::is_digit(c))
      ++groups.back();
    else if (std::string_view{". ,-/"}.find(c) != std::string_view::npos)
      groups.push_back(0);
    else
      return std::nullopt;
  }
  return groups;
}

bool is_one_number(const std::vector<std::size_t>& groups) {
  const auto are_thousands = [&] {
    return groups.front() <= 3 &&
           std::all_of(groups.begin() + 1, groups.end(), [](std::size_t digits) { return digits == 3; });
  };
  return groups.size() == 1 || are_thousands();
}

}  // namespace

std::optional<double> number_of(std::string_view written) {
  auto text = plain(written);
  if (std::ranges::count(text, ',') + std::ranges::count(text, '.') > 1) return std::nullopt;
  std::ranges::replace(text, ',', '.');
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

std::optional<long> whole_number_of(std::string_view written) {
  const auto text = plain(written);
  long number = 0;
  const auto* const last = text.data() + text.size();
  const auto [end, error] = std::from_chars(text.data(), last, number);
  if (error != std::errc{}) return std::nullopt;
  if (end == last) return number;
  const std::string_view rest{end, last};
  return rest == ".0" || rest == ",0" || rest == ".00" || rest == ",00" ? std::optional{number}
                                                                        : std::nullopt;
}

std::string hint_for_number(std::string_view written) {
  const auto text = plain(written);
  if (text.empty()) return "";
  if (std::ranges::count(text, ',') + std::ranges::count(text, '.') > 1)
    return " (write no marks between thousands, and a point before the decimals: -8.354)";
  if (geo::is_digit(text.front()) || text.front() == '-')
    return text.find_first_not_of("0123456789.,-+eE") == std::string::npos
               ? ""
               : " (degrees are written as a number alone, south and west with a minus: -8.354)";
  return "";
}

std::string area_code_of(std::string_view written) {
  const auto as_written = tidied(written);
  std::string text = as_written;
  if (text.starts_with('\'')) text.erase(0, 1);  // how a spreadsheet is told that it is a text
  if (const auto digits = unrolled(text)) text = *digits;
  for (const std::string_view none : {".0", ",0", ".00", ",00"})
    if (text.ends_with(none) && are_digits(std::string_view{text}.substr(0, text.size() - none.size())) &&
        text.size() > none.size() + 3)
      text.resize(text.size() - none.size());

  const auto groups = groups_of(text);
  if (!groups) return as_written;
  std::string digits;
  std::ranges::copy_if(text, std::back_inserter(digits), geo::is_digit);
  constexpr std::size_t regency = 4;
  constexpr std::size_t kecamatan = 6;
  constexpr std::size_t village = 10;
  if (digits.size() != regency && digits.size() != kecamatan && digits.size() != village) return as_written;
  std::vector<std::size_t> as_kemendagri{2, 2};
  if (digits.size() > regency) as_kemendagri.push_back(2);
  if (digits.size() > kecamatan) as_kemendagri.push_back(4);
  const bool is_grouped = *groups == as_kemendagri;
  // The last group of a village begins with 1 or 2: other ten digits are another office's code.
  const bool may_be =
      digits.front() != '0' && (digits.size() < village || digits[6] == '1' || digits[6] == '2');
  if (!is_grouped && !(is_one_number(*groups) && may_be)) return as_written;

  std::string code;
  std::size_t at = 0;
  for (const auto size : as_kemendagri) {
    code += (code.empty() ? "" : ".") + digits.substr(at, size);
    at += size;
  }
  return code;
}

}  // namespace config
