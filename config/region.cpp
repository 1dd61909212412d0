#include "config/region.hpp"

#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

#include "config/catchments.hpp"
#include "config/minutes.hpp"
#include "config/posts.hpp"
#include "config/response/plan.hpp"
#include "config/sending.hpp"
#include "config/tables/csv.hpp"
#include "config/tables/numbers.hpp"
#include "dispatch/model/json.hpp"
#include "dispatch/model/phone.hpp"

namespace config {
namespace {

using dispatch::Fault;
using dispatch::OrFault;

Fault fault_at(const std::filesystem::path& file, const Row& row, const std::string& what) {
  return {file.string() + ", line " + std::to_string(row.line) + ": " + what};
}

template <class T>
OrFault<T> value_of(const toml::table& table, std::string_view path, const std::filesystem::path& file) {
  const auto value = table.at_path(path).value<T>();
  if (!value) return Fault{file.string() + ": " + std::string{path} + " is missing or of the wrong type"};
  return OrFault<T>{boost::system::in_place_value, *value};
}

// [roads.speed_kmh]: what is known better than the assumed speed of a class of roads.
OrFault<bool> read_class_speeds(const toml::table& table, Region& region, const std::filesystem::path& file) {
  const auto* speeds = table.at_path("roads.speed_kmh").as_table();
  if (speeds == nullptr) return true;
  for (const auto& [key, value] : *speeds) {
    const std::string name{key.str()};
    const auto road = dispatch::json::enum_from<geo::roads::RoadClass>(name);
    if (!road) return Fault{file.string() + ": roads.speed_kmh: there is no class of roads " + name};
    const auto kmh = value.value<double>();
    if (!kmh || !(*kmh >= 1 && *kmh <= 200))
      return Fault{file.string() + ": roads.speed_kmh." + name + " should be 1 to 200"};
    region.class_speeds[*road] = *kmh;
  }
  return true;
}

// Reads each value into its place; the first that cannot be read is the fault.
OrFault<bool> read_values(const toml::table& table, Region& region, const std::filesystem::path& file) {
  std::optional<Fault> fault;
  const auto read = [&]<class T>(std::string_view path, T& into) {
    if (fault) return;
    auto value = value_of<T>(table, path, file);
    if (value.has_error())
      fault = value.error();
    else
      into = std::move(*value);
  };
  double lat = 0;
  double lon = 0;
  std::int64_t offset = 0;
  std::int64_t at_base = 0;
  std::int64_t moving = 0;
  read("name", region.name);
  read("title", region.title);
  read("prefix", region.prefix);
  read("utc_offset_minutes", offset);
  read("map.lat", lat);
  read("map.lon", lon);
  read("map.zoom", region.map_zoom);
  read("travel.road_factor", region.road_factor);
  read("travel.speed_kmh.ambulance", region.ambulance_kmh);
  read("travel.speed_kmh.motorcycle", region.motorcycle_kmh);
  read("travel.speed_kmh.home_care", region.home_care_kmh);
  read("travel.turnout_s.at_base", at_base);
  read("travel.turnout_s.moving", moving);
  if (fault) return *fault;
  if (const auto speeds = read_class_speeds(table, region, file); speeds.has_error()) return speeds.error();
  const auto centre = geo::Position::from({.lat = lat, .lon = lon});
  if (centre.has_error()) return Fault{file.string() + ": map.lat and map.lon are not a place on earth"};
  const std::array<std::pair<const char*, double>, 4> above_zero{
      {{"travel.road_factor", region.road_factor},
       {"travel.speed_kmh.ambulance", region.ambulance_kmh},
       {"travel.speed_kmh.motorcycle", region.motorcycle_kmh},
       {"travel.speed_kmh.home_care", region.home_care_kmh}}};
  for (const auto& [path, number] : above_zero)
    if (!(number > 0 && number <= 1000))
      return Fault{file.string() + ": " + path + " should be above 0, at most 1000"};
  if (at_base < 0 || at_base > 86400 || moving < 0 || moving > 86400)
    return Fault{file.string() + ": travel.turnout_s should be 0 to 86400 seconds"};
  if (!dispatch::UnitId::from(region.name))
    return Fault{file.string() + ": name should be letters, digits, - or _"};
  region.utc_offset_minutes = static_cast<int>(offset);
  region.turnout_at_base_s = at_base;
  region.turnout_moving_s = moving;
  region.map_centre = *centre;
  return true;
}

struct StationAt {
  dispatch::Station station;
  std::string facility;  // id, or empty
};
using Stations = std::map<std::string, StationAt, std::less<>>;
OrFault<Stations> load_stations(const std::filesystem::path& file) {
  constexpr std::array<std::string_view, 4> columns{"id", "name", "lat", "lon"};
  const auto rows = read_csv(file, columns);
  if (rows.has_error()) return rows.error();
  Stations stations;
  for (const auto& row : *rows) {
    const auto where = position_in(row, file);
    if (where.has_error()) return where.error();
    if (!stations.try_emplace(row["id"], StationAt{{row["name"], *where}, row["facility"]}).second)
      return fault_at(file, row, "the station " + row["id"] + " is there twice");
  }
  return stations;
}

struct Fleet {
  std::vector<dispatch::Unit> units;
  UnitsAt by_facility;
  std::vector<dispatch::Post> stations;  // that units wait at
};
OrFault<Fleet> load_fleet(const std::filesystem::path& file, const Stations& stations,
                          const dispatch::ResponsePlan* plan) {
  constexpr std::array<std::string_view, 4> columns{"id", "kind", "callsign", "station"};
  const auto rows = read_csv(file, columns);
  if (rows.has_error()) return rows.error();
  Fleet fleet;
  std::set<std::string> seen;
  for (const auto& row : *rows) {
    const auto id = dispatch::UnitId::from(row["id"]);
    if (!id) return fault_at(file, row, "id should be 1 to 36 letters, digits, - or _");
    if (!seen.insert(row["id"]).second)
      return fault_at(file, row, "the unit " + row["id"] + " is there twice");
    const auto kind = dispatch::json::enum_from<dispatch::UnitKind>(row["kind"]);
    if (!kind)
      return fault_at(file, row, "kind should be ambulance, home_care or motorcycle, not " + row["kind"]);
    const auto station = stations.find(row["station"]);
    if (station == stations.end()) return fault_at(file, row, "there is no station " + row["station"]);
    dispatch::Unit unit;
    unit.id = *id;
    unit.kind = *kind;
    unit.callsign = row["callsign"];
    unit.station = station->second.station;
    if (const auto good = read_capabilities(plan, row["capabilities"], unit); good.has_error())
      return fault_at(file, row, good.error().what);
    if (std::ranges::find(fleet.stations, station->first, &dispatch::Post::id) == fleet.stations.end())
      fleet.stations.push_back({station->first, unit.station.name, unit.station.where});
    if (!station->second.facility.empty()) fleet.by_facility[station->second.facility].push_back(unit.id);
    fleet.units.push_back(std::move(unit));
  }
  return fleet;
}

}  // namespace

OrFault<Region> load_region(const std::filesystem::path& folder) {
  const auto file = folder / "region.toml";
  Region region;
  try {
    auto read = read_values(toml::parse_file(file.string()), region, file);
    if (read.has_error()) return read.error();
  } catch (const toml::parse_error& wrong) {
    return Fault{file.string() + ", line " + std::to_string(wrong.source().begin.line) + ": " +
                 std::string{wrong.description()}};
  }
  auto places = load_places(folder / "places.csv", "code", "parent");
  if (places.has_error()) return places.error();
  for (auto& place : *places) place.code = area_code_of(place.code);
  const auto stations = load_stations(folder / "stations.csv");
  if (stations.has_error()) return stations.error();
  const auto plan = load_response_plan(folder / "response.toml");
  if (plan.has_error()) return plan.error();
  const auto* words = *plan ? &(*plan)->plan : nullptr;
  auto facilities = load_facilities(folder / "facilities.csv", words);
  if (facilities.has_error()) return facilities.error();
  auto fleet = load_fleet(folder / "units.csv", *stations, words);
  if (fleet.has_error()) return fleet.error();
  if (*plan) {
    if (const auto good = check_slots(**plan, fleet->units, folder / "response.toml"); good.has_error())
      return good.error();
    if (const auto good = check_destinations(**plan, *facilities, folder / "response.toml"); good.has_error())
      return good.error();
    region.plan = (*plan)->plan;
  }
  region.places = std::move(*places);
  region.facilities = std::move(*facilities);
  region.units = std::move(fleet->units);
  auto posts = with_posts(std::move(fleet->stations), folder / "posts.csv");
  if (posts.has_error()) return posts.error();
  region.posts = std::move(*posts);
  if (const auto good = read_population(folder / "population.csv", region.places); good.has_error())
    return good.error();
  auto home_areas = load_home_areas(folder, region, fleet->by_facility);
  if (home_areas.has_error()) return home_areas.error();
  region.home_areas = std::move(*home_areas);
  return region;
}

// All that the region's files know lies within; whole metres, as in the log.
dispatch::Ground ground_of(const Region& region) {
  constexpr geo::Metres at_least{10'000};
  dispatch::Ground ground{region.map_centre, at_least};
  const auto holds = [&](geo::Position where) {
    ground.radius =
        std::max(ground.radius, geo::Metres{std::ceil(geo::distance(ground.centre, where).count())});
  };
  for (const auto& place : region.places) holds(place.where);
  for (const auto& facility : region.facilities) holds(facility.where);
  for (const auto& unit : region.units) holds(unit.station.where);
  return ground;
}

// One that is too short to be a number is nobody's anyway.
std::optional<std::vector<std::string>> numbers_in(std::string_view list) {
  std::vector<std::string> numbers;
  for (std::size_t begin = 0; begin < list.size();) {
    const auto end = std::min(list.find_first_of(",;", begin), list.size());
    if (auto number = dispatch::number_of(list.substr(begin, end - begin)); !number.empty())
      numbers.push_back(std::move(number));
    begin = end + 1;
  }
  return numbers.empty() ? std::nullopt : std::optional{std::move(numbers)};
}

dispatch::PlanSettings plan_of(const Values& settings) {
  const auto time = [&](const std::string& name) { return dispatch::seconds{settings.whole(name)}; };
  dispatch::PlanSettings plan;
  plan.sends_on = settings.whole("plan.sends_on") != 0;
  for (const auto* priority : {"P0", "P1", "P2", "P3", "P4"}) {
    plan.weights.push_back(settings.number(std::string{"plan.weights."} + priority));
    plan.targets.push_back(time(std::string{"plan.target_s."} + priority));
  }
  plan.late = settings.number("plan.late");
  plan.changed_mind = time("plan.changed_mind_s");
  plan.most_changes = settings.whole("plan.most_changes");
  plan.least_gain = time("plan.least_gain_s");
  plan.until_free = time("plan.until_free_s");
  plan.margin = time("plan.margin_s");
  return plan;
}

dispatch::CoverSettings cover_of(const Values& settings) {
  return {minutes_in(settings.text("cover.grades_min")),
          settings.number("cover.busy"),
          settings.number("cover.of_busy"),
          settings.number("cover.least_gain"),
          settings.number("cover.minute_costs"),
          dispatch::seconds{settings.whole("cover.between_moves_s")},
          settings.whole("cover.most_moves")};
}

dispatch::Policy policy_of(const Values& settings, const Region& region) {
  dispatch::Policy policy;
  const auto time = [&](std::string_view name) { return dispatch::seconds{settings.whole(name)}; };
  policy.acknowledge_within = time("dispatch.acknowledge_s");
  policy.job_limits = dispatch::JobLimits{.delivery = time("dispatch.deliver_s"),
                                          .turnout = time("dispatch.turnout_s"),
                                          .scene = time("dispatch.scene_s"),
                                          .hand_over = time("dispatch.hand_over_s"),
                                          .acknowledgement = time("dispatch.next_unit_s"),
                                          .slip = time("dispatch.slip_s"),
                                          .hand_over_again = time("dispatch.hand_over_again_s"),
                                          .silent = time("dispatch.silent_s")};
  policy.usual_hand_over = time("dispatch.usual_hand_over_s");
  policy.assign_within = time("dispatch.assign_s");
  policy.position_is_old = time("dispatch.position_old_s");
  policy.archive_after = time("dispatch.archive_s");
  policy.quiet_after_start = time("dispatch.quiet_after_start_s");
  policy.accept_device_location = geo::Metres{settings.number("dispatch.accept_device_location_m")};
  policy.caller_link = time("dispatch.caller_link_s");
  policy.calls_kept = std::chrono::days{settings.whole("dispatch.calls_kept_days")};
  policy.plan = plan_of(settings);
  policy.cover = cover_of(settings);
  policy.sending = sending_of(settings);
  policy.nobodys_numbers = numbers_in(settings.text("dispatch.nobodys_numbers"));
  policy.region = ground_of(region);
  policy.road_factor = region.road_factor;
  policy.ambulance_speed = geo::kmh(region.ambulance_kmh);
  policy.motorcycle_speed = geo::kmh(region.motorcycle_kmh);
  policy.home_care_speed = geo::kmh(region.home_care_kmh);
  policy.turnout_at_base = dispatch::seconds{region.turnout_at_base_s};
  policy.turnout_moving = dispatch::seconds{region.turnout_moving_s};
  policy.number_prefix = region.prefix;
  policy.utc_offset = std::chrono::minutes{region.utc_offset_minutes};
  return policy;
}

}  // namespace config
