#include <spdlog/fmt/chrono.h>
#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <boost/json.hpp>
#include <iostream>
#include <sstream>

#include "config/command_line.hpp"
#include "config/region.hpp"
#include "dispatch/model/json.hpp"
#include "dispatch/model/rights.hpp"
#include "node/subcommands.hpp"
#include "node/tools.hpp"
#include "store/badges.hpp"
#include "ws/clock.hpp"

namespace node {

using dispatch::Fault;
using dispatch::OrFault;

namespace {

// It stands in each entry that its bearer makes, and is shown beside it.
bool is_good_name(std::string_view name) {
  constexpr std::size_t longest = 100;
  const auto is_control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; };
  boost::system::error_code error;
  (void)boost::json::parse(dispatch::json::text_of(std::string{name}), error);  // UTF-8
  return name.size() <= longest && std::ranges::none_of(name, is_control) && !error;
}

std::vector<std::string> parts_of(const std::string& list) {
  std::vector<std::string> parts;
  std::istringstream in{list};
  for (std::string part; std::getline(in, part, ';');)
    if (!part.empty()) parts.push_back(part);
  return parts;
}

OrFault<dispatch::Actor> actor_of(const config::Values& settings, const config::Region& region,
                                  dispatch::Role role) {
  dispatch::Actor actor{role, settings.text("name"), {}, parts_of(settings.text("station")), {}};
  auto units = config::units_in(settings.text("unit"));
  if (units.has_error()) return units.error();
  actor.units = std::move(*units);
  if (actor.name.empty()) actor.name = settings.text("unit");
  if (!is_good_name(actor.name)) return Fault{"--name should be at most 100 bytes of UTF-8, on one line"};
  for (const auto& unit : actor.units)
    if (std::ranges::find(region.units, unit, &dispatch::Unit::id) == region.units.end())
      return Fault{"the region has no unit " + std::string{unit.view()} + ": the ids are in its units.csv"};
  if (is_of_units(role) == actor.units.empty()) return Fault{"a crew needs --unit, and only a crew has one"};
  const auto& facility = settings.text("facility");
  if (is_of_facility(role) == facility.empty())
    return Fault{"puskesmas_staff, clinician and hospital need --facility, and only they have one"};
  if (!facility.empty()) {
    if (std::ranges::find(region.facilities, facility, &config::NamedPlace::code) == region.facilities.end())
      return Fault{"the region has no facility " + facility + ": the ids are in its facilities.csv"};
    actor.facility = facility;
  }
  if (!actor.stations.empty() && !has(role, dispatch::Right::send_units))
    return Fault{"only who may send units has a --station"};
  for (const auto& station : actor.stations)
    if (std::ranges::find(region.units, station, [](const auto& unit) { return unit.station.name; }) ==
        region.units.end())
      return Fault{"no unit of the region stands at a station called " + station};
  return actor;
}

std::string shown(std::optional<dispatch::TimePoint> time, int utc_offset_minutes, const char* otherwise) {
  if (!time) return otherwise;
  const auto there =
      std::chrono::floor<std::chrono::seconds>(*time) + std::chrono::minutes{utc_offset_minutes};
  return fmt::format("{:%Y-%m-%d %H:%M}", fmt::gmtime(there.time_since_epoch().count()));
}

// What it is good for beside its role: units, a facility, stations.
std::string reach_of(const dispatch::Actor& actor) {
  std::string reach = actor.facility.value_or("");
  const auto add = [&](std::string_view one) { reach.append(reach.empty() ? "" : " ").append(one); };
  for (const auto& unit : actor.units) add(unit.view());
  for (const auto& station : actor.stations) add(station);
  return reach.empty() ? "-" : reach;
}

OrFault<int> list(store::Connection& redis, const config::Region& region) {
  const auto all = store::tokens(redis, store::Keys{region.name});
  if (all.has_error()) return all.error();
  constexpr auto* line = "{:<11}{:<16}{:<24}{:<20}{:<18}{}\n";
  std::cout << fmt::format(line, "id", "role", "name", "of", "made", "last seen");
  for (const auto& [id, badge, seen] : *all) {
    const auto last = shown(seen, region.utc_offset_minutes, "never");
    if (badge.has_error()) {
      std::cout << fmt::format(line, id, "?", badge.error().what, "-", "-", last);
      continue;
    }
    const auto& actor = badge->actor;
    std::cout << fmt::format(line, id, name_of(actor.role), actor.name, reach_of(actor),
                             shown(badge->made, region.utc_offset_minutes, "-"), last);
  }
  return 0;
}

OrFault<int> take_back(store::Connection& redis, const store::Keys& keys, const std::string& id) {
  constexpr std::size_t longest_id = 20;
  if (id.size() > longest_id)
    return Fault{
        "--revoke takes a token's id, as --list shows it: a token itself does not belong on a command line"};
  const auto done = store::take_back(redis, keys, id);
  if (done.has_error()) return done.error();
  return 0;
}

OrFault<int> make(const config::Values& settings, const config::Region& region) {
  const auto role = dispatch::role_from(settings.text("role"));
  if (!role || !may_sign_in(*role))
    return Fault{
        "--role should be operator, crew, supervisor, puskesmas_staff, clinician, hospital, "
        "administrator or integration"};
  auto actor = actor_of(settings, region, *role);
  if (actor.has_error()) return actor.error();
  auto redis = connect_for_tool(settings);
  if (redis.has_error()) return redis.error();
  const auto made = store::issue_token(*redis, store::Keys{region.name}, {*actor, ws::Clock{}.now()});
  if (made.has_error()) return made.error();
  std::cout << *made << "\n";
  return 0;
}

}  // namespace

OrFault<int> token(const config::Values& settings) {
  const auto region = config::load_region(settings.path("region"));
  if (region.has_error()) return region.error();
  if (!settings.has("list") && !settings.has("revoke")) return make(settings, *region);
  auto redis = connect_for_tool(settings);
  if (redis.has_error()) return redis.error();
  if (settings.has("list")) return list(*redis, *region);
  return take_back(*redis, store::Keys{region->name}, settings.text("revoke"));
}

}  // namespace node
