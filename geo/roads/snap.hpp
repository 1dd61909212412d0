#pragma once

#include <optional>
#include <vector>

#include "geo/roads/times.hpp"

namespace geo::roads {

// A point on a road.
struct Snap {
  std::uint32_t section = 0;
  double part = 0;         // of its length, from its first point on
  Metres away;             // from the point that was asked about
  double bearing_deg = 0;  // of the road there, along its points
  bool in_main = false;    // the rest of the network can be reached from here and left for here
  bool is_closed = false;  // just here: how far one can drive on either side, the gaps say
};

// The roads near a point that the vehicle may drive: the nearest of all and the nearest of those that lead
// on, and with each what lies hardly farther; nearest first. Where the nearest is closed, it and the nearest
// that is open. Empty where there is none within 20 km.
std::vector<Snap> snap(const TablesView& tables, const Times& times, Vehicle vehicle, Position where,
                       Metres hardly_farther);

}  // namespace geo::roads
