#pragma once

#include <unordered_map>
#include <unordered_set>

#include "dispatch/choose/busy_hours.hpp"
#include "dispatch/choose/demand.hpp"
#include "dispatch/log/entry.hpp"
#include "geo/nearest.hpp"

namespace dispatch {

// What is made of it.
struct UsageFigures {
  BusyHours hours;
  std::vector<double> calls;  // by point
};

// What a log says, read from some entry on: how much of the time ambulances on duty have a job, by the hour,
// and from where people call. Of what lies before `since` only is kept who was on duty.
class Usage {
 public:
  Usage(DemandPoints points, TimePoint since);

  void happened(const Event& event);
  // There is nothing more until now.
  [[nodiscard]] UsageFigures until(TimePoint now);

 private:
  // Those whose rows say more than the kind of their unit.
  struct Heard;
  void count_until(TimePoint now);
  [[nodiscard]] std::optional<double> share() const;
  void came_from(const IncidentId& incident, const Place& place);

  DemandPoints points_;
  TimePoint since_;
  geo::Nearest index_;
  BusyHours hours_;
  std::optional<TimePoint> last_;
  std::unordered_set<UnitId> others_;  // that are no ambulances
  std::unordered_set<UnitId> on_duty_;
  std::unordered_set<UnitId> busy_;
  std::unordered_map<IncidentId, std::uint32_t> came_from_;  // by call the point
};

}  // namespace dispatch
