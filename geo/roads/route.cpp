#include <algorithm>
#include <tuple>

#include "geo/roads/line.hpp"
#include "geo/roads/network.hpp"

namespace geo::roads {
namespace {

// Draws a route: the points that it passes and the names of its roads.
class Drawing {
 public:
  explicit Drawing(const Network& network) : network_{network} {}

  // A part of a course, from and to as parts of its length.
  void add(Course course, double from, double to) {
    if (course == none) return;
    const auto section = section_of(course);
    if (is_backward(course)) std::tie(from, to) = std::pair{1 - to, 1 - from};
    auto points = line_of(network_.tables(), section, from, to);
    if (is_backward(course)) std::ranges::reverse(points);
    for (const auto& point : points) put(point);
    route_.driven.push_back({section, from, to});
    name(section, double{network_.tables().sections[section].metres} * (to - from));
  }
  Route take(const Travel& travel) {
    route_.travel = travel;
    return std::move(route_);
  }

 private:
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
    drawing.add(start.course, start.part, end.part);
  } else {
    drawing.add(start.course, start.part, 1);
    for (const auto arc : arcs_of(*joined)) drawing.add(tables_.arcs[arc].course, 0, 1);
    drawing.add(end.course, 0, end.part);
  }
  return drawing.take(travel_of(*joined));
}

}  // namespace geo::roads
