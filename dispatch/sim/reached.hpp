#pragma once

#include <array>
#include <optional>
#include <span>
#include <vector>

#include "dispatch/model/model.hpp"

namespace dispatch {

// A call that wanted somebody to come, and when the first was there.
struct AskedFor {
  Priority priority = Priority::P2;
  TimePoint received;
  std::optional<TimePoint> reached;
};

struct ReachedCount {
  std::size_t calls = 0;
  std::size_t within = 0;  // their target
  std::size_t late = 0;    // reached after it, or not yet though it has passed
  std::size_t open = 0;    // not reached, and the target has not passed
};
using ReachedCounts = std::array<ReachedCount, 5>;  // P0 to P4

// By the targets of a policy, P0 to P4; a priority that has none is never late.
[[nodiscard]] ReachedCounts count_reached(std::span<const AskedFor> calls, std::span<const seconds> targets,
                                          TimePoint now);

// When the last of those that came from then until then was reached; nothing while one of them waits, or
// when there are none.
[[nodiscard]] std::optional<TimePoint> worked_off(std::span<const AskedFor> calls, TimePoint from,
                                                  TimePoint until);

}  // namespace dispatch
