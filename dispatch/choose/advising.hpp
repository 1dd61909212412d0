#pragma once

#include <array>
#include <deque>
#include <optional>
#include <span>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "dispatch/choose/recommend.hpp"
#include "dispatch/log/journal.hpp"

namespace dispatch {

// Did something happen that may put another unit first for somebody?
[[nodiscard]] bool may_put_another_first(const Entry& entry);

// Whom to send to each incident that waits, as it was last told and as it is now. Whatever may put another
// unit first for somebody (a unit that clears or is sent, comes on duty or goes off, a road, a pin, a call)
// begins a round over all who wait, most urgent first; what happens during a round makes one more follow. An
// incident that has changed itself does not wait for a round.
//
// It works in steps, each the time of one or two searches on the roads, so that whoever runs it can do
// something else in between.
class Advising {
 public:
  // The view has it already.
  void happened(const Entry& entry);
  // Everything may be different: all was loaded anew, or roads are faster than was thought.
  void anew() { is_stale_ = true; }
  // Nobody heard what was told last of this incident.
  void was_not_heard(const IncidentId& incident) { told_.erase(incident); }
  // What a road engine says of the ways from these positions to an incident: good for units that have not
  // moved since, until roads are closed or opened. The incident is worked out anew.
  void heard_engine(const IncidentId& incident, geo::Position pin, std::span<const Fix> asked,
                    KnownTravels travels);
  // Those among its contenders whose ways the engine has not been asked for.
  [[nodiscard]] std::vector<Fix> unasked(const View& view, const Policy& policy, const Incident& incident,
                                         TimePoint now) const;

  // What the engine has said of ways to it that still hold.
  [[nodiscard]] KnownTravels known_of(const View& view, const Incident& incident) const;
  [[nodiscard]] Recommendation now_of(const View& view, const TravelTimes& travel, const Incident& incident,
                                      TimePoint now) const;
  // Is it worth telling? Then it counts as told.
  bool tells(const Recommendation& made);

  // The next step; adds what is worth telling. False: nothing is due.
  bool step(const View& view, const TravelTimes& travel, TimePoint now, std::vector<Recommendation>& news);
  // Of the round, and of those that have changed themselves.
  [[nodiscard]] std::size_t waiting() const { return changed_.size() + round_.size(); }

 private:
  struct Said {  // by a road engine
    geo::Position pin;
    std::unordered_map<UnitId, geo::Position> from;
    KnownTravels travels;
  };
  std::vector<geo::Position>& pins_of(UnitKind kind) { return pins_[static_cast<std::size_t>(kind)]; }
  void has_changed(const IncidentId& id);
  void begin_round(const View& view, const TravelTimes& travel);
  void plan_searches(const View& view, const TravelTimes& travel);
  void search_from(const View& view, const TravelTimes& travel, const UnitId& unit);

  bool is_stale_ = false;
  std::optional<TimePoint> began_;  // the last round
  std::deque<IncidentId> changed_;  // each once
  std::deque<IncidentId> round_;
  std::array<std::vector<geo::Position>, 3> pins_;  // of the round, by kind of unit that fits
  std::vector<UnitId> to_search_from_;  // before the round: one search from a unit instead of one to each pin
  std::unordered_map<IncidentId, Recommendation> told_;
  std::unordered_map<IncidentId, Said> said_;
};

}  // namespace dispatch
