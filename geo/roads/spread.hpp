#pragma once

#include <algorithm>
#include <utility>

namespace geo::roads {

// How far real travel times lie from calculated ones: 80 of 100 between low and high times the calculated.
struct Spread {
  double low = 1;
  double high = 1;
  // At least half a minute on each side: gates, crossings and clocks.
  [[nodiscard]] std::pair<double, double> around(double seconds) const {
    constexpr double least = 30;
    return {std::max(0.0, std::min(seconds * low, seconds - least)),
            std::max(seconds * high, seconds + least)};
  }
};

// For as long as nothing has been measured.
inline constexpr Spread assumed_spread{0.75, 1.4};

}  // namespace geo::roads
