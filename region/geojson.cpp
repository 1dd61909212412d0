#include "region/geojson.hpp"

#include <algorithm>
#include <boost/json.hpp>
#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <utility>

#include "config/tables/csv.hpp"
#include "config/tables/numbers.hpp"

namespace region {
namespace {

namespace bj = boost::json;
using dispatch::Fault;
using dispatch::OrFault;
using geo::Position;
using geo::Ring;

// Faults of a feature do not say where it stands; `read_areas` adds that.

const bj::value* member(const bj::value& of, std::string_view name) {
  return of.is_object() ? of.get_object().if_contains(name) : nullptr;
}
const bj::value* member(const bj::value& of, std::string_view name, std::string_view other) {
  const auto* found = member(of, name);
  return found != nullptr ? found : member(of, other);
}

std::optional<double> number_of(const bj::value* value) {
  if (value == nullptr || !value->is_number()) return std::nullopt;
  return value->to_number<double>();
}

OrFault<Position> position_of(const bj::value& pair) {
  if (!pair.is_array() || pair.get_array().size() < 2) return Fault{"a position should be [lon, lat]"};
  const auto lon = number_of(&pair.get_array()[0]);
  const auto lat = number_of(&pair.get_array()[1]);
  if (!lon || !lat) return Fault{"a position should be two numbers, not " + bj::serialize(pair)};
  const auto where = Position::from({.lat = *lat, .lon = *lon});
  const bool is_swapped = Position::from({.lat = *lon, .lon = *lat}).has_value();
  if (where.has_error())
    return Fault{"not a place on earth: " + bj::serialize(pair) +
                 (is_swapped ? ": it should be [lon, lat], are they swapped?" : "")};
  return *where;
}

OrFault<Ring> ring_of(const bj::value& positions, bool& was_open) {
  if (!positions.is_array()) return Fault{"a ring should be an array of positions"};
  Ring ring;
  for (const auto& pair : positions.get_array()) {
    const auto where = position_of(pair);
    if (where.has_error()) return where.error();
    ring.push_back(*where);
  }
  if (ring.size() > 2 && !(ring.front() == ring.back())) {
    ring.push_back(Position{ring.front()});
    was_open = true;
  }
  return ring;
}

OrFault<geo::Polygon> polygon_of(const bj::value& rings, bool& was_open) {
  if (!rings.is_array() || rings.get_array().empty()) return Fault{"a polygon should be an array of rings"};
  geo::Polygon polygon;
  for (const auto& positions : rings.get_array()) {
    auto ring = ring_of(positions, was_open);
    if (ring.has_error()) return ring.error();
    if (&positions == &rings.get_array().front())
      polygon.outer = std::move(*ring);
    else
      polygon.holes.push_back(std::move(*ring));
  }
  return polygon;
}

OrFault<std::vector<geo::Polygon>> polygons_of(const bj::value* geometry, bool& was_open) {
  std::vector<geo::Polygon> polygons;
  if (geometry == nullptr || geometry->is_null()) return polygons;
  const auto* type = member(*geometry, "type");
  const auto* coordinates = member(*geometry, "coordinates");
  const auto name = type != nullptr && type->is_string() ? std::string{type->get_string()} : "nothing";
  if (name != "Polygon" && name != "MultiPolygon")
    return Fault{"the geometry should be Polygon or MultiPolygon, not " + name};
  if (coordinates == nullptr || !coordinates->is_array())
    return Fault{"the geometry has no array of coordinates"};
  const auto add = [&](const bj::value& rings) -> OrFault<bool> {
    auto polygon = polygon_of(rings, was_open);
    if (polygon.has_error()) return polygon.error();
    polygons.push_back(std::move(*polygon));
    return true;
  };
  if (name == "Polygon") {
    if (const auto added = add(*coordinates); added.has_error()) return added.error();
    return polygons;
  }
  for (const auto& rings : coordinates->get_array())
    if (const auto added = add(rings); added.has_error()) return added.error();
  return polygons;
}

// The middle of the widest stretch that a line from west to east through the middle of the polygon has in it.
std::optional<Position> point_inside(const geo::Polygon& polygon) {
  if (polygon.outer.empty()) return std::nullopt;
  const auto [south, north] = std::ranges::minmax(polygon.outer, {}, &Position::lat);
  const double lat = south.lat() + (north.lat() - south.lat()) * 0.5001;  // seldom on a corner
  std::vector<double> crossings;
  const auto cross = [&](const Ring& ring) {
    for (std::size_t i = 0; i + 1 < ring.size(); ++i)
      if ((ring[i].lat() <= lat) != (ring[i + 1].lat() <= lat))
        crossings.push_back(ring[i].lon() + (lat - ring[i].lat()) / (ring[i + 1].lat() - ring[i].lat()) *
                                                (ring[i + 1].lon() - ring[i].lon()));
  };
  cross(polygon.outer);
  for (const auto& hole : polygon.holes) cross(hole);
  std::ranges::sort(crossings);
  double widest = -1;
  double lon = polygon.outer.front().lon();
  for (std::size_t i = 0; i + 1 < crossings.size(); i += 2)
    if (crossings[i + 1] - crossings[i] > widest) {
      widest = crossings[i + 1] - crossings[i];
      lon = (crossings[i] + crossings[i + 1]) / 2;
    }
  return Position::from({.lat = lat, .lon = lon}).value();
}

bool holds(const geo::Polygon& polygon, Position where) {
  bool inside = false;
  const auto cross = [&](const Ring& ring) {
    for (std::size_t i = 0; i + 1 < ring.size(); ++i)
      if ((ring[i].lat() <= where.lat()) != (ring[i + 1].lat() <= where.lat()) &&
          where.lon() < ring[i].lon() + (where.lat() - ring[i].lat()) / (ring[i + 1].lat() - ring[i].lat()) *
                                            (ring[i + 1].lon() - ring[i].lon()))
        inside = !inside;
  };
  cross(polygon.outer);
  for (const auto& hole : polygon.holes) cross(hole);
  return inside;
}

// The middle that the file says, if it is inside: that of a village like a horseshoe is not.
OrFault<Position> middle_of(const bj::value& properties, const std::vector<geo::Polygon>& polygons) {
  const auto lat = number_of(member(properties, "lat"));
  const auto lon = number_of(member(properties, "lng", "lon"));
  if (lat && lon) {
    const auto where = Position::from({.lat = *lat, .lon = *lon});
    if (where.has_error()) return Fault{"the properties lat and lng are not a place on earth"};
    if (polygons.empty() && config::is_null_island(*where))
      return Fault{"there is no geometry, and the properties lat and lng are 0, 0: the place is not known"};
    const auto has_it = [&](const geo::Polygon& polygon) { return holds(polygon, *where); };
    if (polygons.empty() || std::ranges::any_of(polygons, has_it)) return *where;
  }
  std::optional<Position> inside;
  if (!polygons.empty()) {
    const auto& largest = *std::ranges::max_element(
        polygons, {}, [](const geo::Polygon& polygon) { return polygon.outer.size(); });
    inside = point_inside(largest);
  }
  if (!inside) return Fault{"there is no geometry, and the properties lat and lng are missing"};
  return *inside;
}

OrFault<std::string> text_of(const bj::value& properties, std::string_view name, std::string_view other) {
  const auto* value = member(properties, name, other);
  if (value == nullptr) return Fault{"the property " + std::string{name} + " is missing"};
  if (!value->is_string()) return Fault{"the property " + std::string{name} + " should be a text"};
  return OrFault<std::string>{boost::system::in_place_value,
                              config::tidied(std::string_view{value->get_string()})};
}

// A text, or a number, as some write what is all digits.
OrFault<std::string> code_of(const bj::value& properties) {
  const auto* value = member(properties, "kode", "code");
  const auto number = number_of(value);
  if (!number) {
    const auto text = text_of(properties, "kode", "code");
    if (text.has_error()) return text.error();
    return OrFault<std::string>{boost::system::in_place_value, config::area_code_of(*text)};
  }
  constexpr double most_exact = 9e15;
  if (!(*number >= 0 && *number <= most_exact) || std::floor(*number) != *number)
    return Fault{"the property kode should be a text or a whole number, not " + bj::serialize(*value)};
  const auto digits = std::to_string(static_cast<std::int64_t>(*number));
  return OrFault<std::string>{boost::system::in_place_value, config::area_code_of(digits)};
}

OrFault<ReadArea> area_of(const bj::value& feature) {
  const auto* properties = member(feature, "properties");
  if (properties == nullptr) return Fault{"this is not a feature: it has no properties"};
  auto code = code_of(*properties);
  if (code.has_error()) return code.error();
  if (code->empty()) return Fault{"the property kode is empty"};
  auto name = text_of(*properties, "nama", "name");
  if (name.has_error()) return name.error();
  ReadArea read;
  auto polygons = polygons_of(member(feature, "geometry"), read.was_open);
  if (polygons.has_error()) return polygons.error();
  const auto middle = middle_of(*properties, *polygons);
  if (middle.has_error()) return middle.error();
  const auto parent = parent_of(*code);
  read.area = {std::move(*code), std::move(*name), parent, parent, *middle, std::move(*polygons)};
  return read;
}

// Where each element of the array "features" begins, in a text that is known to be good JSON.
std::vector<std::size_t> features_in(std::string_view text) {
  std::vector<std::size_t> begins;
  std::size_t depth = 0;
  bool in_features = false;
  std::string_view last_text;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '"') {
      const auto begin = i + 1;
      while (text[++i] != '"')
        if (text[i] == '\\') ++i;
      last_text = text.substr(begin, i - begin);
    } else if (c == '{' || c == '[') {
      if (c == '[' && depth == 1 && last_text == "features") in_features = true;
      if (in_features && depth == 2) begins.push_back(i);
      ++depth;
    } else if (c == '}' || c == ']') {
      --depth;
      if (depth == 1) in_features = false;
    }
  }
  return begins;
}

