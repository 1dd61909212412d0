#include <iostream>

#include "config/command_line.hpp"
#include "config/region.hpp"
#include "dispatch/model/rights.hpp"
#include "node/subcommands.hpp"
#include "node/tools.hpp"
#include "store/badges.hpp"

namespace node {

using dispatch::Fault;
using dispatch::OrFault;

OrFault<int> token(const config::Values& settings) {
  const auto region = config::load_region(settings.path("region"));
  if (region.has_error()) return region.error();
  const auto role = dispatch::role_from(settings.text("role"));
  if (!role || !may_sign_in(*role))
    return Fault{
        "--role should be operator, crew, supervisor, puskesmas_staff, clinician, hospital, "
        "administrator or integration"};
  auto units = config::units_in(settings.text("unit"));
  if (units.has_error()) return units.error();
  if (is_of_units(*role) == units->empty()) return Fault{"a crew needs --unit, and only a crew has one"};
  auto redis = connect_for_tool(settings);
  if (redis.has_error()) return redis.error();
  const store::Keys keys{region->name};
  if (const auto& old = settings.text("revoke"); !old.empty()) {
    if (!store::revoke_token(*redis, keys, old)) return Fault{"there is no such token"};
    return 0;
  }
  const auto name = settings.text("name").empty() ? settings.text("unit") : settings.text("name");
  const auto made = store::issue_token(*redis, keys, {*role, name, std::move(*units)});
  if (made.has_error()) return made.error();
  std::cout << *made << "\n";
  return 0;
}

}  // namespace node
