#include <algorithm>

#include "geo/roads/line.hpp"
#include "geo/roads/searcher.hpp"

namespace geo::roads {
namespace {

// Draws a route: the points that it passes and the names of its roads.
class Drawing {
 public:
  explicit Drawing(const Network& network) : network_{network} {}

  void add(const Way::Part& part) {
    const auto& [section, from, to] = part.on;
    auto points = line_of(network_.tables(), section, from, to);
    if (part.is_backward) std::ranges::reverse(points);
    for (const auto& point : points) put(point);
    name(section, double{network_.tables().sections[section].metres} * (to - from));
  }
  Route take(const Travel& travel) {
    route_.travel = travel;
    return std::move(route_);
  }

 private:
  void put(Point point) {
    if (!route_.line.empty() && last_ == point) return;
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
  Point last_;
};

}  // namespace

std::optional<Route> Searcher::route(Vehicle vehicle, const Start& from, Position to) {
  return route(vehicle, network_.leaving(vehicle, from), network_.reaching(vehicle, to));
}

std::optional<Route> Searcher::route(Vehicle vehicle, const Approach& start, const Approach& end) {
  const auto driven = way(vehicle, start, end);
  if (!driven) return std::nullopt;
  Drawing drawing{network_};
  for (const auto& part : driven->parts) drawing.add(part);
  return drawing.take(driven->travel);
}

}  // namespace geo::roads
