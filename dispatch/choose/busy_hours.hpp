#pragma once

#include <array>
#include <optional>

#include "dispatch/model/time.hpp"

namespace dispatch {

// The share of the units that are on a job, by hour of the day, as far as it has been seen.
class BusyHours {
 public:
  // From now on it is so, until the next look; nothing: nobody knows.
  void see(TimePoint now, std::optional<double> share);
  [[nodiscard]] double at(TimePoint now) const;
  // So many hours have been looked at.
  [[nodiscard]] double seen() const;

 private:
  struct Hour {
    double busy = 0;  // hours
    double seen = 0;
  };
  static std::size_t hour_of(TimePoint time);
  [[nodiscard]] Hour all() const;
  std::array<Hour, 24> hours_{};
  std::optional<TimePoint> last_;
  double share_ = 0;  // since then
};

}  // namespace dispatch
