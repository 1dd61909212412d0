#include "dispatch/sim/straight_ways.hpp"

#include <algorithm>
#include <cmath>

namespace dispatch {
namespace {

constexpr std::uint32_t rows = 65'535;
constexpr std::uint32_t first_place = rows * rows;  // above the grid
constexpr std::uint32_t most_places = ~0U - first_place;

std::uint32_t row_at(double value, double least, double span) {
  if (span <= 0) return 0;
  return static_cast<std::uint32_t>(std::lround(std::clamp((value - least) / span, 0.0, 1.0) * (rows - 1)));
}
double part_at(std::uint32_t row) {
  return static_cast<double>(row) / (rows - 1);
}

}  // namespace

StraightWays::StraightWays(std::vector<geo::Position> places, StraightRoads roads)
    : places_{std::move(places)}, roads_{roads} {
  const auto [south, north] = std::ranges::minmax_element(places_, {}, &geo::Position::lat);
  south_ = south->lat();
  height_ = north->lat() - south_;
  double east = 0;
  for (const auto& place : places_) {
    west_ = std::min(west_, degrees_east(place));
    east = std::max(east, degrees_east(place));
  }
  width_ = east - west_;
}

// The shorter way round, so that the date line is no border.
double StraightWays::degrees_east(geo::Position where) const {
  return std::remainder(where.lon() - places_.front().lon(), 360.0);
}

std::uint32_t StraightWays::node_of(PlaceNumber place) const {
  return place < most_places ? first_place + place : node_at(places_[place]);
}

std::uint32_t StraightWays::node_at(geo::Position where) const {
  return row_at(where.lat(), south_, height_) * rows + row_at(degrees_east(where), west_, width_);
}

geo::Position StraightWays::position_of(std::uint32_t node) const {
  if (node >= first_place) return places_[node - first_place];
  const auto lat = south_ + height_ * part_at(node / rows);
  const auto east = west_ + width_ * part_at(node % rows);
  const auto lon = std::remainder(places_.front().lon() + east, 360.0);
  return geo::Position::from({.lat = std::clamp(lat, -90.0, 90.0), .lon = lon}).value();
}

milliseconds StraightWays::driving(geo::Position from, geo::Position to, Pace pace) const {
  const auto speed = pace == Pace::urgent ? roads_.urgent : roads_.calm;
  return milliseconds{std::llround(geo::distance(from, to).count() * roads_.factor / speed.count() * 1000)};
}

std::optional<milliseconds> StraightWays::time(const Way& way) {
  return way.from.after + driving(position_of(way.from.node), places_[way.to], way.pace);
}

Start StraightWays::ahead(const Way& way, milliseconds driven) {
  if (driven <= way.from.after) return {way.from.node, way.from.after - driven};
  const auto from = position_of(way.from.node);
  const auto whole = driving(from, places_[way.to], way.pace);
  const auto part = std::chrono::duration<double>{driven - way.from.after} / whole;
  if (!(part < 1)) return {node_of(way.to), milliseconds{0}};
  return {node_at(geo::along(from, places_[way.to], part)), milliseconds{0}};
}

}  // namespace dispatch
