#include "geo/codes/code_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>

namespace geo::codes {

namespace {

struct Decoded {
  std::uint32_t point;
  std::size_t length;
};
constexpr std::uint32_t malformed = 0xFFFD;

constexpr bool is_continuation(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

Decoded decode(std::string_view text) {
  const auto first = static_cast<unsigned char>(text.front());
  if (first < 0x80) return {first, 1};
  const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  // Old gateways send the degree mark and the plus-minus sign in Latin-1.
  const Decoded broken{first == 0xB0 || first == 0xB1 || first == 0xBA ? first : malformed, 1};
  if (first < 0xC2 || first > 0xF4 || text.size() < length) return broken;
  std::uint32_t point = first & (0x7FU >> length);
  for (std::size_t i = 1; i < length; ++i) {
    if (!is_continuation(text[i])) return broken;
    point = point << 6U | (static_cast<unsigned char>(text[i]) & 0x3FU);
  }
  return {point, length};
}

constexpr bool is_ignored(std::uint32_t p) {
  return p < 0x20 || (p >= 0x7F && p < 0xA0) || p == 0xAD || p == 0x61C || (p >= 0x200B && p <= 0x200F) ||
         (p >= 0x2028 && p <= 0x202E) || (p >= 0x2060 && p <= 0x206F) || p == 0xFEFF;
}

char plain(std::uint32_t p) {
  if (p < 0x80) return static_cast<char>(p);
  if (p >= 0xFF01 && p <= 0xFF5E) return static_cast<char>(p - 0xFF01 + '!');
  if (p >= 0x2010 && p <= 0x2015) return '-';
  if ((p >= 0x2000 && p <= 0x200A) || p == 0xA0 || p == 0x202F || p == 0x3000) return ' ';
  switch (p) {
    case 0xB0:
    case 0xBA:
    case 0x2DA:
    case 0x2070: return degree_mark;
    case 0xB1: return plus_minus;
    case 0x2212: return '-';
    case 0xB4:
    case 0x2B9:
    case 0x2BC:
    case 0x2018:
    case 0x2019:
    case 0x201B:
    case 0x2032: return '\'';
    case 0x2BA:
    case 0x201C:
    case 0x201D:
    case 0x201F:
    case 0x2033: return '"';
    case 0x60C:
    case 0x3001: return ',';
    default: return foreign;
  }
}

}  // namespace

Cleaned clean(std::string_view utf8) {
  Cleaned cleaned;
  cleaned.text.reserve(utf8.size());
  while (!utf8.empty()) {
    const auto [point, length] = decode(utf8);
    utf8.remove_prefix(length);
    if (point >= '\t' && point <= '\r')
      cleaned.text += ' ';
    else if (is_ignored(point))
      ++cleaned.ignored;
    else
      cleaned.text += plain(point);
  }
  return cleaned;
}

std::size_t count_characters(std::string_view utf8) {
  return static_cast<std::size_t>(std::ranges::count_if(utf8, [](char c) { return !is_continuation(c); }));
}

std::string lowered(std::string_view text) {
  std::string small{text};
  std::ranges::transform(small, small.begin(), lower);
  return small;
}

bool same_letters(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, {}, lower, lower);
}

std::optional<double> to_number(std::string_view text) {
  if (!text.empty() && text.front() == '+') text.remove_prefix(1);
  double number = 0;
  const auto* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, number, std::chars_format::fixed);
  if (error != std::errc{} || rest != end || !std::isfinite(number)) return std::nullopt;
  return number;
}

std::string with_decimals(double number, int decimals) {
  std::array<char, 400> digits{};  // room for the largest double
  const auto [end, error] =
      std::to_chars(digits.begin(), digits.end(), number, std::chars_format::fixed, std::min(decimals, 17));
  return {digits.begin(), error == std::errc{} ? end : digits.begin()};
}

std::string shortest(double number) {
  std::array<char, 32> digits{};
  const auto [end, error] = std::to_chars(digits.begin(), digits.end(), number);
  return {digits.begin(), error == std::errc{} ? end : digits.begin()};
}

std::string spoken(Degrees at) {
  return with_decimals(std::abs(at.lat), 5) + (at.lat < 0 ? " S, " : " N, ") +
         with_decimals(std::abs(at.lon), 5) + (at.lon < 0 ? " W" : " E");
}

std::string metres(Metres length) {
  return length.count() < 10'000 ? with_decimals(length.count(), 0) + " m"
                                 : with_decimals(length.count() / 1000, 0) + " km";
}

Metres nine_of_ten(Metres radius, double confidence) {
  // Of a two-dimensional normal error, the share within r is 1 - exp(-r^2 / 2 sigma^2).
  const double held = std::clamp(confidence, 0.05, 0.99);
  return radius * std::sqrt(std::log(1 - 0.9) / std::log(1 - held));
}

Metres half_diagonal(double lat, double lat_cell, double lon_cell) {
  constexpr double metres_a_degree = 111'320;
  const double narrowing = std::cos(std::clamp(lat, -90.0, 90.0) * 3.14159265358979323846 / 180);
  return Metres{std::hypot(lat_cell, lon_cell * narrowing) * metres_a_degree / 2};
}

std::string_view Cursor::digits() {
  const auto begin = at_;
  while (is_digit(peek())) ++at_;
  return text_.substr(begin, at_ - begin);
}

std::string_view Cursor::letters() {
  const auto begin = at_;
  while (is_letter(peek())) ++at_;
  return text_.substr(begin, at_ - begin);
}

std::string_view word_before(std::string_view text, std::size_t at) {
  constexpr std::string_view between = " :=.-";
  while (at > 0 && between.find(text[at - 1]) != std::string_view::npos) --at;
  const auto end = at;
  while (at > 0 && is_letter(text[at - 1])) --at;
  return text.substr(at, end - at);
}

}  // namespace geo::codes
