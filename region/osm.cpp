#include "region/osm.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "region/child.hpp"
#include "region/osm_kinds.hpp"
#include "region/streets.hpp"

namespace region {
namespace {

using dispatch::Fault;
using dispatch::OrFault;
using geo::Metres;
using geo::PlaceKind;
using geo::Position;

// The middle of the box around a building; the point halfway along an open way.
Position middle_of(const OsmObject& object) {
  const auto& points = object.points;
  if (!object.is_closed) return points[points.size() / 2];
  const auto [south, north] = std::ranges::minmax(points, {}, &Position::lat);
  const auto [west, east] = std::ranges::minmax(points, {}, &Position::lon);
  return Position::from({.lat = (south.lat() + north.lat()) / 2, .lon = (west.lon() + east.lon()) / 2})
      .value();
}

Metres reach(Position from, const std::vector<Position>& points) {
  double farthest = 0;
  for (const auto& point : points) farthest = std::max(farthest, distance(from, point).count());
  return Metres{std::ceil(farthest)};
}

class Reader {
 public:
  Reader(std::string source, const Progress& progress) : source_{std::move(source)}, progress_{progress} {}

  void take(OsmObject object) {
    if (++extract_.objects % 500'000 == 0)
      progress_(source_ + ": " + std::to_string(extract_.objects) + " objects");
    if (object.type == 'w') nodes_ += object.points.size(), missing_ += object.missing_points;
    roads_.take(object);
    const auto kind = kind_of(object);
    take_bridge(object);
    if (!kind) return;
    auto names = names_of(object);
    if (names.empty()) {
      ++extract_.without_name;
    } else if (object.type == 'r') {
      ++extract_.named_relations;
    } else if (object.points.empty()) {
      ++extract_.without_position;
    } else {
      if (object.missing_points > 0) ++extract_.cut_ways;
      take_named(std::move(object), *kind, std::move(names));
    }
  }

  // Nothing where the ways came before their nodes, or without them.
  std::optional<OsmExtract> finish() {
    if (nodes_ == 0 && missing_ > 0) return std::nullopt;
    progress_(source_ + ": making streets of " + std::to_string(streets_.ways()) + " ways");
    extract_.street_ways = streets_.ways();
    for (auto& street : streets_.places()) {
      street.source = source_;
      extract_.places.push_back({std::move(street), ""});
    }
    extract_.road_counts = roads_.counts();
    extract_.roads = roads_.finish();
    return std::move(extract_);
  }

 private:
  // A road over a bridge has the road's name, and beside it the bridge's.
  void take_bridge(const OsmObject& object) {
    const auto name = object.tag("bridge:name");
    if (name.empty() || object.points.empty()) return;
    add(object, PlaceKind::landmark, {std::string{name}}, "");
  }
  void take_named(OsmObject object, PlaceKind kind, std::vector<std::string> names) {
    if (kind == PlaceKind::street) {
      const std::vector<std::string> also{names.begin() + 1, names.end()};
      streets_.add(names.front(), also, std::move(object.points));
      return;
    }
    add(object, kind, std::move(names), facility_kind_of(object));
  }
  void add(const OsmObject& object, PlaceKind kind, std::vector<std::string> names, std::string facility) {
    geo::Place place;
    place.name = std::move(names.front());
    place.also.assign(std::make_move_iterator(names.begin() + 1), std::make_move_iterator(names.end()));
    place.kind = kind;
    place.at = middle_of(object);
    place.extent = reach(place.at, object.points);
    place.source = source_;
    extract_.places.push_back({std::move(place), std::move(facility)});
  }

  std::string source_;
  const Progress& progress_;
  OsmExtract extract_;
  Streets streets_;
  RoadSurveyor roads_;
  std::size_t nodes_ = 0;
  std::size_t missing_ = 0;
};

}  // namespace

OrFault<OsmExtract> read_osm(const std::filesystem::path& file, const Progress& progress) {
  // osmium takes "-" for its standard input, and what begins with a dash for a flag.
  const auto path = file.is_relative() ? std::filesystem::path{"."} / file : file;
  Reader reader{file.filename().string(), progress};
  std::optional<std::string> unreadable;
  progress(file.filename().string() + ": reading with osmium");
  const auto ran = run_for_lines({"osmium", "add-locations-to-ways", "--ignore-missing-nodes",
                                  "--no-progress", "-f", "opl", path.string()},
                                 [&](std::string_view line) {
                                   if (line.empty()) return true;
                                   auto object = read_opl(line);
                                   if (!object) unreadable = line.substr(0, 200);
                                   if (object) reader.take(std::move(*object));
                                   return !unreadable;
                                 });
  if (ran.has_error() && ran.error().what == "osmium is not installed")
    return Fault{"--osm needs osmium: install the package osmium-tool (apt-get install osmium-tool)"};
  if (ran.has_error()) return Fault{"cannot read " + file.string() + ": osmium says: " + ran.error().what};
  if (unreadable)
    return Fault{file.string() + ": a line of osmium's output is not understood: " + *unreadable};
  if (!*ran) return Fault{file.string() + ": a line of osmium's output is longer than 64 MiB"};
  auto extract = reader.finish();
  if (!extract)
    return Fault{file.string() +
                 ": no node of its ways is there: the file should hold nodes first, then ways (osmium sort)"};
  return std::move(*extract);
}

}  // namespace region
