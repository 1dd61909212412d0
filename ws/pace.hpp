#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>

namespace ws {

// How much somebody may say: so much at once, and so much a second after that. Who says more is read later,
// or asked to come again later.
class Pace {
 public:
  using Clock = std::chrono::steady_clock;

  Pace(std::size_t at_once, double a_second)
      : most_{static_cast<double>(at_once)}, a_second_{a_second}, left_{most_} {}

  // After so much was said: how long not to listen.
  Clock::duration said(std::size_t amount, Clock::time_point now) {
    left_ = left_at(now) - static_cast<double>(amount);
    at_ = now;
    return owed(now);
  }
  // How long not to listen still.
  [[nodiscard]] Clock::duration owed(Clock::time_point now) const {
    const auto left = left_at(now);
    if (left >= 0) return {};
    return std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>{-left / a_second_});
  }
  // As if nothing had been said yet.
  [[nodiscard]] bool has_rested(Clock::time_point now) const { return left_at(now) >= most_; }

 private:
  [[nodiscard]] double left_at(Clock::time_point now) const {
    const std::chrono::duration<double> since = now - at_;
    return std::min(most_, left_ + since.count() * a_second_);
  }

  double most_;
  double a_second_;
  double left_;
  Clock::time_point at_{};
};

}  // namespace ws
