#pragma once

#include <chrono>
#include <compare>

namespace geo {

// A length on the ground.
class Metres {
 public:
  constexpr Metres() = default;
  constexpr explicit Metres(double count) : count_{count} {}
  [[nodiscard]] constexpr double count() const { return count_; }
  friend constexpr auto operator<=>(Metres, Metres) = default;
  friend constexpr Metres operator*(Metres length, double factor) { return Metres{length.count_ * factor}; }

 private:
  double count_ = 0;
};

// No two places are farther from each other: half of the equator (WGS 84).
inline constexpr Metres half_round_the_earth{20'037'508};

class MetresPerSecond {
 public:
  constexpr explicit MetresPerSecond(double count) : count_{count} {}
  [[nodiscard]] constexpr double count() const { return count_; }
  friend constexpr auto operator<=>(MetresPerSecond, MetresPerSecond) = default;

 private:
  double count_;
};

constexpr MetresPerSecond kmh(double speed) {
  return MetresPerSecond{speed / 3.6};
}

// Travel time, rounded up: an arrival time that is too short is worse than one that is too long.
constexpr std::chrono::seconds operator/(Metres distance, MetresPerSecond speed) {
  return std::chrono::ceil<std::chrono::seconds>(
      std::chrono::duration<double>{distance.count() / speed.count()});
}

static_assert(Metres{10'000} / kmh(36) == std::chrono::seconds{1000});

}  // namespace geo
