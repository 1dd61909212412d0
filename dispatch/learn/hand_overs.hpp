#pragma once

#include <array>
#include <chrono>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "dispatch/learn/tallies.hpp"
#include "dispatch/log/view.hpp"

namespace dispatch {

// How long patients wait to be handed over, facility by facility, by hour of the day.
class HandOverTimes {
 public:
  // False: it is of something else.
  bool add(const Tally& tally);
  // Of this hour and the two beside it, else of the whole day; nothing of a facility that was hardly seen.
  [[nodiscard]] std::optional<seconds> at(const FacilityId& facility, std::size_t hour) const;

 private:
  struct Seen {
    std::int64_t count = 0;
    std::int64_t seconds = 0;
  };
  std::unordered_map<FacilityId, std::array<Seen, 24>> seen_;
};

// Counts hand-overs of the units whose positions come to this node, as drives are (driving.hpp).
class HandOverWatch {
 public:
  void moved(const Assignment& job);
  // Those that are over since, by the stamps of the crews' devices.
  [[nodiscard]] std::vector<Tally> look(const View& view, std::chrono::minutes utc_offset);

 private:
  std::unordered_set<AssignmentId> watched_;
};

[[nodiscard]] std::size_t hour_at(TimePoint when, std::chrono::minutes utc_offset);

}  // namespace dispatch
