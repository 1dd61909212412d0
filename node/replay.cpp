#include <algorithm>
#include <fstream>
#include <iostream>
#include <map>
#include <memory>

#include "config/replay/policy.hpp"
#include "dispatch/sim/closest.hpp"
#include "dispatch/sim/model_ways.hpp"
#include "dispatch/sim/siaga.hpp"
#include "node/progress.hpp"
#include "node/replay_report.hpp"
#include "node/replay_scenario.hpp"
#include "node/subcommands.hpp"

namespace node {
namespace {

using dispatch::Fault;
using dispatch::milliseconds;
using dispatch::OrFault;
using dispatch::World;
using std::chrono::days;

constexpr days warm_up{1};

// Who is sent: by the nearest, or by the rules of Siaga.
struct NamedPolicy {
  std::string name;
  std::optional<dispatch::SiagaRules> rules;
};

OrFault<NamedPolicy> policy_called(const std::string& name, std::string_view flag) {
  if (name == "closest") return NamedPolicy{name, {}};
  if (name == "siaga") return NamedPolicy{name, dispatch::SiagaRules{}};
  if (!name.ends_with(".toml"))
    return Fault{std::string{flag} + ": there is no policy " + name +
                 "; there is closest, siaga and FILE.toml"};
  auto rules = config::load_policy(name);
  if (rules.has_error()) return rules.error();
  return NamedPolicy{std::filesystem::path{name}.stem().string(), std::move(*rules)};
}

OrFault<bool> holds(const World& world) {
  const auto faults = world.faults();
  if (faults.empty()) return true;
  std::string text = "what must always hold did not";
  for (const auto& one : faults) text += "\n  " + one;
  return Fault{text};
}

class Replay {
 public:
  explicit Replay(const config::Scenario& scenario)
      : scenario_{scenario}, model_{scenario.model}, ways_{dispatch::ways_of(model_)} {}

  // To its end, a day after the other.
  OrFault<dispatch::RunFigures> run(World& world, days length, milliseconds from, const std::string& name) {
    for (days day{1}; world.run_until(World::start() + day); ++day)
      progress_.at(name + ", day " + std::to_string(std::min(day, length).count()) + " of " +
                   std::to_string(length.count()));
    if (const auto held = holds(world); held.has_error()) return held.error();
    return dispatch::figures_of(world, model_, from, length);
  }

  OrFault<Replayed> runs_of(const NamedPolicy& policy, const config::Values& settings) {
    Replayed made{policy.name, {}};
    const auto& recorded = scenario_.calls;
    const auto drawn = warm_up + days{settings.whole("days")};
    const auto length = recorded.empty() ? drawn : std::chrono::ceil<days>(recorded.back().call.received);
    const auto seeds = settings.whole("seeds");
    for (long i = 0; i < seeds; ++i) {
      const auto seed = static_cast<std::uint64_t>(settings.whole("first_seed") + i);
      const auto chooser = chooser_of(policy);
      World world{{model_, *ways_, *chooser},
                  recorded.empty() ? dispatch::model_calls(model_, length, seed)
                                   : dispatch::recorded_calls(recorded, model_.habits, seed)};
      auto figures = run(world, length, recorded.empty() ? warm_up : days{0},
                         policy.name + ", run " + std::to_string(i + 1) + " of " + std::to_string(seeds));
      if (figures.has_error()) return figures.error();
      made.runs.push_back(std::move(*figures));
      if (settings.has("check")) compare(world, recorded);
    }
    return made;
  }

 private:
  void compare(const World& world, const std::vector<dispatch::RecordedCall>& recorded) const {
    std::size_t known = 0;
    std::vector<double> apart;  // of the same unit's arrivals, in seconds
    std::size_t same = 0;
    for (std::size_t i = 0; i < recorded.size(); ++i) {
      const auto& served = world.served()[i];
      const auto& one = recorded[i];
      if (!one.unit || !served) continue;
      ++known;
      const auto& sent = model_.units[served->vehicle].id;
      if (sent != *one.unit) {
        std::cout << "call " << i + 1 << ": " << sent.view() << " is sent, " << one.unit->view()
                  << " is recorded\n";
        continue;
      }
      ++same;
      const auto arrives = one.call.received + served->response;
      if (one.arrived) apart.push_back(std::chrono::duration<double>{arrives - *one.arrived}.count());
    }
    std::cout << "the recorded unit is sent to " << same << " of " << known << " calls";
    if (!apart.empty())
      std::cout << ", and arrives " << dispatch::estimate(apart).mean << " s later on average";
    std::cout << "\n\n";
  }

  std::unique_ptr<dispatch::Chooser> chooser_of(const NamedPolicy& policy) {
    if (!policy.rules) return std::make_unique<dispatch::Closest>();
    auto& cover = covers_[policy.rules->cover.grades];
    if (!cover)
      cover = std::make_shared<dispatch::Cover>(dispatch::cover_of(model_, *ways_, policy.rules->cover));
    return std::make_unique<dispatch::Siaga>(model_, cover, *policy.rules);
  }

  const config::Scenario& scenario_;
  const dispatch::Model& model_;
  std::unique_ptr<dispatch::Ways> ways_;
  Progress progress_;
  std::map<std::vector<std::chrono::minutes>, std::shared_ptr<const dispatch::Cover>> covers_;  // by grades
};

OrFault<std::vector<Replayed>> replay_all(const config::Scenario& scenario, const config::Values& settings) {
  std::vector<NamedPolicy> wanted;
  for (const auto* flag : {"policy", "against"}) {
    if (!settings.has(flag)) continue;
    auto policy = policy_called(settings.text(flag), std::string{"--"} + flag);
    if (policy.has_error()) return policy.error();
    wanted.push_back(std::move(*policy));
  }
  Replay replay{scenario};
  std::vector<Replayed> all;
  for (const auto& policy : wanted) {
    auto one = replay.runs_of(policy, settings);
    if (one.has_error()) return one.error();
    all.push_back(std::move(*one));
  }
  return all;
}

}  // namespace

OrFault<int> replay(const config::Values& settings) {
  const auto scenario = scenario_of(settings);
  if (scenario.has_error()) return scenario.error();
  const auto all = replay_all(*scenario, settings);
  if (all.has_error()) return all.error();
  for (const auto& note : scenario->notes) std::cout << note << '\n';
  if (!scenario->notes.empty()) std::cout << '\n';
  const auto as_it_was = figures_of_record(scenario->calls, scenario->model.habits);
  if (!as_it_was.empty()) std::cout << table_of_record(as_it_was) << '\n';
  for (const auto& one : *all) std::cout << table_of(one) << '\n';
  if (all->size() > 1) std::cout << comparison_of(all->front(), all->back());
  if (settings.has("json")) {
    std::ofstream file{settings.path("json")};
    file << json_of(*all);
    if (!file.flush()) return Fault{"cannot write " + settings.text("json")};
  }
  return 0;
}

}  // namespace node
