#include "node/replay_scenario.hpp"

#include <algorithm>
#include <string>

#include "config/replay/model.hpp"
#include "config/replay/region_model.hpp"
#include "config/replay/table_model.hpp"
#include "node/exported.hpp"

namespace node {
namespace {

using config::Scenario;
using dispatch::Fault;
using dispatch::OrFault;

OrFault<Scenario> scenario_of_model(const config::Values& settings) {
  const auto folder = settings.path("model");
  for (const auto* flag : {"units", "begins", "log"})
    if (settings.has(flag)) return Fault{std::string{"--"} + flag + " is for a region, not for a model"};
  if (config::is_table_model(folder))
    return config::load_table_model(
        folder, {settings.text("deployment"), settings.path("calls"), settings.path("habits")});
  if (settings.has("deployment"))
    return Fault{"--deployment: " + folder.string() + " has no deployments.csv with one to choose"};
  auto model = config::load_model(folder, settings.path("habits"));
  if (model.has_error()) return model.error();
  Scenario made{std::move(*model), {}, {}};
  if (!settings.has("calls")) return made;
  auto calls = config::load_recorded_calls(settings.path("calls"), made.model);
  if (calls.has_error()) return calls.error();
  made.calls = std::move(*calls);
  return made;
}

OrFault<Scenario> scenario_of_region(const config::Values& settings) {
  if (settings.has("log") && settings.has("begins")) return Fault{"--log says itself when it begins"};
  if (settings.has("deployment")) return Fault{"--deployment is for a model of times: --model DIR"};
  config::RegionReplay wanted;
  wanted.units = settings.path("units");
  wanted.habits = settings.path("habits");
  wanted.calls = settings.path("calls");
  wanted.begins = settings.text("begins");
  std::vector<std::string> notes;
  if (settings.has("log")) {
    const auto proved = prove(settings.path("log"));
    if (proved.has_error()) return proved.error();
    notes.push_back("the log's " + std::to_string(proved->entries) +
                    " entries come to the state that was recorded");
    wanted.begins = proved->label.begins;
    if (wanted.units.empty()) wanted.units = settings.path("log") / "units.csv";
    if (wanted.calls.empty()) wanted.calls = settings.path("log") / "calls.csv";
  }
  wanted.length = std::chrono::days{settings.whole("days") + 1};
  auto made = config::load_region_model(settings.path("region"), wanted);
  if (made.has_value()) made->notes.insert(made->notes.begin(), notes.begin(), notes.end());
  return made;
}

// So many of a hundred, evenly over the list.
OrFault<bool> keep_of_fleet(Scenario& scenario, long percent) {
  auto& units = scenario.model.units;
  const auto all = static_cast<long>(units.size());
  long number = 0;
  std::erase_if(units, [&](const auto&) {
    const auto before = number * percent / 100;
    return ++number * percent / 100 == before;
  });
  if (units.empty()) return Fault{"--fleet: nobody is left of " + std::to_string(all) + " units"};
  if (percent < 100)
    scenario.notes.push_back(std::to_string(units.size()) + " of " + std::to_string(all) + " units");
  return true;
}

}  // namespace

OrFault<Scenario> scenario_of(const config::Values& settings) {
  auto made = settings.has("model") ? scenario_of_model(settings) : scenario_of_region(settings);
  if (made.has_error()) return made;
  if (const auto kept = keep_of_fleet(*made, settings.whole("fleet")); kept.has_error()) return kept.error();
  return made;
}

}  // namespace node
