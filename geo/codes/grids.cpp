#include "geo/codes/grids.hpp"

#include <GeographicLib/Geohash.hpp>
#include <GeographicLib/MGRS.hpp>
#include <GeographicLib/UTMUPS.hpp>
#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

namespace geo::codes {

namespace {

using GeographicLib::UTMUPS;

std::optional<Degrees> from_utm(int zone, bool is_north, double east, double north) {
  Degrees at{};
  try {
    UTMUPS::Reverse(zone, is_north, east, north, at.lat, at.lon);
  } catch (const GeographicLib::GeographicErr&) {
    return std::nullopt;
  }
  return at;
}

bool begins_word(std::string_view text, std::size_t at) {
  return at == 0 || !(is_alnum(text[at - 1]) || text[at - 1] == '.' || text[at - 1] == '-');
}

std::optional<int> zone_number(std::string_view digits) {
  if (digits.empty() || digits.size() > 2) return std::nullopt;
  const int zone = digits.size() == 1 ? digits[0] - '0' : (digits[0] - '0') * 10 + digits[1] - '0';
  return zone >= 1 && zone <= 60 ? std::optional{zone} : std::nullopt;
}

bool is_band(char c) {
  const char band = upper(c);
  return band >= 'C' && band <= 'X' && band != 'I' && band != 'O';
}

struct Utm {
  int zone;
  char band;  // or N or S for the hemisphere; 0 if not said
  double east;
  double north;
  std::size_t end;
};

// 236123, 0236123, 236123.5, 236123mE, 236123 m
std::optional<double> utm_metres(Cursor& cursor, std::size_t least, std::size_t most, char side) {
  const auto whole = cursor.digits();
  if (whole.size() < least || whole.size() > most) return std::nullopt;
  std::string number{whole};
  if (cursor.peek() == '.' && is_digit(cursor.peek(1))) {
    cursor.step();
    number += "." + std::string{cursor.digits()};
  }
  const auto after = cursor;
  cursor.skip_spaces();
  const auto unit = lowered(cursor.letters());
  if (unit == "m") {  // 237941 m E
    auto further = cursor;
    further.skip_spaces();
    if (const auto direction = further.letters(); direction.size() == 1 && lower(direction[0]) == side)
      cursor = further;
  }
  const bool known = unit == "m" || unit == std::string{side} || unit == std::string{"m"} + side;
  if (!known) cursor = after;
  return is_alnum(cursor.peek()) || cursor.peek() == '.' ? std::nullopt : to_number(number);
}

void skip_between(Cursor& cursor, char label) {
  cursor.skip_spaces();
  while (cursor.peek() == ',' || cursor.peek() == ';' || cursor.peek() == ':' || cursor.peek() == '/') {
    cursor.step();
    cursor.skip_spaces();
  }
  if (lower(cursor.peek()) == label && !is_letter(cursor.peek(1))) {
    cursor.step();
    while (cursor.peek() == ' ' || cursor.peek() == ':' || cursor.peek() == '=') cursor.step();
  }
}

std::optional<Utm> utm_at(std::string_view text, std::size_t at) {
  Cursor cursor{text, at};
  const auto zone = zone_number(cursor.digits());
  if (!zone) return std::nullopt;
  auto band_at = cursor;
  band_at.skip_spaces();
  const auto letters = band_at.letters();
  const bool has_band = letters.size() == 1 && is_band(letters[0]);
  if (has_band) {
    cursor = band_at;
  } else {
    const auto label = lowered(word_before(text, at));
    if (label != "utm" && label != "zona" && label != "zone") return std::nullopt;
  }
  skip_between(cursor, 'e');
  const auto east = utm_metres(cursor, 5, 7, 'e');
  if (!east) return std::nullopt;
  skip_between(cursor, 'n');
  const auto north = utm_metres(cursor, 5, 8, 'n');
  if (!north) return std::nullopt;
  return Utm{.zone = *zone,
             .band = has_band ? upper(letters[0]) : '\0',
             .east = *east,
             .north = *north,
             .end = cursor.at()};
}

// S is the southern half for most writers and a band north of the equator for some; a band that is missing is
// that of the region.
bool is_north(const Utm& utm, const Scan& scan) {
  if (utm.band == '\0') return scan.around().centre.lat() >= 0;
  if (utm.band != 'S') return utm.band >= 'N';
  const auto south = from_utm(utm.zone, false, utm.east, utm.north);
  const auto north = from_utm(utm.zone, true, utm.east, utm.north);
  return !(south && scan.is_in_region(*south)) && north && scan.is_in_region(*north);
}

void claim_utm(Scan& scan, std::size_t begin, const Utm& utm) {
  const std::string written{scan.text().substr(begin, utm.end - begin)};
  scan.take(begin, utm.end);
  const bool north = is_north(utm, scan);
  const auto at = from_utm(utm.zone, north, utm.east, utm.north);
  if (!at) return scan.refuse("UTM " + written + ": no such place in zone " + std::to_string(utm.zone));
  Claim claim{.at = *at, .uncertainty = Metres{10}, .kind = "utm", .label = "UTM " + written, .why = ""};
  claim.why = "UTM zone " + std::to_string(utm.zone) + (north ? ", north" : ", south") + " of the equator";
  if (utm.band == 'S') claim.why += " (S taken for the half, not for the band)";
  if (utm.band == '\0') claim.why += ", as the region is";
  if (utm.band == 'S' && north)
    claim.why = "UTM zone " + std::to_string(utm.zone) + ", band S, north of the equator";
  claim.why += "; to the metre, taken for 10 m";
  claim.trust = utm.band == '\0' ? 0.88 : 0.94;
  scan.claim(std::move(claim));
}

struct Mgrs {
  std::string reference;  // without spaces
  std::size_t digits;
  std::size_t end;
};

std::optional<Mgrs> mgrs_at(std::string_view text, std::size_t at) {
  Cursor cursor{text, at};
  const auto zone = cursor.digits();
  if (!zone_number(zone)) return std::nullopt;
  std::string letters{cursor.letters()};
  if (letters.size() == 1) {
    cursor.skip_spaces();
    letters += cursor.letters();
  }
  if (letters.size() != 3 || !is_band(letters[0])) return std::nullopt;
  cursor.skip_spaces();
  auto east = cursor.digits();
  const auto after = cursor;
  cursor.skip_spaces();
  auto north = cursor.digits();
  if (north.size() != east.size()) {  // then both are in the first
    if (east.size() % 2 != 0) return std::nullopt;
    cursor = after;
    north = east.substr(east.size() / 2);
    east = east.substr(0, east.size() / 2);
  }
  if (east.size() < 2 || east.size() > 5 || is_alnum(cursor.peek())) return std::nullopt;
  std::ranges::transform(letters, letters.begin(), upper);
  return Mgrs{.reference = std::string{zone} + letters + std::string{east} + std::string{north},
              .digits = east.size(),
              .end = cursor.at()};
}

std::optional<Degrees> from_mgrs(const std::string& reference) {
  try {
    int zone = 0;
    bool north = false;
    double x = 0;
    double y = 0;
    int precision = 0;
    GeographicLib::MGRS::Reverse(reference, zone, north, x, y, precision);
    return from_utm(zone, north, x, y);
  } catch (const GeographicLib::GeographicErr&) {
    return std::nullopt;
  }
}

void try_mgrs(Scan& scan, std::size_t begin, const Mgrs& mgrs) {
  const bool labelled = same_letters(word_before(scan.text(), begin), "mgrs");
  const auto at = from_mgrs(mgrs.reference);
  // "5D RT 02 03" is a house number.
  const bool sure = labelled || mgrs.digits >= 3;
  if (!at && sure) scan.refuse("MGRS " + mgrs.reference + ": there is no such square");
  if (!at || !(sure || scan.is_in_region(*at))) return;
  scan.take(begin, mgrs.end);
  const double cell = std::pow(10.0, 5.0 - static_cast<double>(mgrs.digits));
  const Metres radius{cell / std::sqrt(2.0)};
  scan.claim({.at = *at,
              .uncertainty = radius,
              .kind = "mgrs",
              .label = "MGRS " + mgrs.reference,
              .why = "MGRS, the middle of a square of " + metres(Metres{cell}),
              .trust = labelled ? 0.95 : 0.92});
}

// Goes through the numbers that begin a word.
template <class Read>
void at_each_number(const Scan& scan, const Read& read) {
  const auto size = scan.text().size();
  for (std::size_t i = 0; i < size && !scan.is_full(); ++i) {
    if (!is_digit(scan.text()[i])) continue;
    if (begins_word(scan.text(), i)) read(i);
    while (i < size && is_digit(scan.text()[i])) ++i;
  }
}

bool is_geohash(std::string_view word) {
  constexpr std::string_view alphabet = "0123456789bcdefghjkmnpqrstuvwxyz";
  return word.size() >= 6 && word.size() <= 12 && std::ranges::any_of(word, is_digit) &&
         std::ranges::any_of(word, is_letter) &&
         std::ranges::all_of(word, [&](char c) { return alphabet.find(lower(c)) != std::string_view::npos; });
}

bool is_about_the_region(const Scan& scan, Degrees at) {
  const auto where = Position::from(at);
  return where.has_value() && distance(scan.around().centre, *where) <= scan.around().radius * 2;
}

void try_geohash(Scan& scan, std::size_t begin, std::size_t end) {
  const std::string word{scan.text().substr(begin, end - begin)};
  if (!is_geohash(word)) return;
  Degrees at{};
  int length = 0;
  try {
    GeographicLib::Geohash::Reverse(word, at.lat, at.lon, length);
  } catch (const GeographicLib::GeographicErr&) {
    return;
  }
  const bool labelled = same_letters(word_before(scan.text(), begin), "geohash");
  if (!labelled && !is_about_the_region(scan, at)) return;
  scan.take(begin, end);
  const auto radius = half_diagonal(at.lat, GeographicLib::Geohash::LatitudeResolution(length),
                                    GeographicLib::Geohash::LongitudeResolution(length));
  scan.claim({.at = at,
              .uncertainty = radius,
              .kind = "geohash",
              .label = "geohash " + lowered(word),
              .why = std::string{"geohash"} + (labelled ? "" : ", as it falls about the region") +
                     "; its cell reaches " + metres(radius) + " from the middle",
              .trust = labelled ? 0.93 : 0.7});
}

}  // namespace

void read_utm(Scan& scan) {
  at_each_number(scan, [&](std::size_t i) {
    if (const auto utm = utm_at(scan.text(), i)) claim_utm(scan, i, *utm);
  });
}

void read_mgrs(Scan& scan) {
  at_each_number(scan, [&](std::size_t i) {
    if (const auto mgrs = mgrs_at(scan.text(), i)) try_mgrs(scan, i, *mgrs);
  });
}

void read_geohashes(Scan& scan) {
  for (std::size_t i = 0; i < scan.text().size() && !scan.is_full();) {
    const auto begin = i;
    while (i < scan.text().size() && is_alnum(scan.text()[i])) ++i;
    if (i > begin) try_geohash(scan, begin, i);
    if (i == begin) ++i;
  }
}

}  // namespace geo::codes
