#include <cmath>

#include "geo/roads/searcher.hpp"

namespace geo::roads {

std::optional<Way> Searcher::way(Vehicle vehicle, const Start& start, Position end) {
  return way(vehicle, network_.leaving(vehicle, start), network_.reaching(vehicle, end));
}

std::optional<Way> Searcher::way(Vehicle vehicle, const Approach& starts, const Approach& ends) {
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
  for (const auto arc : arcs_of(*joined))
    add(network_.tables().arcs[arc].course, 0, 1, network_.times().of_arcs(vehicle)[arc]);
  add(end.course, 0, end.part, end.whole);
  return way;
}

}  // namespace geo::roads
