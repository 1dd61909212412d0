#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "geo/roads/searcher.hpp"

namespace geo::roads {

// What is closed when people say where: the parts of roads, in order.
struct Closing {
  std::vector<Stretch> stretches;
  double metres = 0;
  std::vector<std::vector<Position>> lines;
  std::vector<std::string> names;  // of the roads that have one, each once
};

// One point: ten metres of the road on either side of it. Several: the road from each to the next, and the
// other carriageway where that leads back beside it. Nothing where a point lies farther than fifty metres
// from a road or five kilometres from the next, or no road leads from one to the next.
std::optional<Closing> closing(Searcher roads, std::span<const Position> points);

}  // namespace geo::roads
