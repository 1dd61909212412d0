#pragma once

#include <array>
#include <deque>
#include <unordered_map>

#include "dispatch/choose/post_times.hpp"
#include "dispatch/log/view.hpp"

namespace dispatch {

// When the ambulances that are free would be in each village, from where they are now: a search a unit, and
// again once it has driven on.
class Reach {
 public:
  struct Soonest {
    UnitId unit;
    seconds takes{};  // with the time until it rolls
  };
  // The first, and who would be first if that one went.
  using OfVillage = std::array<std::optional<Soonest>, 2>;

  void anew() { from_.clear(); }
  // Which units' ways are not known any more.
  void look(const View& view, const Policy& policy, TimePoint now);
  // The next search; false: all are known.
  bool step(const View& view, const TravelTimes& travel, const DemandPoints& points);
  [[nodiscard]] std::vector<OfVillage> soonest(const View& view, const Policy& policy,
                                               std::size_t points) const;
  // Those that are free and whose position is known.
  [[nodiscard]] const std::vector<UnitId>& units() const { return units_; }

 private:
  struct From {
    geo::Position where;
    TimesToPoints times;
  };
  std::vector<UnitId> units_;
  std::deque<UnitId> to_search_;
  std::unordered_map<UnitId, From> from_;
};

}  // namespace dispatch
