#include "geo/codes/coordinates.hpp"

#include <algorithm>
#include <cmath>
#include <span>
#include <utility>
#include <vector>

#include "geo/codes/coordinate_angles.hpp"

namespace geo::codes {

namespace {

using Kind = Token::Kind;

constexpr std::size_t most_separators = 4;
// 50.000, 100.000 is a price and 08.30, 09.45 the time: so few decimals count only in the region.
constexpr int decimals_anywhere = 4;
constexpr int decimals_in_region = 2;

struct Two {
  Angle first;
  Angle second;
  bool are_apart = false;     // by a comma or the like
  bool is_lon_first = false;  // said, not guessed
  bool is_order_said = false;
};

std::string numbers_of(const Two& two) {
  return shortest(two.first.degrees) + ", " + shortest(two.second.degrees);
}

class PairReader {
 public:
  explicit PairReader(Scan& scan) : scan_{scan}, tokens_{tokens_of(scan.text())} {}

  void read() {
    refuse_lone_zeros();
    std::size_t at = 0;
    while (at < tokens_.size() && !scan_.is_full()) at = read_from(at);
  }

 private:
  // 0,0 is one number to the reader.
  void refuse_lone_zeros() {
    for (const auto& token : tokens_)
      if (token.kind == Kind::number && scan_.text().substr(token.begin, token.end - token.begin) == "0,0")
        scan_.refuse("0,0 is what devices send when they do not know");
  }

  // Reads a pair that begins here, and says where to read on.
  std::size_t read_from(std::size_t at) {
    Two two;
    const auto start = after_order(at, two);
    auto first = angle_at(tokens_, start);
    if (!first) return start > at ? start : at + 1;
    const auto second_at = after_separators(first->next);
    auto second = angle_at(tokens_, second_at);
    if (!second) return first->next;
    two.are_apart = second_at > first->next;
    two.first = std::move(*first);
    two.second = std::move(*second);
    if (!are_lat_and_lon(two) || !is_precise_enough(two)) return two.first.next;
    const auto next = two.second.next;
    // Before the claims, because these may fill the scan.
    written_ = {tokens_[at].begin, tokens_[next - 1].end};
    scan_.take(written_.first, written_.second);
    claim(two);
    return next;
  }

  // "lat, long: -8.3571, 114.6205": two labels before two numbers.
  std::size_t after_order(std::size_t at, Two& two) const {
    if (tokens_[at].kind != Kind::label) return at;
    const auto other = after_separators(at + 1);
    if (other >= tokens_.size() || tokens_[other].kind != Kind::label) return at;
    if (tokens_[other].axis == tokens_[at].axis) return at;
    two.is_order_said = true;
    two.is_lon_first = tokens_[at].axis == Axis::longitude;
    auto next = other + 1;
    while (next < tokens_.size() &&
           (tokens_[next].kind == Kind::colon || tokens_[next].kind == Kind::separator))
      ++next;
    return next;
  }

  [[nodiscard]] std::size_t after_separators(std::size_t at) const {
    const auto most = std::min(tokens_.size(), at + most_separators);
    while (at < most && tokens_[at].kind == Kind::separator) ++at;
    return at;
  }

  static bool are_lat_and_lon(const Two& two) {
    return two.first.axis == Axis::either || two.first.axis != two.second.axis;
  }

  bool is_precise_enough(const Two& two) {
    const auto least = std::min(two.first.decimals, two.second.decimals);
    const auto most = std::max(two.first.decimals, two.second.decimals);
    if (two.first.degrees == 0 && two.second.degrees == 0 && two.are_apart) return true;  // to be refused
    if (two.first.has_degree_mark && two.second.has_degree_mark) return true;
    if (two.first.is_marked && two.second.is_marked) return least >= 1;
    if (two.first.looks_dialled || two.second.looks_dialled) return false;
    if (least >= 1 && most >= decimals_anywhere) return true;
    const bool here = scan_.is_in_region({.lat = two.first.degrees, .lon = two.second.degrees}) ||
                      scan_.is_in_region({.lat = two.second.degrees, .lon = two.first.degrees});
    if (here && least >= decimals_in_region) return true;
    if (least >= decimals_in_region)
      scan_.refuse(numbers_of(two) + ": too few decimals for coordinates so far from the region");
    return false;
  }

