#include "dispatch/show/intervals.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace dispatch {
namespace {

struct Named {
  AssignmentState step;
  std::string_view name;
  std::string_view nemsis;
};
constexpr std::array steps{
    Named{AssignmentState::reserved, "received to dispatched", "eTimes.01-03"},
    Named{AssignmentState::acknowledged, "received to acknowledged", "eTimes.01-04"},
    Named{AssignmentState::en_route, "received to en route", "eTimes.01-05"},
    Named{AssignmentState::on_scene, "received to on scene", "eTimes.01-06"},
    Named{AssignmentState::at_patient, "received to at patient", "eTimes.01-07"},
    Named{AssignmentState::left_scene, "received to left scene", "eTimes.01-09"},
    Named{AssignmentState::at_destination, "received to at destination", "eTimes.01-11"},
    Named{AssignmentState::handed_over, "received to handed over", "eTimes.01-12"},
    Named{AssignmentState::cleared, "received to back in service", "eTimes.01-13"},
};

std::optional<TimePoint> first(const Story& story, AssignmentState step) {
  std::optional<TimePoint> earliest;
  for (const auto& assignment : story.assignments)
    for (const auto& stamp : assignment.times)
      if (stamp.state == step && (!earliest || stamp.at < *earliest)) earliest = stamp.at;
  return earliest;
}

}  // namespace

std::optional<double> Interval::percentile(double share) const {
  if (seconds.empty()) return std::nullopt;
  auto sorted = seconds;
  std::ranges::sort(sorted);
  const auto rank = static_cast<std::size_t>(std::ceil(share * static_cast<double>(sorted.size())));
  return sorted[std::clamp<std::size_t>(rank, 1, sorted.size()) - 1];
}

std::vector<Interval> intervals(std::span<const Story> stories) {
  std::vector<Interval> all;
  for (const auto& step : steps) {
    Interval interval{step.name, step.nemsis, {}};
    for (const auto& story : stories)
      if (const auto at = first(story, step.step))
        interval.seconds.push_back(std::chrono::duration<double>(*at - story.received).count());
    all.push_back(std::move(interval));
  }
  return all;
}

}  // namespace dispatch
