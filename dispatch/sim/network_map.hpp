#pragma once

#include "dispatch/sim/road_map.hpp"
#include "geo/roads/network.hpp"

namespace dispatch {

// A region's roads as ambulances may drive them now, with a node at least every hundred metres. One may leave
// them where one can get to and come back from, but on motorways and ferries. How fast they are driven with
// lights and sirens nobody has said, so both paces take the same time. The map has no access where no road
// leads on.
[[nodiscard]] RoadMap road_map_of(const geo::roads::Network& network);

}  // namespace dispatch
