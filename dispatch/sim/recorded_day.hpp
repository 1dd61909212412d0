#pragma once

#include <map>
#include <optional>
#include <vector>

#include "dispatch/log/entry.hpp"
#include "dispatch/log/view.hpp"

namespace dispatch {

// What a log says of a time, as far as a replay can use it.
struct RecordedDay {
  // A call that somebody reached, by the times that were said of it.
  struct Call {
    TimePoint received;
    Priority priority = Priority::P1;
    Needs needs = Needs::ambulance;
    geo::Position where;
    UnitId unit;  // that was there first
    TimePoint arrived;
    // Of the one that took the patient, else of the first that was there; what was not said is none.
    bool transport = false;
    std::optional<milliseconds> scene = {};
    std::optional<milliseconds> to_hospital = {};
    std::optional<milliseconds> handover = {};
    std::optional<OutcomeCode> outcome = {};
  };
  // A unit on duty.
  struct Watch {
    UnitId unit;
    UnitKind kind = UnitKind::ambulance;
    Station station;
    TimePoint from;
    TimePoint to;
  };
  std::vector<Call> calls;     // in the order in which they were received
  std::vector<Watch> watches;  // by unit, in order
  std::size_t unserved = 0;    // calls that nobody reached, or of which nobody knew where
};

// Gathers it while a log is read.
class DayKeeper {
 public:
  // `view`: how all stood then.
  DayKeeper(const View& view, TimePoint begins);
  // `view`: with this entry.
  void add(const View& view, const Entry& entry);
  [[nodiscard]] RecordedDay until(TimePoint end) const;

 private:
  void see(const Unit& unit);
  [[nodiscard]] std::optional<RecordedDay::Call> call_of(const Incident& incident) const;

  TimePoint begins_;
  std::map<IncidentId, Incident> incidents_;
  std::map<AssignmentId, Assignment> jobs_;
  std::map<UnitId, RecordedDay::Watch> on_duty_;
  std::vector<RecordedDay::Watch> watches_;
};

}  // namespace dispatch
