#pragma once

#include <cstdint>
#include <deque>
#include <unordered_map>
#include <vector>

#include "dispatch/sim/road_map.hpp"

namespace dispatch {

// From a place to its nearest access to the roads and back one drives straight, at these speeds.
struct OffRoad {
  geo::MetresPerSecond urgent = geo::kmh(45);
  geo::MetresPerSecond calm = geo::kmh(31);
};

// Ways on a road map. Times to a place are found when they are asked for first, from all junctions at once,
// and kept: of as many places as fit into 256 MiB.
class RoadWays final : public Ways {
 public:
  RoadWays(const RoadMap& map, const std::vector<geo::Position>& places, OffRoad speeds);

  Start leaving(PlaceNumber place, Pace pace) override;
  std::optional<milliseconds> time(const Way& way) override;
  Start ahead(const Way& way, milliseconds driven) override;
  geo::Position position(const Start& start) override { return nodes_[start.node]; }

 private:
  struct Access {
    std::uint32_t node = 0;
    geo::Metres away;
  };
  using Times = std::vector<std::uint32_t>;
  static std::vector<Access> accesses(const RoadMap& map, const std::vector<geo::Position>& places);
  static std::vector<std::uint32_t> nodes_of(const std::vector<Access>& accesses);
  [[nodiscard]] milliseconds off_road(PlaceNumber place, Pace pace) const;
  const Times& times_to(std::uint32_t node, Pace pace);
  // Of the roads alone, from a node on.
  struct Onward {
    std::uint32_t time = Stretches::none;
    std::uint32_t stretch = Stretches::none;  // the first one of the way; none: it is there
    std::uint32_t passed = 0;                 // of that stretch, up to the node
    std::uint32_t index = 0;                  // of what lies between, the next
  };
  [[nodiscard]] Onward onward(std::uint32_t node, const Times& times, Pace pace) const;

  std::vector<geo::Position> nodes_;
  std::vector<Access> places_;
  OffRoad speeds_;
  Stretches roads_;
  std::unordered_map<std::uint64_t, Times> known_;
  std::deque<std::uint64_t> order_;  // of `known_`, oldest first
};

}  // namespace dispatch