OrFault<bj::value> parsed(const std::string& text, const std::filesystem::path& file) {
  bj::stream_parser parser;
  boost::system::error_code error;
  const auto consumed = parser.write_some(text, error);
  if (!error && !parser.done()) parser.finish(error);
  if (error)
    return config::fault_in(file, config::place_in(text, consumed), "this is not JSON: " + error.message());
  auto rest = std::string_view{text}.substr(consumed);
  if (rest.find_first_not_of(" \t\r\n") != std::string_view::npos)
    return config::fault_in(file, config::place_in(text, consumed),
                            "something stands behind the end of the JSON");
  return parser.release();
}

}  // namespace

std::string parent_of(std::string_view code) {
  if (std::ranges::count(code, '.') < 3) return "";
  return std::string{code.substr(0, code.rfind('.'))};
}

OrFault<std::vector<ReadArea>> read_areas(const std::filesystem::path& file) {
  const auto text = config::read_text(file);
  if (text.has_error()) return text.error();
  const auto document = parsed(*text, file);
  if (document.has_error()) return document.error();
  const auto* features = member(*document, "features");
  if (features == nullptr || !features->is_array() || features->get_array().empty())
    return config::fault_in(file, {}, "this is not a GeoJSON FeatureCollection with features");
  const auto begins = features_in(*text);
  std::vector<ReadArea> areas;
  for (std::size_t i = 0; i < features->get_array().size(); ++i) {
    const auto at = config::place_in(*text, i < begins.size() ? begins[i] : 0);
    const auto where = ", line " + std::to_string(at.line) + ", column " + std::to_string(at.column) +
                       " (feature " + std::to_string(i + 1) + ")";
    auto area = area_of(features->get_array()[i]);
    if (area.has_error()) return Fault{file.string() + where + ": " + area.error().what};
    area->where = file.filename().string() + where;
    areas.push_back(std::move(*area));
  }
  return areas;
}

}  // namespace region
