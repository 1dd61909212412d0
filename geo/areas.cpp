#include "geo/areas.hpp"

#include <algorithm>
#include <boost/geometry/algorithms/covered_by.hpp>
#include <boost/geometry/algorithms/distance.hpp>
#include <boost/geometry/algorithms/envelope.hpp>
#include <boost/geometry/algorithms/expand.hpp>
#include <boost/geometry/geometries/box.hpp>
#include <boost/geometry/index/rtree.hpp>
#include <cmath>
#include <functional>
#include <limits>
#include <map>
#include <numbers>
#include <set>
#include <utility>

#include "geo/nearest.hpp"
#include "geo/shapes.hpp"

namespace geo {
namespace {

using shapes::Point;
using shapes::Shape;
namespace bg = boost::geometry;
namespace bgi = bg::index;
using Box = bg::model::box<Point>;
using Index = std::uint32_t;

constexpr double radians = std::numbers::pi / 180;

// Metres that a degree measures around a point of the WGS 84 ellipsoid.
struct Scale {
  double east;
  double north;

  explicit Scale(double lat) {
    constexpr double equator = 6378137;
    constexpr double flattening = 1 / 298.257223563;
    constexpr double e2 = flattening * (2 - flattening);
    const double sine = std::sin(lat * radians);
    const double w2 = 1 - e2 * sine * sine;
    east = equator / std::sqrt(w2) * std::cos(lat * radians) * radians;
    north = equator * (1 - e2) / (w2 * std::sqrt(w2)) * radians;
  }
};

// The point of the line a-b that is nearest to `to`, on the plane that touches the earth there.
struct Foot {
  Point at;
  double metres;
};
Foot foot_on(const Point& a, const Point& b, const Point& to, const Scale& scale) {
  const double x = (a.x() - to.x()) * scale.east;
  const double y = (a.y() - to.y()) * scale.north;
  const double dx = (b.x() - a.x()) * scale.east;
  const double dy = (b.y() - a.y()) * scale.north;
  const double length2 = dx * dx + dy * dy;
  const double part = length2 > 0 ? std::clamp(-(x * dx + y * dy) / length2, 0.0, 1.0) : 0;
  return {{a.x() + part * (b.x() - a.x()), a.y() + part * (b.y() - a.y())},
          std::hypot(x + part * dx, y + part * dy)};
}

using Line = bg::model::ring<Point>;

// Some neighbouring edges of a border.
struct Strip {
  const Line* line;
  std::size_t first;  // point; the strip ends with point `last`
  std::size_t last;
  Index area;
};

}  // namespace

struct Areas::Shapes {
  using Outline = std::pair<Box, Index>;   // of a shape, in degrees
  using StripBox = std::pair<Box, Index>;  // of a strip, on the flattened map
  using Rstar = bgi::rstar<16>;

  std::vector<Area> areas;
  std::map<std::string, Index, std::less<>> by_code;
  std::vector<std::pair<Shape, Index>> shapes;  // not changed once the strips point into it
  std::vector<Strip> strips;
  bgi::rtree<Outline, Rstar> outlines;
  bgi::rtree<StripBox, Rstar> borders;
  Nearest middles;  // of villages without a polygon
  double flat_lat = 0;
  double squeeze = 1;  // of the flattened map: x = lon * squeeze, y = lat

  void take(Index area);
  void index();
  [[nodiscard]] std::vector<Index> inside(const Point& point) const;
  [[nodiscard]] std::optional<Hit> nearest_border(Position where, std::optional<Index> of) const;
  [[nodiscard]] std::optional<Hit> nearest_middle(Position where) const;

