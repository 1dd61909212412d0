#include "dispatch/choose/demand.hpp"

#include <algorithm>
#include <numeric>

namespace dispatch {
namespace {

double sum_of(const std::vector<double>& numbers) {
  return std::accumulate(numbers.begin(), numbers.end(), 0.0);
}

void make_one(std::vector<double>& weights) {
  const auto all = sum_of(weights);
  for (auto& one : weights) one /= all;
}

}  // namespace

Weighed weighed(const std::vector<DemandPoint>& points, const std::vector<double>& calls) {
  Weighed made;
  std::vector<double> known;
  for (const auto& point : points)
    if (point.people) known.push_back(*point.people);
  if (sum_of(known) > 0 && known.size() * 2 >= points.size()) {
    made.by = WeighedBy::people;
    made.unknown = points.size() - known.size();
    const auto mean = sum_of(known) / static_cast<double>(known.size());
    for (const auto& point : points) made.weights.push_back(point.people.value_or(mean));
  } else if (calls.size() == points.size() && sum_of(calls) >= static_cast<double>(points.size())) {
    made.by = WeighedBy::calls;
    for (const auto count : calls) made.weights.push_back(count + 1);
  } else {
    made.weights.assign(points.size(), 1);
  }
  make_one(made.weights);
  return made;
}

}  // namespace dispatch
