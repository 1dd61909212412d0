#include <boost/geometry/algorithms/is_valid.hpp>
#include <charconv>
#include <sstream>

#include "geo/areas.hpp"
#include "geo/shapes.hpp"

namespace geo {
namespace {

namespace bg = boost::geometry;

std::string sentence_of(bg::validity_failure_type failure, const std::string& message) {
  switch (failure) {
    case bg::failure_self_intersections: return "the border crosses or touches itself";
    case bg::failure_spikes: return "the border runs out and back on the same line";
    case bg::failure_interior_rings_outside: return "a hole lies outside the border";
    case bg::failure_nested_interior_rings: return "a hole lies within a hole";
    case bg::failure_disconnected_interior: return "holes cut it in two";
    case bg::failure_intersecting_interiors: return "two of its polygons overlap";
    case bg::failure_few_points:
    case bg::failure_wrong_topological_dimension: return "a ring has no surface";
    case bg::failure_wrong_orientation: return "the border crosses itself and its halves cancel out";
    default: return message;
  }
}

// Boost says where only in words: "... was found at (1.5, 1.5); ...".
std::optional<Position> point_in(const std::string& message) {
  const auto begin = message.find(" at (");
  if (begin == std::string::npos) return std::nullopt;
  std::istringstream numbers{message.substr(begin + 5)};
  double lon = 0;
  double lat = 0;
  char comma = 0;
  if (!(numbers >> lon >> comma >> lat)) return std::nullopt;
  const auto where = Position::from({.lat = lat, .lon = lon});
  return where.has_error() ? std::nullopt : std::optional{*where};
}

template <class Geometry>
std::optional<Flaw> first_flaw(const Geometry& geometry) {
  bg::validity_failure_type failure{};
  if (bg::is_valid(geometry, failure)) return std::nullopt;
  std::string message;
  bg::is_valid(geometry, message);
  return Flaw{sentence_of(failure, message), point_in(message)};
}

}  // namespace

std::vector<Flaw> flaws_in(const Area& area) {
  std::vector<Flaw> flaws;
  shapes::Shapes all;
  const auto too_few = [&](const Ring& ring) {
    if (shapes::corners_of(ring) < shapes::least_points)
      flaws.push_back(
          {"a ring has fewer than three corners", ring.empty() ? std::nullopt : std::optional{ring.front()}});
  };
  for (const auto& polygon : area.polygons) {
    too_few(polygon.outer);
    for (const auto& hole : polygon.holes) too_few(hole);
    auto shape = shapes::shape_of(polygon);
    if (shape.outer().empty()) continue;
    if (auto flaw = first_flaw(shape)) flaws.push_back(std::move(*flaw));
    all.push_back(std::move(shape));
  }
  if (all.size() > 1 && flaws.empty())
    if (auto flaw = first_flaw(all))
      flaws.push_back({"two of its polygons overlap or share a border", flaw->at});
  return flaws;
}

}  // namespace geo
