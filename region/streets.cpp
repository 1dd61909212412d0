#include "region/streets.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>
#include <unordered_map>
#include <utility>

namespace region {
namespace {

using geo::Metres;
using geo::Position;

constexpr double apart = 500;  // metres
constexpr double step = 50;    // between points where a way is looked at; gaps are judged to a metre with it
constexpr double most_parts = 100;  // between two points of a way: 5 km, more is an error of the map
constexpr double radians = std::numbers::pi / 180;
constexpr double metres_a_degree = 111'195;

// Metres on a plane around the first point of a street: a street is small.
struct Spot {
  double x;
  double y;
  std::size_t way;
  Position where;
  bool is_corner;  // one of the way's own points
};

std::vector<Spot> spots_along(const std::vector<std::vector<Position>>& ways) {
  const auto origin = ways.front().front();
  const double squeeze = std::cos(origin.lat() * radians);
  std::vector<Spot> spots;
  const auto add = [&](double lat, double lon, std::size_t way, bool is_corner) {
    spots.push_back({(lon - origin.lon()) * squeeze * metres_a_degree, (lat - origin.lat()) * metres_a_degree,
                     way, Position::from({.lat = lat, .lon = lon}).value(), is_corner});
  };
  for (std::size_t w = 0; w < ways.size(); ++w) {
    const auto& points = ways[w];
    add(points.front().lat(), points.front().lon(), w, true);
    for (std::size_t i = 1; i < points.size(); ++i) {
      const auto& from = points[i - 1];
      const auto& to = points[i];
      const double length = std::hypot((to.lon() - from.lon()) * squeeze, to.lat() - from.lat());
      const auto parts = std::clamp(std::ceil(length * metres_a_degree / step), 1.0, most_parts);
      for (double k = 1; k <= parts; ++k)
        add(from.lat() + k / parts * (to.lat() - from.lat()),
            from.lon() + k / parts * (to.lon() - from.lon()), w, k == parts);
    }
  }
  return spots;
}

// Which ways belong together (union-find).
class Groups {
 public:
  explicit Groups(std::size_t count) : parent_(count) { std::iota(parent_.begin(), parent_.end(), 0U); }
  std::size_t of(std::size_t one) {
    while (parent_[one] != one) one = parent_[one] = parent_[parent_[one]];
    return one;
  }
  // The lower number stays, so that the order is that of the file.
  void join(std::size_t a, std::size_t b) {
    const auto x = of(a);
    const auto y = of(b);
    parent_[std::max(x, y)] = std::min(x, y);
  }

 private:
  std::vector<std::size_t> parent_;
};

// Spots by squares as wide as the gap, so that only neighbouring squares are compared.
class Grid {
 public:
  explicit Grid(const std::vector<Spot>& spots) : spots_{spots} {
    for (std::size_t i = 0; i < spots.size(); ++i)
      squares_[key(column(spots[i].x), column(spots[i].y))].push_back(i);
  }
  template <class Visit>
  void near(const Spot& spot, Visit visit) const {
    for (long dx = -1; dx <= 1; ++dx)
      for (long dy = -1; dy <= 1; ++dy) {
        const auto found = squares_.find(key(column(spot.x) + dx, column(spot.y) + dy));
        if (found == squares_.end()) continue;
        for (const auto i : found->second) visit(spots_[i]);
      }
  }

 private:
  static long column(double metres) { return std::lround(std::floor(metres / apart)); }
  static std::uint64_t key(long x, long y) {
    return static_cast<std::uint64_t>(x) << 32U ^ static_cast<std::uint32_t>(y);
  }
  const std::vector<Spot>& spots_;
  std::unordered_map<std::uint64_t, std::vector<std::size_t>> squares_;
};

Groups joined(const std::vector<Spot>& spots, std::size_t ways) {
  Groups groups{ways};
  if (ways == 1) return groups;
  const Grid grid{spots};
  for (const auto& spot : spots)
    grid.near(spot, [&](const Spot& other) {
      if (groups.of(spot.way) != groups.of(other.way) &&
          std::hypot(spot.x - other.x, spot.y - other.y) <= apart)
        groups.join(spot.way, other.way);
    });
  return groups;
}

geo::Place street_of(const std::vector<const Spot*>& spots) {
  double x = 0;
  double y = 0;
  for (const auto* spot : spots) x += spot->x, y += spot->y;
  x /= static_cast<double>(spots.size());
  y /= static_cast<double>(spots.size());
  const auto* middle = *std::ranges::min_element(
      spots, {}, [&](const Spot* spot) { return std::hypot(spot->x - x, spot->y - y); });
  geo::Place street;
  street.kind = geo::PlaceKind::street;
  street.at = middle->where;
  double extent = 0;
  for (const auto* spot : spots)
    if (spot->is_corner) extent = std::max(extent, distance(middle->where, spot->where).count());
  street.extent = Metres{std::ceil(extent)};
  return street;
}

}  // namespace

void Streets::add(const std::string& name, const std::vector<std::string>& also,
                  std::vector<Position> points) {
  auto& street = by_name_[name];
  for (const auto& other : also)
    if (std::ranges::find(street.also, other) == street.also.end()) street.also.push_back(other);
  street.ways.push_back(std::move(points));
  ++ways_;
}

std::vector<geo::Place> Streets::places() const {
  std::vector<geo::Place> places;
  for (const auto& [name, street] : by_name_) {
    const auto spots = spots_along(street.ways);
    auto groups = joined(spots, street.ways.size());
    std::map<std::size_t, std::vector<const Spot*>> parts;
    for (const auto& spot : spots) parts[groups.of(spot.way)].push_back(&spot);
    for (const auto& [way, of_it] : parts) {
      auto place = street_of(of_it);
      place.name = name;
      place.also = street.also;
      places.push_back(std::move(place));
    }
  }
  return places;
}

}  // namespace region
