#include <cmath>

#include "geo/roads/network.hpp"

namespace geo::roads {

std::optional<Way> Network::way(Vehicle vehicle, const Approach& starts, const Approach& ends) const {
  const auto joined = join(vehicle, Search::Direction::to_seeds, ends, {&starts, 1}, 1).front();
  if (!joined) return std::nullopt;
  const auto& start = *joined->start;
  const auto& end = *joined->end;
  const auto travel = travel_of(*joined);
  Way way{{}, travel.metres, travel.from_road, travel.to_road};
  const auto add = [&](Course course, double time) {
    if (course != none) way.stretches.push_back({course, static_cast<Milliseconds>(std::lround(time))});
  };
  if (joined->is_direct) {
    add(start.course, start.whole * (end.part - start.part));
    return way;
  }
  add(start.course, start.whole * (1 - start.part));
  for (const auto arc : arcs_of(*joined)) add(tables_.arcs[arc].course, times_.of_arcs(vehicle)[arc]);
  add(end.course, end.whole * end.part);
  return way;
}

}  // namespace geo::roads
