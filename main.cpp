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

#include "config/settings.hpp"
#include "node/eta.hpp"
#include "node/locate_text.hpp"
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
    Subcommand{"token", "make a token that somebody signs in with", config::token_keys(), node::token},
    Subcommand{"simulate", "callers, a desk and a fleet, as real clients of a running server",
               config::simulate_keys(), node::simulate},
    Subcommand{"check", "read the whole log and say where it breaks what must always hold", {}, node::check},
};

int complain(const std::string& what) {
  std::cerr << "siaga: " << what << "\n";
  return 1;
}

// These need no settings and no server, and read their own flags.
OrFault<int> locate(std::span<const std::string> arguments) {
  const auto located = node::locate_text(arguments);
  if (located.has_error()) return located.error();
  std::cout << *located;
  return 0;
}

OrFault<int> eta(std::span<const std::string> arguments) {
  const auto printed = node::print_etas(arguments, std::cout);
  if (printed.has_error()) return printed.error();
  return 0;
}

int ended(const OrFault<int>& status) {
  return status.has_error() ? complain(status.error().what) : *status;
}

// With the settings of siaga.toml.
int run(const Subcommand& subcommand, std::span<const std::string> flags) {
  if (sodium_init() < 0) return complain("libsodium cannot be used on this machine");
  const auto settings = config::load(flags, subcommand.own, environment);
  if (settings.has_error()) return complain(settings.error().what);
  if (!ws::set_up_diagnostics(settings->text("log.level")))
    return complain("log.level should be debug, info, warn or error, not " + settings->text("log.level"));
  return ended(subcommand.run(*settings));
}

int help() {
  std::cout << "Siaga, emergency medical dispatch.\n\n";
  for (const auto& one : subcommands) {
    std::cout << "siaga " << one.name << "   " << one.meaning << "\n" << config::help_of(one.own);
  }
  std::cout << "siaga region build   make a region out of open data\n" << region::region_inputs_help();
  std::cout << "siaga locate   what can be made of a text that says where somebody is\n"
            << node::locate_text_help();
  std::cout << "siaga eta   how long it takes on the roads\n" << node::eta_help();
  std::cout << "\nSettings, for every subcommand (siaga.toml, environment SIAGA_..., flag):\n"
            << "  --config FILE (config/siaga.toml)\n      the settings file\n"
            << config::help_of(config::all_keys());
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> arguments{argv + 1, argv + argc};
  const bool wants_help = arguments.empty() || std::ranges::any_of(arguments, [](const std::string& one) {
                            return one == "--help" || one == "-h" || one == "help";
                          });
  if (wants_help) return help();
  const std::span rest{arguments.begin() + 1, arguments.end()};
  try {
    if (arguments.front() == "region") return ended(region::run(rest));
    if (arguments.front() == "locate") return ended(locate(rest));
    if (arguments.front() == "eta") return ended(eta(rest));
    const auto subcommand = std::ranges::find(subcommands, arguments.front(), &Subcommand::name);
    if (subcommand != subcommands.end()) return run(*subcommand, rest);
    return complain("there is no subcommand " + arguments.front() + "; siaga --help tells what there is");
  } catch (const std::exception& bug) {
    return complain(std::string{"stopped by a fault of its own: "} + bug.what());
  }
}
