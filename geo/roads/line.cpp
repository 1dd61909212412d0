#include "geo/roads/line.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace geo::roads {
namespace {

// In units of a degree along the meridian: only compared with each other, within one section.
double length(Point a, Point b) {
  constexpr double units_of_radian = 1e7 * 180 / std::numbers::pi;
  const auto north = static_cast<double>(b.lat) - a.lat;
  const auto east = (static_cast<double>(b.lon) - a.lon) * std::cos(a.lat / units_of_radian);
  return std::hypot(north, east);
}

Point between(Point a, Point b, double part) {
  const auto mix = [&](std::int32_t from, std::int32_t to) {
    return from + static_cast<std::int32_t>(std::lround((static_cast<double>(to) - from) * part));
  };
  return {mix(a.lat, b.lat), mix(a.lon, b.lon)};
}

}  // namespace

std::vector<Point> line_of(const TablesView& tables, std::uint32_t section, double from, double to) {
  const auto points =
      tables.points.subspan(tables.sections[section].first_point,
                            tables.sections[section + 1].first_point - tables.sections[section].first_point);
  if (from <= 0 && to >= 1) return {points.begin(), points.end()};
  double whole = 0;
  for (std::size_t i = 1; i < points.size(); ++i) whole += length(points[i - 1], points[i]);
  std::vector<Point> line;
  double before = 0;
  for (std::size_t i = 1; i < points.size(); ++i) {
    const auto step = length(points[i - 1], points[i]);
    const auto part_of = [&](double part) {
      return step > 0 ? std::clamp((part * whole - before) / step, 0.0, 1.0) : 0.0;
    };
    const bool is_last = i + 1 == points.size();
    const bool begins = line.empty() && (from * whole <= before + step || is_last);
    if (begins) line.push_back(between(points[i - 1], points[i], part_of(from)));
    if (!line.empty()) line.push_back(between(points[i - 1], points[i], part_of(to)));
    before += step;
    if (!line.empty() && to * whole <= before) break;
  }
  return line;
}

}  // namespace geo::roads
