#include "region/names.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>

#include "config/tables/text.hpp"

namespace region {
namespace {

// The group of a code ("51.01.02.2008") as a number.
std::optional<int> group_of(std::string_view code, std::size_t index) {
  for (; index > 0; --index) {
    const auto dot = code.find('.');
    if (dot == std::string_view::npos) return std::nullopt;
    code.remove_prefix(dot + 1);
  }
  int number = 0;
  const auto group = code.substr(0, code.find('.'));
  const auto [end, error] = std::from_chars(group.data(), group.data() + group.size(), number);
  if (error != std::errc{} || end != group.data() + group.size()) return std::nullopt;
  return number;
}

// "bogor" of "kab_bogor".
std::string bare(std::string_view name) {
  auto plain = config::folded(name);
  for (const std::string_view word : {"kabupaten ", "kab ", "kota "})
    if (plain.starts_with(word)) return plain.substr(word.size());
  return plain;
}

std::string with_capitals(std::string text) {
  bool begins = true;
  for (auto& c : text) {
    if (begins && c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    begins = c == ' ';
  }
  return text;
}

}  // namespace

std::string title_of_region(std::string_view name, std::string_view code) {
  constexpr int first_city = 71;
  const auto plain = config::folded(name);
  const auto regency = group_of(code, 1);
  const bool is_city = plain.starts_with("kota ") || (regency && *regency >= first_city);
  const bool is_regency = plain.starts_with("kab") && bare(name) != plain;
  const auto title = with_capitals(bare(name));
  if (is_city) return "Kota " + title;
  return regency || is_regency ? "Kabupaten " + title : title;
}

std::string prefix_of_region(std::string_view name) {
  constexpr std::size_t letters = 3;
  std::string prefix;
  std::string rest;
  for (const char c : bare(name)) {
    if (c < 'a' || c > 'z') continue;
    const auto letter = static_cast<char>(c - 'a' + 'A');
    const bool is_vowel = std::string_view{"AEIOU"}.find(letter) != std::string_view::npos;
    (prefix.empty() || !is_vowel ? prefix : rest) += letter;
  }
  return (prefix + rest + "XXX").substr(0, letters);
}

int utc_offset_of(std::string_view code, geo::Position centre) {
  constexpr int hour = 60;
  const auto province = group_of(code, 0);
  if (code.find('.') == std::string_view::npos || !province)
    return static_cast<int>(std::lround(centre.lon() / 15)) * hour;
  if (*province >= 81) return 9 * hour;                     // Maluku, Papua
  if (*province >= 51 && *province <= 53) return 8 * hour;  // Bali, Nusa Tenggara
  if (*province >= 63 && *province <= 76) return 8 * hour;  // Kalimantan's south and east, Sulawesi
  return 7 * hour;
}

bool is_same_name(std::string_view a, std::string_view b) {
  const auto plain = [](std::string_view name) {
    auto text = config::folded(name);
    constexpr std::string_view full = "kabupaten ";
    return text.starts_with(full) ? "kab " + text.substr(full.size()) : text;
  };
  return plain(a) == plain(b);
}

}  // namespace region
