#include "geo/roads/spread.hpp"

#include <cmath>
#include <numeric>

namespace geo::roads {
namespace {

constexpr double lowest_ratio = 0.25;
constexpr double highest_ratio = 4;
constexpr double a_doubling = 8;  // buckets
constexpr std::int64_t enough = 30;

double lower_end(std::size_t bucket) {
  return lowest_ratio * std::exp2((static_cast<double>(bucket) - 1) / a_doubling);
}

}  // namespace

std::size_t RatioCounts::bucket_of(double ratio) {
  if (!(ratio >= lowest_ratio)) return 0;
  if (ratio >= highest_ratio) return buckets - 1;
  return std::min(buckets - 2, 1 + static_cast<std::size_t>(std::log2(ratio / lowest_ratio) * a_doubling));
}

std::int64_t RatioCounts::count() const {
  return std::accumulate(counts_.begin(), counts_.end(), std::int64_t{0}) / one;
}

double RatioCounts::quantile(double share) const {
  const auto all = std::accumulate(counts_.begin(), counts_.end(), std::int64_t{0});
  if (all <= 0) return 1;
  const auto wanted = share * static_cast<double>(all);
  double below = 0;
  for (std::size_t i = 0; i < buckets; ++i) {
    const auto here = static_cast<double>(counts_[i]);
    if (below + here < wanted || here <= 0) {
      below += here;
      continue;
    }
    if (i == 0) return lowest_ratio;
    if (i == buckets - 1) return highest_ratio;
    return lower_end(i) * std::exp2((wanted - below) / here / a_doubling);
  }
  return highest_ratio;
}

std::optional<Spread> RatioCounts::spread() const {
  if (count() < enough) return std::nullopt;
  return Spread{std::min(1.0, quantile(0.1)), std::max(1.0, quantile(0.9))};
}

}  // namespace geo::roads
