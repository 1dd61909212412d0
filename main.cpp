// The whole program on one page: which subcommands there are.

#include <sodium.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <iostream>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "config/command_line.hpp"
#include "config/settings.hpp"
#include "config/version.hpp"
#include "node/subcommands.hpp"
#include "region/command.hpp"
#include "region/draft.hpp"
#include "ws/diagnostics.hpp"

namespace {

using config::Key;
using dispatch::OrFault;

std::optional<std::string> environment(const std::string& name) {
  const auto* value = std::getenv(name.c_str());
  return value == nullptr ? std::nullopt : std::optional<std::string>{value};
}

struct Subcommand {
  std::string_view name;
  std::string_view meaning;
  std::span<const Key> own;
  OrFault<int> (*run)(const config::Values&);
};
const std::array subcommands{
    Subcommand{"serve", "the server: console, wire, live state", {}, node::serve},
    Subcommand{"token", "make a token that somebody signs in with, list them, take one back",
               config::token_keys(), node::token},
    Subcommand{"backup", "the log, the region and the settings in one file, while the server runs",
               config::backup_keys(), node::backup},
    Subcommand{"restore", "a backup into a new data folder, checked", config::restore_keys(), node::restore},
    Subcommand{
        "check",
        "read the whole log, of a running server or of a data folder without one, and say where it breaks "
        "what must always hold",
        {},
        node::check},
    Subcommand{"export",
               "the log of a time, and where each unit was: to be replayed, or read by other programs",
               config::export_keys(), node::export_log},
    Subcommand{"simulate", "callers, a desk and a fleet, as real clients of a running server",
               config::simulate_keys(), node::simulate},
    Subcommand{"locate", "what can be made of a text that says where somebody is", config::locate_keys(),
               node::locate},
    Subcommand{"eta", "how long it takes on the region's roads", config::eta_keys(), node::eta},
    Subcommand{"replay", "days of a model, or recorded calls, served by a policy on a turned clock",
               config::replay_keys(), node::replay},
};

int complain(const std::string& what) {
  std::cerr << "siaga: " << what << "\n";
  return 1;
}

int ended(const OrFault<int>& status) {
  return status.has_error() ? complain(status.error().what) : *status;
}

const Subcommand* subcommand_called(std::string_view name) {
  const auto* found = std::ranges::find(subcommands, name, &Subcommand::name);
  return found == subcommands.end() ? nullptr : found;
}

int no_such(std::string_view name) {
  return complain("there is no subcommand " + config::without_secret(name) +
                  "; siaga --help tells what there is");
}

// With the settings of siaga.toml.
int run(const Subcommand& subcommand, std::span<const std::string> flags) {
  if (sodium_init() < 0) return complain("libsodium cannot be used on this machine");
  const auto settings = config::load(flags, subcommand.own, environment);
  if (settings.has_error()) return complain(settings.error().what);
  if (!ws::set_up_diagnostics(settings->text("log.level")))
    return complain("log.level should be debug, info, warn or error, not " +
                    config::without_secret(settings->text("log.level")));
  return ended(subcommand.run(*settings));
}

int help_all() {
  std::cout << "Siaga " << config::version() << ", emergency medical dispatch.\n\n";
  for (const auto& one : subcommands) std::cout << "siaga " << one.name << "   " << one.meaning << "\n";
  std::cout << "siaga region build   make a region out of open data\n"
               "\nsiaga help NAME tells the flags of one of them, siaga --version which version this is.\n";
  return 0;
}

int help_for(std::string_view name) {
  if (name == "region") {
    std::cout << "siaga region build   make a region out of open data\n" << region::region_inputs_help();
    return 0;
  }
  const auto* one = subcommand_called(name);
  if (one == nullptr) return no_such(name);
  std::cout << "siaga " << one->name << "   " << one->meaning << "\n" << config::help_of(one->own);
  if (one->own.empty())
    std::cout << "\nSettings (siaga.toml, environment SIAGA_..., flag):\n"
                 "  --config FILE (config/siaga.toml)\n      the settings file\n"
              << config::help_of(config::all_keys());
  else
    std::cout
        << "\nIt reads the settings too (--config FILE, --region DIR, --data-dir DIR ...): siaga help serve "
           "lists them.\n";
  return 0;
}

bool is_help(std::string_view argument) {
  return argument == "--help" || argument == "-h";
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> arguments{argv + 1, argv + argc};
  if (arguments.empty() || is_help(arguments.front())) return help_all();
  const auto& name = arguments.front();
  const std::span rest{arguments.begin() + 1, arguments.end()};
  if (name == "help") return rest.empty() ? help_all() : help_for(rest.front());
  if (name == "--version") {
    std::cout << "siaga " << config::version() << "\n";
    return 0;
  }
  if (std::ranges::any_of(rest, is_help)) return help_for(name);
  try {
    if (name == "region") return ended(region::run(rest));
    const auto* subcommand = subcommand_called(name);
    return subcommand == nullptr ? no_such(name) : run(*subcommand, rest);
  } catch (const std::exception& bug) {
    return complain(std::string{"stopped by a fault of its own: "} + bug.what());
  }
}
