#pragma once

#include <optional>

#include "dispatch/model/time.hpp"

namespace dispatch {

// A clock that was set back must not silence anybody.
[[nodiscard]] inline bool has_passed(const std::optional<TimePoint>& since, milliseconds time,
                                     TimePoint now) {
  return !since || std::chrono::abs(now - *since) >= time;
}

}  // namespace dispatch
