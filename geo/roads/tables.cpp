#include "geo/roads/tables.hpp"

#include <algorithm>
#include <cmath>

namespace geo::roads {
namespace {

constexpr double per_degree = 1e7;

}  // namespace

Milliseconds in_milliseconds(double seconds) {
  constexpr double longest = 4e6;  // in seconds; `closed` is a little more
  return static_cast<Milliseconds>(std::lround(std::clamp(seconds, 0.0, longest) * 1000));
}

Point point_at(Position where) {
  return {static_cast<std::int32_t>(std::lround(where.lat() * per_degree)),
          static_cast<std::int32_t>(std::lround(where.lon() * per_degree))};
}

Position position_of(Point point) {
  return Position::from({.lat = point.lat / per_degree, .lon = point.lon / per_degree}).value();
}

TablesView view_of(const MadeTables& t) {
  return {t.nodes,    t.main,   t.out_first,    t.arcs,        t.in_first, t.arrivals,      t.times,
          t.sections, t.points, t.course_first, t.course_arcs, t.cells,    t.cell_sections, t.names};
}

}  // namespace geo::roads
