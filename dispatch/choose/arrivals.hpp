#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

#include "dispatch/choose/travel_times.hpp"
#include "dispatch/log/view.hpp"

namespace dispatch {

// When a unit will be at its incident, or where it takes its patient, as it looks now. Without times where
// its position is too old, or nobody knows where it is to go.
struct Arrival {
  AssignmentId assignment;
  std::optional<TimePoint> at;
  std::optional<TimePoint> low;  // in 80 of 100 cases between low and high
  std::optional<TimePoint> high;
  geo::Metres metres;  // still to go
  bool by_road = false;
  std::optional<std::int64_t> late_s;       // behind what was first promised, when that is worth a notice
  std::optional<FacilityId> facility = {};  // where it is bound for; none: it is on its way to the incident
};
BOOST_DESCRIBE_STRUCT(Arrival, (), (assignment, at, low, high, metres, by_road, late_s, facility))

// Follows the units that are on their way. Derived from the view and the positions, so every node has its own
// and none of it is in the log.
class Arrivals {
 public:
  // What has changed enough to be told since the last time: an arrival that is new, that moved by ten
  // seconds, or that slipped (later than promised by more than two minutes or a quarter of the way). Each is
  // worked out anew every five seconds; at most `most` in one call, those that have waited longest.
  std::vector<Arrival> update(const View& view, const Policy& policy, const TravelTimes& travel,
                              TimePoint now, std::size_t most = 16);
  // All that are known.
  [[nodiscard]] std::vector<Arrival> all() const;

 private:
  struct Followed {
    TimePoint due;
    TimePoint promised_at;  // when the promise was made
    TimePoint promise;
    std::optional<Arrival> told;
    std::optional<FacilityId> facility = {};
    // Behind the promise; nothing while that is not worth a notice.
    std::optional<std::int64_t> lateness(TimePoint at, TimePoint now);
  };
  std::unordered_map<AssignmentId, Followed> followed_;
};

}  // namespace dispatch
