#include <cmath>

#include "geo/roads/network.hpp"

namespace geo::roads {

std::optional<Way> Network::way(Vehicle vehicle, const Start& start, Position end) const {
  return way(vehicle, leaving(vehicle, start), reaching(vehicle, end));
}

std::optional<Way> Network::way(Vehicle vehicle, const Approach& starts, const Approach& ends) const {
  const auto joined = join(vehicle, Search::Direction::to_seeds, ends, {&starts, 1}, 1).front();
  if (!joined) return std::nullopt;
  const auto& start = *joined->start;
  const auto& end = *joined->end;
  Way way{travel_of(*joined), {}};
  // From and to as parts of the course's length.
  const auto add = [&](Course course, double from, double to, Milliseconds whole) {
    if (course == none) return;
    const auto time = static_cast<Milliseconds>(std::lround((to - from) * whole));
    const bool back = is_backward(course);
    way.parts.push_back({{section_of(course), back ? 1 - to : from, back ? 1 - from : to}, back, time});
  };
  if (joined->is_direct) {
    add(start.course, start.part, end.part, start.whole);
    return way;
  }
  add(start.course, start.part, 1, start.whole);
  for (const auto arc : arcs_of(*joined)) add(tables_.arcs[arc].course, 0, 1, times_.of_arcs(vehicle)[arc]);
  add(end.course, 0, end.part, end.whole);
  return way;
}

}  // namespace geo::roads