  void claim(const Two& two) {
    for (const auto* angle : {&two.first, &two.second})
      if (!angle->fault.empty()) return scan_.refuse("coordinates: " + angle->fault);
    const bool said = two.is_order_said || two.first.axis != Axis::either || two.second.axis != Axis::either;
    if (said) {
      const bool lon_first =
          two.is_lon_first || two.first.axis == Axis::longitude || two.second.axis == Axis::latitude;
      return claim_in_order(two, lon_first, "read as labelled");
    }
    const bool only_lon_first = std::abs(two.first.degrees) > 90 && std::abs(two.second.degrees) <= 90;
    claim_in_order(two, only_lon_first,
                   only_lon_first ? "read as longitude, latitude: " + shortest(two.first.degrees) +
                                        " cannot be a latitude"
                                  : "read as latitude, longitude");
  }

  void claim_in_order(const Two& two, bool lon_first, const std::string& how) {
    const auto& lat = lon_first ? two.second : two.first;
    const auto& lon = lon_first ? two.first : two.second;
    const Degrees at{.lat = lat.degrees, .lon = lon.degrees};
    scan_.claim(claim_of(lat, lon, at, how));
    if (scan_.is_in_region(at)) return;
    const Degrees swapped{.lat = at.lon, .lon = at.lat};
    scan_.propose(claim_of(lon, lat, swapped, how), "latitude and longitude swapped");
    const Degrees south{.lat = -at.lat, .lon = at.lon};
    if (!lat.says_side)
      scan_.propose(claim_of(lat, lon, south, how), "a minus before the latitude was left out");
  }

  [[nodiscard]] Claim claim_of(const Angle& lat, const Angle& lon, Degrees at, const std::string& how) const {
    const auto radius = half_diagonal(at.lat, lat.cell, lon.cell);
    Claim claim{.at = at, .uncertainty = radius, .kind = "coordinates", .label = spoken(at), .why = how};
    claim.trust = lat.is_marked && lon.is_marked ? 0.97 : 0.95;
    claim.written = written_;
    claim.why += "; its last digits stand for " + metres(std::max(radius, Metres{10})) + " around";
    return claim;
  }

  Scan& scan_;
  std::vector<Token> tokens_;
  std::pair<std::size_t, std::size_t> written_{};  // the pair being read
};

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

int decimals_of(std::string_view number) {
  const auto point = number.find('.');
  return point == std::string_view::npos ? 0 : static_cast<int>(number.size() - point - 1);
}

}  // namespace

void read_coordinates(Scan& scan) {
  if (std::ranges::count_if(scan.text(), is_digit) < 2) return;
  PairReader{scan}.read();
}

std::optional<Pair> plain_pair(std::string_view lat, std::string_view lon) {
  lat = trimmed(lat);
  lon = trimmed(lon);
  const auto north = to_number(lat);
  const auto east = to_number(lon);
  if (!north || !east) return std::nullopt;
  const auto radius =
      half_diagonal(*north, std::pow(10.0, -decimals_of(lat)), std::pow(10.0, -decimals_of(lon)));
  return Pair{.at = {.lat = *north, .lon = *east},
              .uncertainty = radius,
              .decimals = std::min(decimals_of(lat), decimals_of(lon))};
}

std::optional<Pair> plain_pair(std::string_view text, char separator) {
  const auto middle = text.find(separator);
  if (middle == std::string_view::npos) return std::nullopt;
  return plain_pair(text.substr(0, middle), text.substr(middle + 1));
}

}  // namespace geo::codes
