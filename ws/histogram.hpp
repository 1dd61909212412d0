#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>

namespace ws {

// How often something took how long.
class Histogram {
 public:
  // In seconds, the upper end of each but the last, which has none.
  static constexpr std::array bounds{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0};

  void took(std::chrono::steady_clock::duration time) {
    const std::chrono::duration<double> seconds = time;
    std::size_t bucket = 0;
    while (bucket < bounds.size() && seconds.count() > bounds[bucket]) ++bucket;
    ++counts_[bucket];
    sum_ += seconds.count();
  }
  // Of each bucket alone; the last has what is above all bounds.
  [[nodiscard]] const auto& counts() const { return counts_; }
  [[nodiscard]] double sum() const { return sum_; }

 private:
  std::array<std::uint64_t, bounds.size() + 1> counts_{};
  double sum_ = 0;
};

}  // namespace ws
