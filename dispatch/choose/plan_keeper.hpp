#pragma once

#include <deque>

#include "dispatch/choose/dispatch_plan.hpp"
#include "dispatch/log/journal.hpp"

namespace dispatch {

// Keeps the plan: makes it anew when an event may put another unit first for somebody, and every two seconds
// while anybody waits or is on the way. It knows what was shown, so that nothing flickers. It works in steps,
// each the time of a search on the roads or of one plan.
class PlanKeeper {
 public:
  // The view has it already.
  void happened(const Entry& entry);
  // Everything may be different.
  void anew() { is_stale_ = true; }

  struct Basis {
    const View& view;
    const TravelTimes& travel;
    const KnownWays& known;
    TimePoint now;
  };
  // The next step; a plan that is worth telling. False: nothing is due.
  bool step(const Basis& from, std::optional<DispatchPlan>& news);
  // As it is at this moment, told or not.
  [[nodiscard]] DispatchPlan now_of(const Basis& from) const;

 private:
  struct Shown {
    UnitId unit;
    std::optional<AssignmentId> job;  // that it is to be taken off
    std::int64_t eta_s = 0;
    std::optional<ChangedChoice> changed;
  };
  [[nodiscard]] bool is_due(TimePoint now) const;
  [[nodiscard]] ShownChoices choices() const;
  void note_changes(DispatchPlan& made);
  [[nodiscard]] static ChangedChoice change_of(const Shown& before, const PlannedCall& now,
                                               const DispatchPlan& made);

  bool is_stale_ = true;
  std::optional<TimePoint> began_;  // the last round
  std::size_t calls_ = 0;           // of it
  std::deque<IncidentId> to_look_up_;
  bool is_looked_up_ = false;  // the plan itself is next
  std::map<PlanRow, Shown> shown_;
  std::optional<DispatchPlan> told_;
};

}  // namespace dispatch
