#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <iostream>

#include "config/calls.hpp"
#include "config/command_line.hpp"
#include "config/region.hpp"
#include "config/roads.hpp"
#include "node/ids.hpp"
#include "node/subcommands.hpp"
#include "node/tools.hpp"
#include "store/badges.hpp"
#include "ws/clock.hpp"
#include "ws/sim/report.hpp"
#include "ws/sim/simulation.hpp"

namespace node {

namespace asio = boost::asio;
using dispatch::OrFault;

OrFault<int> simulate(const config::Values& settings) {
  take_all_files_allowed();
  const auto region = config::load_region(settings.path("region"));
  if (region.has_error()) return region.error();
  const auto server = config::endpoint_in_url(settings.text("url"));
  if (server.has_error()) return server.error();
  constexpr dispatch::seconds very_long{365 * 86400};
  const auto policy = policy_of(settings, *region);
  auto calls = config::calls_of(settings, *region);
  if (calls.has_error()) return calls.error();
  auto ways = config::ways_in(*region, settings.path("region"));
  if (ways.has_error()) return ways.error();
  auto redis = connect_for_tool(settings);
  if (redis.has_error()) return redis.error();
  const store::Keys keys{region->name};
  std::vector<std::string> tokens;
  const auto make_token = [&](const dispatch::Actor& actor) -> OrFault<bool> {
    auto made = store::issue_token(*redis, keys, {actor, ws::Clock{}.now()});
    if (made.has_error()) return made.error();
    tokens.push_back(std::move(*made));
    return true;
  };
  if (const auto made = make_token({dispatch::Role::operator_, "simulated desk", {}}); made.has_error())
    return made.error();

  asio::io_context io{1};
  ws::Simulation::Options options;
  options.host = server->address;
  options.port = server->port;
  options.operator_token = tokens.front();
  for (const auto& unit : region->units) {
    const auto made = make_token({dispatch::Role::crew, std::string{unit.id.view()}, {unit.id}});
    if (made.has_error()) return made.error();
    options.fleet.push_back({unit, tokens.back()});
  }
  for (const auto& facility : region->facilities)
    if (facility.kind == "hospital") options.hospitals.push_back(facility.where);
  options.destinations = config::destinations_of(region->facilities);
  std::erase_if(options.destinations, [](const auto& one) { return one.kind != "hospital"; });
  for (const auto& hospital : options.destinations) {
    const auto made =
        make_token({dispatch::Role::hospital, hospital.name, {}, {}, std::string{hospital.id.view()}});
    if (made.has_error()) return made.error();
    options.front_desks.push_back({hospital.id, tokens.back()});
  }
  options.calls = std::move(*calls);
  options.surge = config::surge_calls_of(settings, *region);
  options.surge_after = std::chrono::seconds{settings.whole("surge_after")};
  if (policy.plan) options.targets = policy.plan->targets;
  options.habits.road_factor = region->road_factor;
  options.habits.find_way = std::move(*ways);
  options.habits.slowness = settings.number("slowness");
  options.speed = [&](dispatch::UnitKind kind) { return policy.speed(kind); };
  options.seed = static_cast<std::uint64_t>(settings.whole("seed"));
  options.length = very_long;
  options.new_id = new_uuid;
  options.finished = [&] { io.stop(); };
  ws::Simulation simulation{io.get_executor(), std::move(options)};

  asio::signal_set signals{io, SIGTERM, SIGINT};
  signals.async_wait([&](boost::system::error_code error, int) {
    if (!error) simulation.stop();
  });
  asio::steady_timer end{io};
  if (const auto length = settings.whole("seconds"); length > 0) {
    end.expires_after(std::chrono::seconds{length});
    end.async_wait([&](boost::system::error_code error) {
      if (!error) simulation.stop();
    });
  }
  io.run();

  const auto summary = simulation.summary();
  std::cout << ws::report_of(summary, simulation.calls());
  for (const auto& one : tokens) store::revoke_token(*redis, keys, one);
  const auto audit = store::audit(*redis, keys, summary.acknowledged);
  if (audit.has_error()) return audit.error();
  return report(*audit) && summary.without_reason.empty() && summary.calls > 0 ? 0 : 1;
}

}  // namespace node
