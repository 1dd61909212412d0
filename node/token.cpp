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
  if (is_of_units(role) == actor.units.empty()) return Fault{"a crew needs --unit, and only a crew has one"};
  const auto facility = settings.text("facility");
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

}  // namespace

OrFault<int> token(const config::Values& settings) {
  const auto region = config::load_region(settings.path("region"));
  if (region.has_error()) return region.error();
  const auto role = dispatch::role_from(settings.text("role"));
  if (!role || !may_sign_in(*role))
    return Fault{
        "--role should be operator, crew, supervisor, puskesmas_staff, clinician, hospital, "
        "administrator or integration"};
  auto actor = actor_of(settings, *region, *role);
  if (actor.has_error()) return actor.error();
  auto redis = connect_for_tool(settings);
  if (redis.has_error()) return redis.error();
  const store::Keys keys{region->name};
  if (const auto& old = settings.text("revoke"); !old.empty()) {
    if (!store::revoke_token(*redis, keys, old)) return Fault{"there is no such token"};
    return 0;
  }
  const auto made = store::issue_token(*redis, keys, *actor);
  if (made.has_error()) return made.error();
  std::cout << *made << "\n";
  return 0;
}

}  // namespace node
