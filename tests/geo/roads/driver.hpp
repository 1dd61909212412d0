#pragma once

#include <chrono>
#include <vector>

#include "geo/roads/network.hpp"

namespace test {

// Where somebody is who drives along a line at an even pace, every so often from the start on.
struct Seen {
  geo::Position where;
  std::chrono::milliseconds at{};
};
std::vector<Seen> driven(const std::vector<geo::Position>& line, std::chrono::milliseconds takes,
                         std::chrono::milliseconds every);

}  // namespace test
