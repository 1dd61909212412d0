#include "node/eta.hpp"

#include <charconv>
#include <cmath>
#include <optional>
#include <ostream>

#include "config/roads.hpp"
#include "config/tables/csv.hpp"
#include "dispatch/model/json.hpp"
#include "geo/roads/searcher.hpp"
#include "geo/roads/spread.hpp"

namespace node {
namespace {

using dispatch::Fault;
using dispatch::OrFault;
using geo::Position;
namespace json = dispatch::json;
namespace roads = geo::roads;

struct AskedWay {
  std::filesystem::path region = "config/regions/jembrana";
  std::filesystem::path pairs;
  std::string from;
  std::string to;
  std::string vehicle = "ambulance";
  bool wants_route = false;
};

OrFault<AskedWay> way_asked_for(std::span<const std::string> arguments) {
  AskedWay asked;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const auto& flag = arguments[i];
    if (flag == "--route") {
      asked.wants_route = true;
      continue;
    }
    const bool has_value =
        flag == "--region" || flag == "--pairs" || flag == "--from" || flag == "--to" || flag == "--vehicle";
    if (!has_value) return Fault{"eta has no flag " + flag + "\n" + eta_help()};
    if (i + 1 == arguments.size()) return Fault{flag + " needs a value"};
    const auto& value = arguments[++i];
    if (flag == "--region") asked.region = value;
    if (flag == "--pairs") asked.pairs = value;
    if (flag == "--from") asked.from = value;
    if (flag == "--to") asked.to = value;
    if (flag == "--vehicle") asked.vehicle = value;
  }
  if (asked.pairs.empty() == (asked.from.empty() || asked.to.empty()))
    return Fault{"say either --from and --to, or --pairs\n" + eta_help()};
  return asked;
}

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

std::string eta_help() {
  return "  --region DIR (config/regions/jembrana)\n      folder of the region, with the roads that "
         "`siaga region build --osm` made\n"
         "  --from LAT,LON --to LAT,LON\n      where it starts and ends\n"
         "  --pairs FILE\n      instead: a CSV with the columns from_lat, from_lon, to_lat, to_lon; one "
         "answer "
         "a line\n"
         "  --vehicle ambulance|car|motorcycle (ambulance)\n"
         "  --route\n      the points and the roads of the way, too\n";
}

OrFault<> print_etas(std::span<const std::string> arguments, std::ostream& out) {
  const auto asked = way_asked_for(arguments);
  if (asked.has_error()) return asked.error();
  const auto vehicle = json::enum_from<roads::Vehicle>(asked->vehicle);
  if (!vehicle) return Fault{"--vehicle should be ambulance, car or motorcycle, not " + asked->vehicle};
  const auto region = config::load_region(asked->region);
  if (region.has_error()) return region.error();
  const auto file = config::load_roads(asked->region);
  if (file.has_error()) return file.error();
  if (!*file) return Fault{asked->region.string() + " has no roads.graph: build the region with --osm FILE"};
  const roads::Network network{*file, config::conditions_of(*region)};
  roads::Scratch scratch{network.tables()};

  const auto answer = [&](Position from, Position to) {
    const auto route = roads::Searcher{network, scratch}.route(*vehicle, {from, std::nullopt}, to);
    if (route)
      print(*route, asked->wants_route, out);
    else
      out << R"({"refused":"no road leads from the one to the other"})" << '\n';
  };
  if (asked->pairs.empty()) {
    const auto from = position_of(asked->from, "--from");
    if (from.has_error()) return from.error();
    const auto to = position_of(asked->to, "--to");
    if (to.has_error()) return to.error();
    answer(*from, *to);
    return {};
  }
  constexpr std::array<std::string_view, 4> columns{"from_lat", "from_lon", "to_lat", "to_lon"};
  const auto rows = config::read_csv(asked->pairs, columns);
  if (rows.has_error()) return rows.error();
  for (const auto& row : *rows) {
    const auto from = config::position_in(row, asked->pairs, "from_lat", "from_lon");
    if (from.has_error()) return from.error();
    const auto to = config::position_in(row, asked->pairs, "to_lat", "to_lon");
    if (to.has_error()) return to.error();
    answer(*from, *to);
  }
  return {};
}

}  // namespace node
