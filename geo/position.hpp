#pragma once

#include <boost/system/result.hpp>

#include "geo/units.hpp"

namespace geo {

struct Degrees {
  double lat;
  double lon;
};

// A point on the ground, known to be on the ground: the only way in checks the range.
// WGS 84, latitude -90 to 90, longitude -180 to 180, both finite.
class Position {
 public:
  Position() = default;  // where the equator meets Greenwich; lets decoders make room before they fill it
  static boost::system::result<Position> from(Degrees degrees);

  [[nodiscard]] double lat() const { return degrees_.lat; }
  [[nodiscard]] double lon() const { return degrees_.lon; }
  friend bool operator==(const Position& a, const Position& b) {
    return a.lat() == b.lat() && a.lon() == b.lon();
  }

 private:
  explicit Position(Degrees degrees) : degrees_{degrees} {}
  Degrees degrees_{0, 0};
};

// Length of the shortest line between two points on the WGS 84 ellipsoid (Karney's algorithm).
Metres distance(Position from, Position to);

// Where one comes out after going a part (0 to 1) of the shortest line.
Position along(Position from, Position to, double part);

// Where one comes out after going that far, starting in that direction (degrees clockwise from north).
Position towards(Position from, double bearing_deg, Metres far);

}  // namespace geo
