#pragma once

#include <memory>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

#include "dispatch/choose/travel_basis.hpp"
#include "geo/roads/drives.hpp"

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

// The same with low and high so much wider: what nobody knows of where the way begins, and of where it ends.
[[nodiscard]] Travel widened(Travel travel, seconds begin, seconds end);

// Travel times that somebody else knows better, for one place.
using KnownTravels = std::unordered_map<UnitId, Travel>;

// Travel times of units: on the region's roads where it has them and a road leads there, else by the straight
// line and a factor. What it rests on can be shared; the object itself belongs to one thread, because it
// remembers where units stand on the road, the ways from there, and what searches need.
class TravelTimes {
 public:
  explicit TravelTimes(TravelBasis::Shared basis);
  explicit TravelTimes(const Policy& policy, std::shared_ptr<const geo::roads::Network> mapped = nullptr)
      : TravelTimes{TravelBasis::of(policy, std::move(mapped))} {}

  [[nodiscard]] const TravelBasis::Shared& basis() const { return basis_; }
  // Holds for the next question.
  void rest_on(TravelBasis::Shared basis);
  void close(const TravelBasis::Closures& closures);
  void learn(geo::roads::Conditions measured) { rest_on(basis_->with(std::move(measured))); }
  void learn(const Spreads& measured) { rest_on(basis_->with(measured)); }

  // As they are now; null where there are none.
  [[nodiscard]] const geo::roads::Network* roads() const { return basis_->roads(); }
  [[nodiscard]] const geo::roads::Network* mapped() const { return basis_->mapped(); }
  // What a closure by these points closes; nothing where no road is, or none leads from one to the next.
  [[nodiscard]] std::optional<geo::roads::Closing> closing(std::span<const geo::Position> points) const;
  // The closures that this way would meet if all roads were open: where another program may lead.
  [[nodiscard]] std::vector<ClosureId> avoided(UnitKind kind, const Fix& fix, geo::Position end) const;
  // The way that explains what was driven between two positions, on the roads as mapped.
  [[nodiscard]] std::optional<geo::roads::Drive> drive(UnitKind kind, const Fix& from, const Fix& to) const;

  struct From {
    UnitKind kind = UnitKind::ambulance;
    const Fix* fix = nullptr;
  };
  // In the order of the starts, which are of different units.
  [[nodiscard]] std::vector<Travel> to_one(std::span<const From> starts, geo::Position end) const;
  [[nodiscard]] Travel to_one(UnitKind kind, const Fix& fix, geo::Position end) const;

  // Works out the ways from one unit to many places in one search, because many are about to ask for them.
  void look_ahead(const From& start, std::span<const geo::Position> ends) const;
  // Most of these ways are known already.
  [[nodiscard]] bool remembers(const From& start, std::span<const geo::Position> ends) const;

  // From one place to many, in the order of the ends.
  [[nodiscard]] std::vector<Travel> from_one(UnitKind kind, geo::Position start,
                                             std::span<const geo::Position> ends) const;

  // So much longer or shorter a way may be that begins or ends so far from where it was thought to.
  [[nodiscard]] seconds across(UnitKind kind, geo::Metres circle) const;

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
    // Ways that were worked out from just here, by `key_of` where they end; nothing where no road leads.
    std::unordered_map<std::uint64_t, std::optional<geo::roads::Travel>> ways;
  };
  [[nodiscard]] Snapped& snapped(UnitKind kind, const Fix& fix) const;
  void forget() const;
  void remember(Snapped& start, geo::Position end, const std::optional<geo::roads::Travel>& way) const;
  [[nodiscard]] Travel on_roads(const geo::roads::Travel& found) const;
  [[nodiscard]] Travel straight(UnitKind kind, geo::Position from, geo::Position to) const;

  // Only where there are roads.
  [[nodiscard]] geo::roads::Searcher on(const geo::roads::Network& network) const;

  TravelBasis::Shared basis_;
  mutable std::optional<geo::roads::Scratch> scratch_;
  mutable std::unordered_map<UnitId, Snapped> snapped_;
  mutable std::size_t remembered_ = 0;  // ways, of all units
};

}  // namespace dispatch