 private:
  void cut(const Line& line, Index area);
  [[nodiscard]] Box flat_box(const Strip& strip) const;
  [[nodiscard]] Foot nearest_foot(const Strip& strip, const Point& to, const Scale& scale) const;
};

void Areas::Shapes::take(Index area) {
  bool has_shape = false;
  for (const auto& polygon : areas[area].polygons) {
    auto shape = shapes::shape_of(polygon);
    if (shape.outer().empty()) continue;
    has_shape = true;
    shapes.emplace_back(std::move(shape), area);
  }
  if (!has_shape) middles.put(area, areas[area].middle);
}

void Areas::Shapes::cut(const Line& line, Index area) {
  constexpr std::size_t edges = 8;  // fewer: a bigger tree; more: more edges looked at in vain
  for (std::size_t first = 0; first + 1 < line.size(); first += edges)
    strips.push_back({&line, first, std::min(first + edges, line.size() - 1), area});
}

Box Areas::Shapes::flat_box(const Strip& strip) const {
  constexpr auto infinity = std::numeric_limits<double>::infinity();
  Box box{{infinity, infinity}, {-infinity, -infinity}};
  for (auto i = strip.first; i <= strip.last; ++i) {
    const auto& point = (*strip.line)[i];
    bg::expand(box, Point{point.x() * squeeze, point.y()});
  }
  return box;
}

void Areas::Shapes::index() {
  std::vector<Outline> boxes;
  Box all;
  bg::assign_inverse(all);
  for (Index i = 0; i < shapes.size(); ++i) {
    const auto& shape = shapes[i].first;
    boxes.emplace_back(bg::return_envelope<Box>(shape), i);
    bg::expand(all, boxes.back().first);
    cut(shape.outer(), shapes[i].second);
    for (const auto& hole : shape.inners()) cut(hole, shapes[i].second);
  }
  outlines = {boxes.begin(), boxes.end()};
  if (shapes.empty()) return;
  flat_lat = (all.min_corner().y() + all.max_corner().y()) / 2;
  squeeze = std::max(0.01, std::cos(flat_lat * radians));
  std::vector<StripBox> flat;
  for (Index i = 0; i < strips.size(); ++i) flat.emplace_back(flat_box(strips[i]), i);
  borders = {flat.begin(), flat.end()};
}

std::vector<Index> Areas::Shapes::inside(const Point& point) const {
  std::vector<Index> found;
  for (auto hit = outlines.qbegin(bgi::intersects(point)); hit != outlines.qend(); ++hit) {
    const auto& [shape, area] = shapes[hit->second];
    if (std::ranges::find(found, area) == found.end() && bg::covered_by(point, shape)) found.push_back(area);
  }
  return found;
}

Foot Areas::Shapes::nearest_foot(const Strip& strip, const Point& to, const Scale& scale) const {
  Foot best{to, std::numeric_limits<double>::infinity()};
  for (auto i = strip.first; i < strip.last; ++i) {
    const auto foot = foot_on((*strip.line)[i], (*strip.line)[i + 1], to, scale);
    if (foot.metres < best.metres) best = foot;
  }
  return best;
}

// Strips come in the order of the flattened map, which is nearly that of the ground: the search goes on until
// what is left cannot be nearer even if the map stretches it.
std::optional<Areas::Hit> Areas::Shapes::nearest_border(Position where, std::optional<Index> of) const {
  const auto point = shapes::point_of(where);
  const Scale scale{where.lat()};
  const double shortest = 0.995 * std::min(1.0, std::cos(where.lat() * radians) / squeeze) * scale.north;
  const Point flat{point.x() * squeeze, point.y()};
  Foot best{point, std::numeric_limits<double>::infinity()};
  Index area = 0;
  const auto is_wanted = [&](const StripBox& one) { return !of || strips[one.second].area == *of; };
  const auto everything = static_cast<unsigned>(borders.size());
  for (auto hit = borders.qbegin(bgi::nearest(flat, everything) && bgi::satisfies(is_wanted));
       hit != borders.qend(); ++hit) {
    if (bg::distance(flat, hit->first) * shortest > best.metres) break;
    const auto& strip = strips[hit->second];
    const auto foot = nearest_foot(strip, point, scale);
    if (foot.metres >= best.metres) continue;
    best = foot;
    area = strip.area;
  }
  if (std::isinf(best.metres)) return std::nullopt;
  const auto foot = Position::from({.lat = best.at.y(), .lon = best.at.x()});
  return Hit{&areas[area], of.has_value(), false, distance(where, *foot)};
}

std::optional<Areas::Hit> Areas::Shapes::nearest_middle(Position where) const {
  const auto found = middles.nearest(where, 1);
  if (found.empty()) return std::nullopt;
  return Hit{&areas[found.front().key], false, true, found.front().away};
}

Areas::Areas(std::vector<Area> areas) : shapes_{std::make_unique<Shapes>()} {
  shapes_->areas = std::move(areas);
  std::set<std::string, std::less<>> parents;
  for (const auto& area : shapes_->areas) parents.insert(area.parent);
  for (Index i = 0; i < shapes_->areas.size(); ++i) {
    const auto& code = shapes_->areas[i].code;
    shapes_->by_code.emplace(code, i);
    if (code.empty() || !parents.contains(code)) shapes_->take(i);
  }
  shapes_->index();
}
Areas::Areas(Areas&&) noexcept = default;
Areas& Areas::operator=(Areas&&) noexcept = default;
Areas::~Areas() = default;

std::vector<Areas::Hit> Areas::at(Position where) const {
  std::vector<Hit> hits;
  for (const auto area : shapes_->inside(shapes::point_of(where)))
    hits.push_back(shapes_->nearest_border(where, area).value());
  std::ranges::stable_sort(hits, std::greater{}, &Hit::away);
  if (!hits.empty()) return hits;
  const auto border = shapes_->nearest_border(where, std::nullopt);
  const auto middle = shapes_->nearest_middle(where);
  if (border && (!middle || border->away <= middle->away)) hits.push_back(*border);
  if (middle && hits.empty()) hits.push_back(*middle);
  return hits;
}

const Area* Areas::find(std::string_view code) const {
  const auto found = shapes_->by_code.find(code);
  return found == shapes_->by_code.end() ? nullptr : &shapes_->areas[found->second];
}

const std::vector<Area>& Areas::all() const {
  return shapes_->areas;
}

}  // namespace geo
