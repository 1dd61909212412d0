#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "dispatch/model/model.hpp"

namespace dispatch {

// Times from the receipt of a call, each to the first unit's step, in NEMSIS' names.
struct Interval {
  std::string_view name;
  std::string_view nemsis;
  std::vector<double> seconds;

  // The value below which this share lies (nearest rank); nothing without values.
  [[nodiscard]] std::optional<double> percentile(double share) const;
};

// One incident and all assignments it had.
struct Story {
  TimePoint received;
  std::vector<Assignment> assignments;
};
[[nodiscard]] std::vector<Interval> intervals(std::span<const Story> stories);

}  // namespace dispatch
