#pragma once

#include <chrono>
#include <optional>
#include <vector>

#include "geo/roads/searcher.hpp"

namespace geo::roads {

// What was driven between two positions of a vehicle, road by road.
struct Drive {
  struct Part {
    std::uint32_t section = 0;
    std::chrono::milliseconds assumed{};  // by the map alone
    std::chrono::milliseconds real{};
  };
  std::vector<Part> parts;
};

// Two positions are looked at as one drive when they lie so far apart in space and time. Nearer ones tell
// more of the receiver than of the road; within the longest time a vehicle that stands is in traffic, later
// it is waiting for something else.
inline constexpr Metres shortest_drive{50};
inline constexpr std::chrono::seconds soonest_drive{5};
inline constexpr std::chrono::seconds longest_drive{120};

// The way that explains the drive, on the roads as the map and the region's file have them; the real time is
// shared out as the assumed one is. Nothing where a position lies off the roads, or the way does not fit:
// a detour, a jump of the receiver, a road that the map lacks.
std::optional<Drive> drive_between(Searcher mapped, Vehicle vehicle, const Start& from, Position to,
                                   std::chrono::milliseconds took);

}  // namespace geo::roads
