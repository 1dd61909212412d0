#include <charconv>
#include <cmath>
#include <iostream>
#include <optional>
#include <ostream>

#include "config/region.hpp"
#include "config/roads.hpp"
#include "config/tables/csv.hpp"
#include "dispatch/model/json.hpp"
#include "geo/roads/searcher.hpp"
#include "geo/roads/spread.hpp"
#include "node/subcommands.hpp"

namespace node {
namespace {

using dispatch::Fault;
using dispatch::OrFault;
using geo::Position;
namespace json = dispatch::json;
namespace roads = geo::roads;

OrFault<Position> position_of(const std::string& text, std::string_view flag) {
  const Fault wrong{std::string{flag} + " should be LAT,LON in degrees, not " + text};
  const auto comma = text.find(',');
  if (comma == std::string::npos) return wrong;
  geo::Degrees degrees{};
  const auto read = [](std::string_view part, double& into) {
    while (part.starts_with(' ')) part.remove_prefix(1);
    const auto end = part.data() + part.size();
    const auto done = std::from_chars(part.data(), end, into);
    return done.ec == std::errc{} && done.ptr == end;
  };
  const std::string_view all{text};
  if (!read(all.substr(0, comma), degrees.lat) || !read(all.substr(comma + 1), degrees.lon)) return wrong;
  const auto where = Position::from(degrees);
  if (where.has_error()) return wrong;
  return *where;
}

double tenths(double number) {
  return std::round(number * 10) / 10;
}

void print(const roads::Route& route, bool with_line, std::ostream& out) {
  const auto& travel = route.travel;
  const auto [low, high] = roads::assumed_spread.around(travel.seconds);
  std::string text;
  {
    json::Object object{text};
    object.field("seconds", tenths(travel.seconds)).field("low", tenths(low)).field("high", tenths(high));
    object.field("metres", tenths(travel.metres));
    object.field("from_road_m", tenths(travel.from_road.count()));
    object.field("to_road_m", tenths(travel.to_road.count()));
    if (with_line) {
      json::write_array(object.begin("line"), route.line, [](std::string& to, const Position& point) {
        json::write_array(to, std::array{point.lat(), point.lon()},
                          [](std::string& number, double value) { json::write(number, value); });
      });
      json::write_array(object.begin("roads"), route.legs, [](std::string& to, const roads::Route::Leg& leg) {
        json::Object{to}.field("name", leg.road).field("metres", tenths(leg.metres));
      });
    }
  }
  out << text << '\n';
}

}  // namespace

// Travel times on the region's roads, one JSON object a line:
// {"seconds", "low", "high", "metres", "from_road_m", "to_road_m"}, or {"refused": why}.
OrFault<int> eta(const config::Values& settings) {
  const auto pairs = settings.path("pairs");
  if (pairs.empty() != (settings.has("from") && settings.has("to")))
    return Fault{"say either --from and --to, or --pairs: siaga help eta"};
  const auto vehicle = json::enum_from<roads::Vehicle>(settings.text("vehicle"));
  if (!vehicle)
    return Fault{"--vehicle should be ambulance, car or motorcycle, not " + settings.text("vehicle")};
  const auto folder = settings.path("region");
  const auto region = config::load_region(folder);
  if (region.has_error()) return region.error();
  const auto file = config::load_roads(folder);
  if (file.has_error()) return file.error();
  if (!*file) return Fault{folder.string() + " has no roads.graph: build the region with --osm FILE"};
  const roads::Network network{*file, config::conditions_of(*region)};
  roads::Scratch scratch{network.tables()};

  const auto answer = [&](Position from, Position to) {
    const auto route = roads::Searcher{network, scratch}.route(*vehicle, {from, std::nullopt}, to);
    if (route)
      print(*route, settings.has("route"), std::cout);
    else
      std::cout << R"({"refused":"no road leads from the one to the other"})" << '\n';
  };
  if (pairs.empty()) {
    const auto from = position_of(settings.text("from"), "--from");
    if (from.has_error()) return from.error();
    const auto to = position_of(settings.text("to"), "--to");
    if (to.has_error()) return to.error();
    answer(*from, *to);
    return 0;
  }
  constexpr std::array<std::string_view, 4> columns{"from_lat", "from_lon", "to_lat", "to_lon"};
  const auto rows = config::read_csv(pairs, columns);
  if (rows.has_error()) return rows.error();
  for (const auto& row : *rows) {
    const auto from = config::position_in(row, pairs, "from_lat", "from_lon");
    if (from.has_error()) return from.error();
    const auto to = config::position_in(row, pairs, "to_lat", "to_lon");
    if (to.has_error()) return to.error();
    answer(*from, *to);
  }
  return 0;
}

}  // namespace node
