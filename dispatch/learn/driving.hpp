#pragma once

#include <map>
#include <unordered_map>
#include <vector>

#include "dispatch/choose/travel_times.hpp"
#include "dispatch/learn/hand_overs.hpp"
#include "dispatch/learn/tallies.hpp"
#include "dispatch/log/view.hpp"
#include "geo/roads/experience.hpp"

namespace dispatch {

// What was learnt from all drives of all nodes.
struct Learnt {
  geo::roads::Experience roads;
  std::int64_t arrivals = 0;  // of those whose time was estimated when the unit set out
  std::int64_t within = 0;    // as many came between low and high
  geo::roads::RatioCounts by_road;
  geo::roads::RatioCounts by_line;
  HandOverTimes hand_overs;
};
// Tallies that a newer version wrote are left out.
Learnt learnt_from(const std::vector<Tally>& tallies);

// Follows units that drive to an incident or a hospital, as far as their positions come to this node, and
// counts two things: how long roads really take, and whether arrivals come when it was said. A unit talks to
// one node at a time, so no two nodes count the same drive. An arrival is counted by the node that got the
// unit's first position after it set out; if it moves to another node within that first minute both count it,
// and if that node ends nobody does.
class Driving {
 public:
  explicit Driving(std::chrono::minutes utc_offset) : utc_offset_{utc_offset} {}

  // A position that came to this node.
  void moved(const View& view, const TravelTimes& travel, const Fix& fix, TimePoint now);
  // Counts those that have arrived since; to be called after entries were read.
  void look(const View& view);

  // What was counted since the last time.
  [[nodiscard]] std::vector<Tally> take();
  // It could not be kept now. Of more than 20,000 names roads that are not yet among them are dropped.
  void put_back(std::vector<Tally> tallies);

 private:
  struct Track {
    AssignmentId job;
    AssignmentState state = AssignmentState::en_route;
    Fix last;  // where the drive looked at now began
    bool rolls = false;
  };
  struct Promise {
    UnitId unit;
    geo::Position pin;
    milliseconds after{};  // the unit had set out
    Travel travel;
    bool was_seen_driving = false;
  };
  void follow(const TravelTimes& travel, const Unit& unit, const Assignment& job, const Fix& fix);
  void learn(const TravelTimes& travel, const Unit& unit, const Fix& from, const Fix& to);
  void promise(const View& view, const TravelTimes& travel, const Unit& unit, const Assignment& job,
               const Fix& fix, TimePoint now);
  void arrived(const View& view, const Promise& promise, const Assignment& job);
  void count(Tally tally);

  std::chrono::minutes utc_offset_;
  std::unordered_map<UnitId, Track> tracks_;
  std::unordered_map<AssignmentId, Promise> promises_;
  HandOverWatch hand_overs_;
  std::map<std::string, Tally> counted_;
};

}  // namespace dispatch
