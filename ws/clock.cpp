#include "ws/clock.hpp"

namespace ws {
namespace {

dispatch::TimePoint real_now() {
  return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

dispatch::milliseconds scaled(dispatch::milliseconds time, double factor) {
  return dispatch::milliseconds{static_cast<std::int64_t>(static_cast<double>(time.count()) * factor)};
}

}  // namespace

Clock::Clock(double speed) : speed_{speed}, began_{real_now()} {}

dispatch::TimePoint Clock::now() const {
  const auto real = real_now();
  return speed_ == 1 ? real : began_ + scaled(real - began_, speed_);
}

dispatch::TimePoint Clock::to_real(dispatch::TimePoint siaga) const {
  return speed_ == 1 ? siaga : began_ + scaled(siaga - began_, 1 / speed_);
}

std::chrono::steady_clock::time_point monotonic_now() {
  return std::chrono::steady_clock::now();
}

}  // namespace ws
