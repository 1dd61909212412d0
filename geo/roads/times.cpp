#include "geo/roads/times.hpp"

#include <algorithm>
#include <cmath>

namespace geo::roads {
namespace {

// Time over assumed time on each section.
std::vector<double> factors_of(const TablesView& tables, const Conditions& conditions) {
  std::vector<double> factors;
  factors.reserve(tables.sections.size());
  for (const auto& section : tables.sections)
    factors.push_back(conditions.of_class[static_cast<std::size_t>(section.road)]);
  for (const auto& [section, factor] : conditions.of_section)
    if (section < factors.size()) factors[section] = factor;
  return factors;
}

Milliseconds slowed(Milliseconds time, double factor) {
  constexpr double slowest = closed - 1.0;
  return time == closed ? closed : static_cast<Milliseconds>(std::min(std::round(time * factor), slowest));
}

// In order, and what touches made one.
void tidy(std::vector<Gap>& gaps) {
  std::ranges::sort(gaps, {}, &Gap::from);
  std::vector<Gap> apart;
  for (const auto& gap : gaps) {
    if (!apart.empty() && gap.from <= apart.back().to)
      apart.back().to = std::max(apart.back().to, gap.to);
    else
      apart.push_back(gap);
  }
  gaps = std::move(apart);
}

}  // namespace

Times::Times(const TablesView& tables, const Conditions& conditions) {
  const auto factors = factors_of(tables, conditions);
  for (const auto& [section, from, to] : conditions.closed)
    if (section + 1 < tables.sections.size()) broken_[section].gaps.push_back({from, to});
  for (auto& [section, broken] : broken_) {
    broken.factor = factors[section];
    tidy(broken.gaps);
  }
  for (const auto vehicle : vehicles) {
    auto& times = of_arcs_[vehicle];
    times.reserve(tables.arcs.size());
    for (std::size_t i = 0; i < tables.arcs.size(); ++i) {
      const auto course = tables.arcs[i].course;
      times.push_back(slowed(tables.times[i][vehicle], course == none ? 1 : factors[section_of(course)]));
    }
    for (const auto& [section, broken] : broken_)
      for (const Course course : {section * 2, section * 2 + 1})
        for (auto i = tables.course_first[course]; i < tables.course_first[course + 1]; ++i)
          times[tables.course_arcs[i].arc] = closed;
    auto& arrivals = of_arrivals_[vehicle];
    arrivals.reserve(times.size());
    for (const auto& arrival : tables.arrivals) arrivals.push_back(times[arrival.arc]);
  }
}

Milliseconds Times::of_open(const TablesView& tables, Vehicle vehicle, ArcIndex arc) const {
  const auto course = tables.arcs[arc].course;
  const auto broken = course == none ? broken_.end() : broken_.find(section_of(course));
  if (broken == broken_.end()) return of_arcs_[vehicle][arc];
  return slowed(tables.times[arc][vehicle], broken->second.factor);
}

std::vector<Gap> Times::gaps(Course course) const {
  const auto broken = broken_.find(section_of(course));
  if (broken == broken_.end()) return {};
  auto gaps = broken->second.gaps;
  if (is_backward(course)) {
    std::ranges::reverse(gaps);
    for (auto& gap : gaps) gap = {1 - gap.to, 1 - gap.from};
  }
  return gaps;
}

}  // namespace geo::roads
