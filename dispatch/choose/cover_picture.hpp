#pragma once

#include "dispatch/choose/reach.hpp"
#include "dispatch/choose/waiting.hpp"

namespace dispatch {

struct ReachedBy {
  UnitId unit;
  std::int64_t eta_s = 0;  // with the time until it rolls
};
BOOST_DESCRIBE_STRUCT(ReachedBy, (), (unit, eta_s))

struct VillageCover {
  std::string code;
  std::string name;
  geo::Position where;
  double weight = 0;                // of all villages together 1
  std::optional<ReachedBy> first;   // none: nobody who is free
  std::optional<ReachedBy> second;  // if the first goes
};
BOOST_DESCRIBE_STRUCT(VillageCover, (), (code, name, where, weight, first, second))

// What the villages wait when this unit goes, wherever it is sent.
struct PriceOfUnit {
  UnitId unit;
  std::optional<VillageChange> loses;  // none: no village waits a minute longer
};
BOOST_DESCRIBE_STRUCT(PriceOfUnit, (), (unit, loses))

struct PostNow {
  std::string id;
  std::string name;
  geo::Position where;
  std::vector<UnitId> units;  // that wait there, or are told to
};
BOOST_DESCRIBE_STRUCT(PostNow, (), (id, name, where, units))

// How well people are covered at this moment, and where ambulances had better wait.
struct CoverPicture {
  TimePoint at;
  WeighedBy weighed_by = WeighedBy::alike;
  std::size_t people_unknown = 0;      // of so many villages
  double busy = 0;                     // how much of the time units are, at this hour
  bool busy_measured = false;          // else it is the setting
  std::optional<double> covered;       // graded, 0 to 1; none until ways are known
  std::vector<VillageCover> villages;  // the heaviest first
  std::size_t left_out = 0;            // villages beyond those
  std::vector<PriceOfUnit> prices;     // of each ambulance that is free
  std::vector<PostNow> posts;
  std::vector<MoveAdvice> advice;
};
BOOST_DESCRIBE_STRUCT(CoverPicture, (),
                      (at, weighed_by, people_unknown, busy, busy_measured, covered, villages, left_out,
                       prices, posts, advice))

[[nodiscard]] std::vector<VillageCover> village_covers(const std::vector<DemandPoint>& points,
                                                       const std::vector<double>& weights,
                                                       const std::vector<Reach::OfVillage>& soonest);
[[nodiscard]] std::vector<PriceOfUnit> prices_of(const std::vector<UnitId>& units,
                                                 const std::vector<DemandPoint>& points,
                                                 const std::vector<double>& weights,
                                                 const std::vector<Reach::OfVillage>& soonest);
// Nothing in it is worth telling anew.
[[nodiscard]] bool say_the_same(const CoverPicture& told, const CoverPicture& now);

}  // namespace dispatch
