#include "geo/codes/plus_code.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <utility>

namespace geo::codes {

namespace {

constexpr std::string_view alphabet = "23456789CFGHJMPQRVWX";
constexpr std::size_t separator_at = 8;
constexpr std::size_t pair_digits = 10;
constexpr std::size_t most_digits = 15;  // further ones say nothing
constexpr char padding = '0';

std::optional<int> digit_value(char c) {
  const auto at = alphabet.find(upper(c));
  return at == std::string_view::npos ? std::nullopt : std::optional{static_cast<int>(at)};
}

// The side of the square, in degrees, that `digits` digits in pairs name.
double pair_cell(std::size_t digits) {
  return std::pow(20.0, 2.0 - static_cast<double>(digits) / 2);
}

// The digits of a full code without separator and padding; nothing, if it breaks a rule.
std::optional<std::string> digits_of(std::string_view code) {
  if (code.size() <= separator_at || code[separator_at] != '+') return std::nullopt;
  const auto head = code.substr(0, separator_at);
  const auto tail = code.substr(separator_at + 1);
  const auto used = std::min(head.find(padding), separator_at);
  const bool padded = used < separator_at;
  if (used == 0 || used % 2 != 0 || head.find_first_not_of(padding, used) < separator_at) return std::nullopt;
  if (tail.size() == 1 || (padded && !tail.empty())) return std::nullopt;
  std::string digits{head.substr(0, used)};
  digits += tail;
  const auto known = [](char c) { return digit_value(c).has_value(); };
  if (!std::ranges::all_of(digits, known)) return std::nullopt;
  if (*digit_value(digits[0]) >= 9 || *digit_value(digits[1]) >= 18) return std::nullopt;
  digits.resize(std::min(digits.size(), most_digits));
  return digits;
}

// The first digits of the code of a place: whole numbers of the smallest cell, so that none is lost to
// rounding.
std::string prefix_at(Degrees at, std::size_t digits) {
  constexpr double cells_a_degree = 8000;
  const auto cells = [](double degrees) {
    return static_cast<std::int64_t>(std::floor(degrees * cells_a_degree));
  };
  std::array<std::int64_t, 2> rest{cells(std::clamp(at.lat, -90.0, std::nextafter(90.0, 0)) + 90),
                                   cells(std::fmod(at.lon + 540, 360))};
  std::string prefix;
  for (std::int64_t size = 160'000; prefix.size() < digits; size /= 20)
    for (auto& axis : rest) {
      prefix += alphabet[static_cast<std::size_t>(axis / size)];
      axis %= size;
    }
  return prefix;
}

// What stands around a plus sign and may be a code: [begin, end).
struct Span {
  std::size_t begin;
  std::size_t end;
  std::size_t plus;
};

Span around_plus(std::string_view text, std::size_t plus) {
  Span span{.begin = plus, .end = plus + 1, .plus = plus};
  while (span.begin > 0 && is_alnum(text[span.begin - 1])) --span.begin;
  while (span.end < text.size() && is_alnum(text[span.end])) ++span.end;
  return span;
}

// The place name that people say after a short code: "JJVC+5R Negara, Bali".
std::string_view locality_after(std::string_view text, std::size_t at) {
  constexpr std::size_t longest = 40;
  Cursor cursor{text, at};
  if (cursor.peek() == ',') cursor.step();
  cursor.skip_spaces();
  const auto begin = cursor.at();
  auto end = begin;
  for (int words = 0; words < 3 && end - begin < longest; ++words) {
    const auto word = cursor.letters();
    if (word.size() < 3 || word.find(foreign) != std::string_view::npos) break;
    end = cursor.at();
    if (cursor.peek() == ',') cursor.step();
    if (cursor.peek() != ' ') break;
    cursor.skip_spaces();
  }
  return text.substr(begin, end - begin);
}

// Sums and telephone numbers have a plus sign too: what is shorter than a whole code must have a letter.
// Words have vowels, and codes have none.
bool looks_like_code(std::string_view code, std::size_t before) {
  return before == separator_at || ((before == 4 || before == 6) && std::ranges::any_of(code, is_letter));
}

// Many words with a plus sign are no codes: a fault is worth a word only where a code has at most one wrong
// letter.
std::optional<std::string> fault_of(std::string_view code) {
  const auto strange = [](char c) { return c != '+' && !digit_value(c).has_value(); };
  if (std::ranges::count_if(code, strange) > 1 || std::ranges::count_if(code, is_digit) < 2)
    return std::nullopt;
  std::string fault{code};
  std::ranges::replace(fault, foreign, '?');
  const auto wrong = std::ranges::find_if(fault, strange);
  if (wrong == fault.end()) return fault + ": no such plus code";
  return fault + ": not a plus code, for they have no " + *wrong;
}

class PlusReader {
 public:
  explicit PlusReader(Scan& scan) : scan_{scan} {}

  void read(Span span) {
    const std::string code{scan_.text().substr(span.begin, span.end - span.begin)};
    const auto before = span.plus - span.begin;
    if (!looks_like_code(code, before)) return;
    if (before == separator_at)
      if (const auto area = plus_area(code)) return claim(span, *area, code, "plus code, whole", 0.96);
    const auto near = scan_.around().near.value_or(scan_.around().centre);
    if (const auto full = complete_plus_code(code, {.lat = near.lat(), .lon = near.lon()}))
      return claim_short(span, code, *full);
    if (auto fault = fault_of(code)) scan_.refuse(std::move(*fault));
  }

 private:
  void claim_short(Span span, const std::string& code, const std::string& full) {
    const std::string locality{locality_after(scan_.text(), span.end)};
    const bool from_near = scan_.around().near.has_value();
    std::string why = "plus code, completed to " + full + ", the nearest to " +
                      (from_near ? "where the call is thought to be" : "the middle of the region");
    if (!locality.empty()) why += "; \"" + locality + "\" was not looked up";
    claim(span, *plus_area(full), locality.empty() ? code : code + " " + locality, why,
          from_near ? 0.9 : 0.85);
  }

  void claim(Span span, const PlusArea& area, std::string label, std::string why, double trust) {
    const auto radius = half_diagonal(area.middle().lat, area.height, area.width);
    scan_.take(span.begin, span.end);
    why += "; its cell reaches " + metres(radius) + " from the middle";
    std::transform(label.begin(), label.begin() + static_cast<std::ptrdiff_t>(span.end - span.begin),
                   label.begin(), upper);
    scan_.claim({.at = area.middle(),
                 .uncertainty = radius,
                 .kind = "plus_code",
                 .label = std::move(label),
                 .why = std::move(why),
                 .trust = trust});
  }

  Scan& scan_;
};

}  // namespace

std::optional<PlusArea> plus_area(std::string_view full_code) {
  const auto digits = digits_of(full_code);
  if (!digits) return std::nullopt;
  PlusArea area{.south_west = {.lat = -90, .lon = -180}, .height = 400, .width = 400};
  for (std::size_t i = 0; i < digits->size(); ++i) {
    const int value = *digit_value((*digits)[i]);
    if (i < pair_digits) {
      auto& size = i % 2 == 0 ? area.height : area.width;
      size /= 20;
      (i % 2 == 0 ? area.south_west.lat : area.south_west.lon) += value * size;
    } else {  // one digit more is a cell of four columns and five rows
      area.height /= 5;
      area.width /= 4;
      const int row = value / 4;
      area.south_west.lat += row * area.height;
      area.south_west.lon += value % 4 * area.width;
    }
  }
  return area;
}

std::optional<std::string> complete_plus_code(std::string_view short_code, Degrees near) {
  const auto before = short_code.find('+');
  if (before == std::string_view::npos || before >= separator_at || before % 2 != 0) return std::nullopt;
  const auto missing = separator_at - before;
  const double cell = pair_cell(missing);
  std::string tail{short_code};
  std::ranges::transform(tail, tail.begin(), upper);
  if (tail.find(padding) != std::string::npos) return std::nullopt;
  auto code = prefix_at(near, missing) + tail;
  const auto area = plus_area(code);
  if (!area) return std::nullopt;
  // The cell over may be nearer: its prefix is that of a place one cell away.
  const auto middle = area->middle();
  auto moved = near;
  if (near.lat + cell / 2 < middle.lat && middle.lat - cell >= -90) moved.lat -= cell;
  if (near.lat - cell / 2 > middle.lat && middle.lat + cell <= 90) moved.lat += cell;
  if (near.lon + cell / 2 < middle.lon) moved.lon -= cell;
  if (near.lon - cell / 2 > middle.lon) moved.lon += cell;
  code = prefix_at(moved, missing) + tail;
  return plus_area(code) ? std::optional{code} : std::nullopt;
}

void read_plus_codes(Scan& scan) {
  PlusReader reader{scan};
  for (auto plus = scan.text().find('+'); plus != std::string_view::npos && !scan.is_full();) {
    const auto span = around_plus(scan.text(), plus);
    reader.read(span);
    plus = scan.text().find('+', plus + 1);
  }
}

}  // namespace geo::codes
