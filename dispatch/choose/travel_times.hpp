#pragma once

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

#include "dispatch/model/model.hpp"
#include "dispatch/model/policy.hpp"
#include "geo/roads/closing.hpp"
#include "geo/roads/network.hpp"
#include "geo/roads/spread.hpp"

namespace dispatch {

[[nodiscard]] geo::roads::Vehicle vehicle_of(UnitKind kind);
// In which direction it moves; nothing of what hardly moves.
[[nodiscard]] std::optional<double> heading_of(const Fix& fix);

// How long a unit drives to somewhere, turnout not counted.
struct Travel {
  seconds time{};
  seconds low{};  // in 80 of 100 cases it takes between low and high
  seconds high{};
  geo::Metres metres;                 // on the road, or the straight line times the road factor
  bool by_road = false;               // else by the straight line
  std::optional<geo::Metres> walked;  // from the road to where it is wanted
};

// Travel times that somebody else knows better, for one place.
using KnownTravels = std::unordered_map<UnitId, Travel>;

// How far real travel times lie from calculated ones, on roads and by the straight line.
struct Spreads {
  geo::roads::Spread by_road = geo::roads::assumed_spread;
  geo::roads::Spread by_line = geo::roads::assumed_spread;
};

// Travel times of units: on the region's roads where it has them and a road leads there, else by the straight
// line and a factor. Units are put on the road when their position arrives, not when somebody asks.
class TravelTimes {
 public:
  // The roads as the map and the region's file say they are; may be null.
  explicit TravelTimes(const Policy& policy, std::unique_ptr<const geo::roads::Network> roads = nullptr);

  // As they are now; null where there are none.
  [[nodiscard]] const geo::roads::Network* roads() const { return now_ ? now_.get() : mapped_.get(); }
  // These roads, and no others, are closed. Holds for the next question.
  void close(const std::unordered_map<ClosureId, Closure>& closures);
  // What a closure by these points closes; nothing where no road is, or none leads from one to the next.
  [[nodiscard]] std::optional<geo::roads::Closing> closing(std::span<const geo::Position> points) const;
  // The closures that this way would meet if all roads were open: where another program may lead.
  [[nodiscard]] std::vector<ClosureId> avoided(UnitKind kind, const Fix& fix, geo::Position end) const;
  // As the map and the region's file say they are; null where there are none.
  [[nodiscard]] const geo::roads::Network* mapped() const { return mapped_.get(); }
  // How fast the roads are as measured, instead of what the region's file says. Holds for the next question.
  void learn(geo::roads::Conditions measured);
  void learn(const Spreads& measured) { spreads_ = measured; }

  void moved(UnitKind kind, const Fix& fix);

  struct From {
    UnitKind kind = UnitKind::ambulance;
    const Fix* fix = nullptr;
  };
  // In the order of the starts.
  [[nodiscard]] std::vector<Travel> to_one(std::span<const From> starts, geo::Position end) const;
  [[nodiscard]] Travel to_one(UnitKind kind, const Fix& fix, geo::Position end) const;

  // From one place to many, in the order of the ends.
  [[nodiscard]] std::vector<Travel> from_one(UnitKind kind, geo::Position start,
                                             std::span<const geo::Position> ends) const;

  // No unit that is so far away is there sooner.
  [[nodiscard]] seconds at_least(UnitKind kind, geo::Metres straight) const;

  // What a road engine says of a way: its time on the road, with what is walked at the end. Nothing where a
  // road on that way is closed, because an engine does not know it.
  [[nodiscard]] std::optional<Travel> as_engine_says(UnitKind kind, const Fix& fix, geo::Position end,
                                                     double seconds, geo::Metres metres) const;

  [[nodiscard]] std::optional<geo::roads::Route> route(UnitKind kind, const Fix& fix,
                                                       geo::Position end) const;

 private:
  struct Snapped {
    geo::Position where;
    std::optional<double> heading;
    geo::roads::Vehicle vehicle = geo::roads::Vehicle::ambulance;
    geo::roads::Approach approach;
  };
  [[nodiscard]] const geo::roads::Approach& approach_of(UnitKind kind, const Fix& fix) const;
  [[nodiscard]] Travel on_roads(const geo::roads::Travel& found) const;
  [[nodiscard]] Travel straight(UnitKind kind, geo::Position from, geo::Position to) const;

  void renew();

  Policy policy_;
  std::unique_ptr<const geo::roads::Network> mapped_;
  std::unique_ptr<const geo::roads::Network> now_;  // while something else holds than what is mapped
  std::map<ClosureId, std::vector<geo::roads::Stretch>> closed_;
  std::optional<geo::roads::Conditions> measured_;
  Spreads spreads_;
  mutable std::unordered_map<UnitId, Snapped> snapped_;
};

}  // namespace dispatch
