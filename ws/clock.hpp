#pragma once

#include <chrono>

#include "dispatch/model/time.hpp"

namespace ws {

// The only reader of the clock. At a speed other than 1 (trials only) Siaga's time starts at the real one and
// runs faster; deadlines that the store checks by its own clock are translated back.
class Clock {
 public:
  explicit Clock(double speed = 1);
  [[nodiscard]] dispatch::TimePoint now() const;
  [[nodiscard]] dispatch::TimePoint to_real(dispatch::TimePoint siaga) const;
  [[nodiscard]] double speed() const { return speed_; }

 private:
  double speed_;
  dispatch::TimePoint began_;
};

// For measuring how long something took; says nothing about the time of day.
std::chrono::steady_clock::time_point monotonic_now();

}  // namespace ws
