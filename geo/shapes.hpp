#pragma once

#include <boost/geometry/algorithms/correct.hpp>
#include <boost/geometry/core/cs.hpp>
#include <boost/geometry/geometries/multi_polygon.hpp>
#include <boost/geometry/geometries/point_xy.hpp>
#include <boost/geometry/geometries/polygon.hpp>
#include <boost/geometry/strategies/strategies.hpp>

#include "geo/place.hpp"

// Polygons as Boost.Geometry wants them. For areas.cpp and area_flaws.cpp alone: it is slow to compile.
namespace geo::shapes {

namespace bg = boost::geometry;
using Point = bg::model::d2::point_xy<double>;  // x: longitude, y: latitude, degrees on a plane
using Shape = bg::model::polygon<Point>;
using Shapes = bg::model::multi_polygon<Shape>;

inline constexpr std::size_t least_points = 3;

inline std::size_t corners_of(const Ring& ring) {
  const bool is_closed = ring.size() > 1 && ring.front() == ring.back();
  return ring.size() - (is_closed ? 1 : 0);
}

inline Point point_of(Position where) {
  return {where.lon(), where.lat()};
}

// Closed and turned as Boost wants it; empty if the outer ring has fewer than three corners.
inline Shape shape_of(const Polygon& polygon) {
  Shape shape;
  if (corners_of(polygon.outer) < least_points) return shape;
  for (const auto& where : polygon.outer) bg::append(shape.outer(), point_of(where));
  for (const auto& hole : polygon.holes) {
    if (corners_of(hole) < least_points) continue;
    shape.inners().emplace_back();
    for (const auto& where : hole) bg::append(shape.inners().back(), point_of(where));
  }
  bg::correct(shape);
  return shape;
}

}  // namespace geo::shapes
