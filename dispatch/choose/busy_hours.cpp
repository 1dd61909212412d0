#include "dispatch/choose/busy_hours.hpp"

#include <algorithm>

namespace dispatch {
namespace {

using Hours = std::chrono::duration<double, std::ratio<3600>>;

}  // namespace

std::size_t BusyHours::hour_of(TimePoint time) {
  const auto hour = std::chrono::floor<std::chrono::hours>(time.time_since_epoch()).count() % 24;
  return static_cast<std::size_t>(hour);
}

void BusyHours::see(TimePoint now, std::optional<double> share) {
  if (last_) {
    auto& hour = hours_[hour_of(*last_)];
    const auto length = std::max(Hours{now - *last_}.count(), 0.0);
    hour.busy += length * share_;
    hour.seen += length;
  }
  last_.reset();
  if (!share) return;
  last_ = now;
  share_ = *share;
}

// An hour of which little is known is taken to be as the day is.
double BusyHours::at(TimePoint now) const {
  constexpr double enough = 1;
  const auto day = all();
  const auto usual = day.seen > 0 ? day.busy / day.seen : share_;
  const auto& hour = hours_[hour_of(now)];
  return (hour.busy + usual * enough) / (hour.seen + enough);
}

double BusyHours::seen() const {
  return all().seen;
}

BusyHours::Hour BusyHours::all() const {
  Hour all;
  for (const auto& hour : hours_) all.busy += hour.busy, all.seen += hour.seen;
  return all;
}

}  // namespace dispatch
