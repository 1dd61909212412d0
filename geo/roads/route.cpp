#include <algorithm>

#include "geo/roads/network.hpp"

namespace geo::roads {
namespace {

// Draws a route: the points that it passes and the names of its roads.
class Drawing {
 public:
  explicit Drawing(const Network& network) : network_{network} {}

  // A part of a course, from and to as parts of its length, whose ends lie at these points.
  void add(Course course, double from, double to, std::optional<Point> first, std::optional<Point> last) {
    if (course == none) return;
    const auto& tables = network_.tables();
    const auto section = section_of(course);
    const auto begin = tables.sections[section].first_point;
    std::vector<Point> points{tables.points.begin() + begin,
                              tables.points.begin() + tables.sections[section + 1].first_point};
    if (is_backward(course)) std::ranges::reverse(points);
    if (first) put(*first);
    const bool is_all = from == 0 && to == 1;
    for (const auto& point : is_all ? points : between(points, from, to)) put(point);
    if (last) put(*last);
    name(section, double{tables.sections[section].metres} * (to - from));
  }
  Route take(const Travel& travel) {
    route_.travel = travel;
    return std::move(route_);
  }

 private:
  // Those that lie between two parts of the length of all.
  static std::vector<Point> between(const std::vector<Point>& points, double from, double to) {
    double whole = 0;
    for (std::size_t i = 1; i < points.size(); ++i) whole += length(points[i - 1], points[i]);
    std::vector<Point> some;
    double before = 0;
    for (std::size_t i = 0; i < points.size(); ++i) {
      if (i > 0) before += length(points[i - 1], points[i]);
      if (before >= from * whole && before <= to * whole) some.push_back(points[i]);
    }
    return some;
  }
  static double length(Point a, Point b) { return distance(position_of(a), position_of(b)).count(); }
  void put(Point point) {
    if (last_ == point) return;
    last_ = point;
    route_.line.push_back(position_of(point));
  }
  void name(std::uint32_t section, double metres) {
    auto road = network_.name_of(section);
    if (route_.legs.empty() || route_.legs.back().road != road) route_.legs.push_back({std::move(road), 0});
    route_.legs.back().metres += metres;
  }

  const Network& network_;
  Route route_;
  std::optional<Point> last_;
};

}  // namespace

std::optional<Route> Network::route(Vehicle vehicle, const Start& from, Position to) const {
  return route(vehicle, leaving(vehicle, from), reaching(vehicle, to));
}

std::optional<Route> Network::route(Vehicle vehicle, const Approach& starts, const Approach& ends) const {
  const auto joined = join(vehicle, Search::Direction::to_seeds, ends, {&starts, 1}, 1).front();
  if (!joined) return std::nullopt;
  const auto& start = *joined->start;
  const auto& end = *joined->end;
  Drawing drawing{*this};
  if (joined->is_direct) {
    drawing.add(start.course, start.part, end.part, start.at, end.at);
  } else {
    drawing.add(start.course, start.part, 1, start.at, std::nullopt);
    for (const auto arc : arcs_of(*joined))
      drawing.add(tables_.arcs[arc].course, 0, 1, std::nullopt, std::nullopt);
    drawing.add(end.course, 0, end.part, std::nullopt, end.at);
  }
  return drawing.take(travel_of(*joined));
}

}  // namespace geo::roads
