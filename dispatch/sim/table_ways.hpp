#pragma once

#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

#include "dispatch/sim/road_map.hpp"

namespace dispatch {

// How long it takes from one place to another, where nothing is known of what lies between.
class TimeTable {
 public:
  void put(PlaceNumber from, PlaceNumber to, RoadTimes times) {
    times_.insert_or_assign(key(from, to), times);
  }
  [[nodiscard]] std::optional<milliseconds> time(PlaceNumber from, PlaceNumber to, Pace pace) const;

 private:
  static std::uint64_t key(PlaceNumber from, PlaceNumber to) { return (std::uint64_t{from} << 32U) | to; }
  std::unordered_map<std::uint64_t, RoadTimes> times_;
};

// Ways by such a table. Whoever is on one can take another only where it ends.
class TableWays final : public Ways {
 public:
  // The table lives as long.
  TableWays(const TimeTable& table, const std::vector<geo::Position>& places)
      : table_{table}, places_{places} {}

  Start leaving(PlaceNumber place, Pace) override { return {place, milliseconds{0}}; }
  std::optional<milliseconds> time(const Way& way) override;
  Start ahead(const Way& way, milliseconds driven) override;
  geo::Position position(const Start& start) override { return places_[start.node]; }

 private:
  const TimeTable& table_;
  std::vector<geo::Position> places_;
};

}  // namespace dispatch
