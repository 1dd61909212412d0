#pragma once

#include <chrono>
#include <optional>

#include "dispatch/log/journal.hpp"

namespace ws {

// The only reader of the clock. All nodes go by the store's: between two looks at it time runs on by this
// machine's steady clock, so a machine whose time of day is wrong, or is set, orders nothing wrongly. At a
// speed other than 1 (trials only) Siaga's time starts at the real one and runs faster; deadlines that the
// store checks by its own clock are translated back.
class Clock {
 public:
  explicit Clock(double speed = 1);

  // Never goes back by less than a second: two looks at one clock differ a little.
  [[nodiscard]] dispatch::TimePoint now() const;
  [[nodiscard]] dispatch::TimePoint to_real(dispatch::TimePoint siaga) const;
  [[nodiscard]] double speed() const { return speed_; }

  // The store's clock, looked at again. By how much it was set meanwhile, if it was.
  std::optional<dispatch::milliseconds> follow(const dispatch::StoreTime& seen);
  // How far this machine's time of day is ahead of the store's.
  [[nodiscard]] dispatch::milliseconds ahead() const;

 private:
  [[nodiscard]] dispatch::TimePoint real_now() const;

  double speed_;
  std::optional<dispatch::StoreTime> seen_;  // until then this machine's
  dispatch::TimePoint began_;
  mutable dispatch::TimePoint last_;
};

// For measuring how long something took; says nothing about the time of day.
std::chrono::steady_clock::time_point monotonic_now();

}  // namespace ws
