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
  const auto add = [&](Course course, double part, Milliseconds whole) {
    if (course == none) return;
    way.stretches.push_back({course, part * double{tables_.sections[section_of(course)].metres},
                             static_cast<Milliseconds>(std::lround(part * whole))});
  };
  if (joined->is_direct) {
    add(start.course, end.part - start.part, start.whole);
    return way;
  }
  add(start.course, 1 - start.part, start.whole);
  for (const auto arc : arcs_of(*joined)) add(tables_.arcs[arc].course, 1, times_.of_arcs(vehicle)[arc]);
  add(end.course, end.part, end.whole);
  return way;
}

}  // namespace geo::roads
