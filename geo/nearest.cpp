#include "geo/nearest.hpp"

#include <GeographicLib/Geocentric.hpp>
#include <algorithm>
#include <boost/container/small_vector.hpp>
#include <boost/geometry/algorithms/distance.hpp>
#include <boost/geometry/core/cs.hpp>
#include <boost/geometry/geometries/point.hpp>
#include <boost/geometry/index/rtree.hpp>
#include <boost/geometry/strategies/strategies.hpp>
#include <boost/iterator/function_output_iterator.hpp>
#include <cmath>
#include <limits>
#include <optional>
#include <utility>

namespace geo {
namespace {

namespace bg = boost::geometry;
using SpacePoint = bg::model::point<double, 3, bg::cs::cartesian>;

SpacePoint in_space(Position where) {
  double x = 0;
  double y = 0;
  double z = 0;
  GeographicLib::Geocentric::WGS84().Forward(where.lat(), where.lon(), 0, x, y, z);
  return {x, y, z};
}

// The radius of curvature of the ellipsoid lies between 6335 and 6400 km everywhere and in every direction;
// the wider bounds leave room for the little that geodesics twist.
constexpr double sharpest_metres = 6'300'000;
constexpr double flattest_metres = 6'440'000;
// Farther than this the bounds are loose and the exact distance is simply calculated.
constexpr double far_chord_metres = 5'000'000;

// Answers of usual length stay off the heap.
constexpr std::size_t few = 16;

// Of a chord up to a tenth of the radius the series is good to 1e-11 of the length, and four times cheaper
// than the arcsine.
double arc(double chord, double radius) {
  const double half = chord / (2 * radius);
  if (half > 0.05) return 2 * radius * std::asin(half);
  const double x = half * half;
  return chord * (1 + x * (1.0 / 6 + x * (3.0 / 40 + x * (15.0 / 336))));
}

struct Found {
  Nearest::Key key;
  Position where;
  double at_least;  // metres
  double at_most;
};

using FoundList = boost::container::small_vector<Found, few>;

Found bounded(Nearest::Key key, Position where, double chord) {
  if (chord > far_chord_metres) return {key, where, chord, std::numeric_limits<double>::infinity()};
  return {key, where, arc(chord, flattest_metres), arc(chord, sharpest_metres)};
}

void settle(Found& found, Position to) {
  const auto exact = distance(to, found.where).count();
  found.at_least = found.at_most = exact;
}

// Calculates exactly those whose bounds overlap a neighbour's, so that afterwards the order is certain.
void settle_ties(FoundList& found, Position to) {
  boost::container::small_vector<bool, few> unclear(found.size(), false);
  double reach = 0;
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (i > 0 && found[i].at_least <= reach) unclear[i] = unclear[i - 1] = true;
    reach = std::max(reach, found[i].at_most);
  }
  for (std::size_t i = 0; i < found.size(); ++i)
    if (unclear[i] || std::isinf(found[i].at_most)) settle(found[i], to);
  std::ranges::stable_sort(found, {}, &Found::at_least);
}

}  // namespace

struct Nearest::Tree {
  struct Entry {
    SpacePoint point;
    Key key;
    bool operator==(const Entry& other) const { return key == other.key; }
  };
  struct PointOf {
    using result_type = const SpacePoint&;
    result_type operator()(const Entry& entry) const { return entry.point; }
  };
  struct Standing {
    SpacePoint point;
    Position where;
  };

  bg::index::rtree<Entry, bg::index::rstar<16>, PointOf> points;
  std::vector<std::optional<Standing>> places;

  // By chord, nearest first.
  [[nodiscard]] FoundList around(const SpacePoint& point, std::size_t count) const {
    // In one go: the iterator (qbegin) keeps a heap of the nodes it has opened.
    boost::container::small_vector<std::pair<double, Key>, few> by_chord;
    const auto note = [&](const Entry& entry) {
      by_chord.emplace_back(bg::distance(point, entry.point), entry.key);
    };
    points.query(bg::index::nearest(point, static_cast<unsigned>(count)),
                 boost::make_function_output_iterator(note));
    std::ranges::sort(by_chord);
    FoundList found;
    found.reserve(by_chord.size());
    for (const auto& [chord, key] : by_chord) found.push_back(bounded(key, places[key]->where, chord));
    return found;
  }
};

Nearest::Nearest() : tree_{std::make_unique<Tree>()} {}
Nearest::~Nearest() = default;
Nearest::Nearest(Nearest&&) noexcept = default;
Nearest& Nearest::operator=(Nearest&&) noexcept = default;

void Nearest::put(Key key, Position where) {
  if (contains(key)) {
    if (tree_->places[key]->where == where) return;
    remove(key);
  }
  if (key >= tree_->places.size()) tree_->places.resize(key + 1);
  const auto point = in_space(where);
  tree_->places[key] = Tree::Standing{point, where};
  tree_->points.insert({point, key});
}

void Nearest::remove(Key key) {
  if (!contains(key)) return;
  tree_->points.remove(Tree::Entry{tree_->places[key]->point, key});
  tree_->places[key].reset();
}

bool Nearest::contains(Key key) const {
  return key < tree_->places.size() && tree_->places[key].has_value();
}
std::size_t Nearest::size() const {
  return tree_->points.size();
}

std::vector<Nearest::Hit> Nearest::nearest(Position to, std::size_t count) const {
  if (count == 0) return {};
  const auto point = in_space(to);
  FoundList found;
  for (auto ask = count + 1;; ask *= 2) {
    found = tree_->around(point, ask);
    const bool that_is_all = found.size() < ask;
    if (that_is_all || found.back().at_least > found[count - 1].at_most) break;
  }
  settle_ties(found, to);

  std::vector<Hit> hits;
  hits.reserve(std::min(count, found.size()));
  for (const auto& one : found) {
    if (hits.size() == count) break;
    hits.push_back({one.key, Metres{std::midpoint(one.at_least, one.at_most)}});
  }
  return hits;
}

}  // namespace geo
