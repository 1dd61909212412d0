#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>

namespace ws {

// How much a client may say: so much at once, and so much a second after that. Who says more is not refused,
// but read later.
class Pace {
 public:
  using Clock = std::chrono::steady_clock;

  Pace(std::size_t at_once, std::size_t a_second)
      : most_{static_cast<double>(at_once)}, a_second_{static_cast<double>(a_second)}, left_{most_} {}

  // After so much was said: how long not to listen.
  Clock::duration said(std::size_t amount, Clock::time_point now) {
    const std::chrono::duration<double> since = now - at_;
    at_ = now;
    left_ = std::min(most_, left_ + since.count() * a_second_) - static_cast<double>(amount);
    if (left_ >= 0) return {};
    return std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>{-left_ / a_second_});
  }

 private:
  double most_;
  double a_second_;
  double left_;
  Clock::time_point at_{};
};

}  // namespace ws
