#include "geo/position.hpp"

#include <GeographicLib/Geodesic.hpp>
#include <algorithm>
#include <cmath>

namespace geo {

boost::system::result<Position> Position::from(Degrees degrees) {
  const bool on_earth = std::isfinite(degrees.lat) && std::isfinite(degrees.lon) &&
                        std::abs(degrees.lat) <= 90 && std::abs(degrees.lon) <= 180;
  if (!on_earth) return make_error_code(boost::system::errc::argument_out_of_domain);
  return Position{degrees};
}

Metres distance(Position from, Position to) {
  double metres = 0;
  GeographicLib::Geodesic::WGS84().Inverse(from.lat(), from.lon(), to.lat(), to.lon(), metres);
  return Metres{metres};
}

Position along(Position from, Position to, double part) {
  const auto& earth = GeographicLib::Geodesic::WGS84();
  double metres = 0;
  double heading = 0;
  double unused = 0;
  earth.Inverse(from.lat(), from.lon(), to.lat(), to.lon(), metres, heading, unused);
  Degrees there{};
  earth.Direct(from.lat(), from.lon(), heading, metres * std::clamp(part, 0.0, 1.0), there.lat, there.lon);
  return *Position::from(there);
}

Position towards(Position from, double bearing_deg, Metres far) {
  Degrees end{};
  GeographicLib::Geodesic::WGS84().Direct(from.lat(), from.lon(), bearing_deg, far.count(), end.lat, end.lon);
  return Position::from(end).value();
}

}  // namespace geo
