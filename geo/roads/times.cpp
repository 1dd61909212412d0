#include "geo/roads/times.hpp"

#include <algorithm>
#include <cmath>

namespace geo::roads {
namespace {

// Time over assumed time on each section; below zero where it is closed.
std::vector<double> factors_of(const TablesView& tables, const Conditions& conditions) {
  std::vector<double> factors;
  factors.reserve(tables.sections.size());
  for (const auto& section : tables.sections)
    factors.push_back(conditions.of_class[static_cast<std::size_t>(section.road)]);
  for (const auto& [section, factor] : conditions.of_section)
    if (section < factors.size()) factors[section] = factor;
  for (const auto section : conditions.closed_sections)
    if (section < factors.size()) factors[section] = -1;
  return factors;
}

}  // namespace

Times::Times(const TablesView& tables, const Conditions& conditions) {
  constexpr double slowest = closed - 1.0;
  const auto factors = factors_of(tables, conditions);
  for (const auto vehicle : vehicles) {
    auto& times = of_arcs_[vehicle];
    times.reserve(tables.arcs.size());
    for (std::size_t i = 0; i < tables.arcs.size(); ++i) {
      const auto time = tables.times[i][vehicle];
      const auto course = tables.arcs[i].course;
      const auto factor = course == none ? 1 : factors[section_of(course)];
      times.push_back(time == closed || factor < 0
                          ? closed
                          : static_cast<Milliseconds>(std::min(std::round(time * factor), slowest)));
    }
    auto& arrivals = of_arrivals_[vehicle];
    arrivals.reserve(times.size());
    for (const auto& arrival : tables.arrivals) arrivals.push_back(times[arrival.arc]);
  }
}

}  // namespace geo::roads
