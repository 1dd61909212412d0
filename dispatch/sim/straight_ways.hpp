#pragma once

#include <cstdint>
#include <vector>

#include "dispatch/sim/ways.hpp"
#include "geo/units.hpp"

namespace dispatch {

// How one drives where nothing is known of the roads: as far as straight, times a factor.
struct StraightRoads {
  double factor = 1.4;
  geo::MetresPerSecond urgent = geo::kmh(40);
  geo::MetresPerSecond calm = geo::kmh(40);
};

// Ways of that kind. A vehicle can turn anywhere: its points are the places, and those of a grid over them
// all, 65,535 by 65,535, which is a metre and a half in a district of a hundred kilometres.
class StraightWays final : public Ways {
 public:
  // At least one place.
  StraightWays(std::vector<geo::Position> places, StraightRoads roads);

  Start leaving(PlaceNumber place, Pace) override { return {node_of(place), milliseconds{0}}; }
  std::optional<milliseconds> time(const Way& way) override;
  Start ahead(const Way& way, milliseconds driven) override;
  geo::Position position(const Start& start) override { return position_of(start.node); }

 private:
  [[nodiscard]] std::uint32_t node_of(PlaceNumber place) const;
  [[nodiscard]] std::uint32_t node_at(geo::Position where) const;
  [[nodiscard]] geo::Position position_of(std::uint32_t node) const;
  [[nodiscard]] double degrees_east(geo::Position where) const;  // of the first place
  [[nodiscard]] milliseconds driving(geo::Position from, geo::Position to, Pace pace) const;

  std::vector<geo::Position> places_;
  StraightRoads roads_;
  double south_ = 0;
  double height_ = 0;
  double west_ = 0;  // as `degrees_east`
  double width_ = 0;
};

}  // namespace dispatch
