#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <utility>

namespace geo::roads {

// How far real travel times lie from calculated ones: 80 of 100 between low and high times the calculated.
struct Spread {
  double low = 1;
  double high = 1;
  // At least half a minute on each side: gates, crossings and clocks.
  [[nodiscard]] std::pair<double, double> around(double seconds) const {
    constexpr double least = 30;
    return {std::max(0.0, std::min(seconds * low, seconds - least)),
            std::max(seconds * high, seconds + least)};
  }
  friend bool operator==(const Spread&, const Spread&) = default;
};

// For as long as nothing has been measured.
inline constexpr Spread assumed_spread{0.75, 1.4};

// How often real times were so many times the calculated: counts by ratio, each bucket a ninth wider than the
// one before, from a quarter to four. Can be added up, and halved when they shall fade.
class RatioCounts {
 public:
  // What one counts: rare ratios are not lost by halving again and again.
  static constexpr std::int64_t one = 1024;
  static constexpr std::size_t buckets = 34;  // the first and the last are open
  using Counts = std::array<std::int64_t, buckets>;
  static std::size_t bucket_of(double ratio);

  RatioCounts() = default;
  explicit RatioCounts(const Counts& counts) : counts_{counts} {}
  void add(double ratio) { counts_[bucket_of(ratio)] += one; }
  [[nodiscard]] std::int64_t count() const;
  // The ratio below which this share lies; 1 where nothing was counted.
  [[nodiscard]] double quantile(double share) const;
  // Between the tenth and the ninetieth of a hundred, and the calculated time always within. Nothing from
  // fewer than thirty: then three drives at each end would say it all.
  [[nodiscard]] std::optional<Spread> spread() const;

 private:
  Counts counts_{};
};

}  // namespace geo::roads
