#pragma once

#include "geo/position.hpp"

namespace test {

// A point that is known to be on the earth.
inline geo::Position at(double lat, double lon) {
  return geo::Position::from({.lat = lat, .lon = lon}).value();
}

}  // namespace test
