#include "config/replay/policy.hpp"

#include <array>
#include <cmath>
#include <span>

#include "config/replay/entries.hpp"
#include "dispatch/model/json.hpp"

namespace config {
namespace {

using dispatch::OrFault;
using dispatch::Priority;
using dispatch::seconds;
using dispatch::SiagaRules;

constexpr double longest_span = 86400;

seconds in_seconds(double value) {
  return seconds{std::llround(value)};
}

struct Number {
  std::string_view key;
  double least;
  double most;
  void (*set)(SiagaRules&, double);
};
struct Flag {
  std::string_view key;
  bool SiagaRules::*flag;
};

constexpr std::array of_plan{
    Number{"late", 0, 1000, [](SiagaRules& r, double v) { r.plan.late = v; }},
    Number{"changed_mind_s", 0, longest_span,
           [](SiagaRules& r, double v) { r.plan.changed_mind = in_seconds(v); }},
    Number{"most_changes", 0, 100,
           [](SiagaRules& r, double v) { r.plan.most_changes = static_cast<int>(std::lround(v)); }},
    Number{"least_gain_s", 0, longest_span,
           [](SiagaRules& r, double v) { r.plan.least_gain = in_seconds(v); }},
    Number{"until_free_s", 0, longest_span,
           [](SiagaRules& r, double v) { r.plan.until_free = in_seconds(v); }},
};
constexpr std::array flags_of_plan{Flag{"sends_on", &SiagaRules::sends_on}};
constexpr std::array of_cover{
    Number{"of_busy", 0, 1, [](SiagaRules& r, double v) { r.cover.of_busy = v; }},
    Number{"least_gain", 0, 1, [](SiagaRules& r, double v) { r.cover.least_gain = v; }},
    Number{"minute_costs", 0, 1, [](SiagaRules& r, double v) { r.cover.minute_costs = v; }},
    Number{"between_moves_s", 0, longest_span,
           [](SiagaRules& r, double v) { r.cover.between_moves = in_seconds(v); }},
    Number{"most_moves", 0, 1000,
           [](SiagaRules& r, double v) { r.cover.most_moves = static_cast<int>(std::lround(v)); }},
};
constexpr std::array flags_of_cover{Flag{"posts", &SiagaRules::posts},
                                    Flag{"moves_up", &SiagaRules::moves_up}};

class PolicyFile {
 public:
  explicit PolicyFile(const std::filesystem::path& file) : entries_{file} {}

  OrFault<SiagaRules> read(const toml::table& table) {
    for (const auto& [key, node] : table) {
      if (!node.is_table() || (key != "plan" && key != "cover"))
        return entries_.fault_at(node, "a policy has [plan] and [cover], not " + std::string{key.str()});
      for (const auto& [name, value] : *node.as_table())
        if (const auto done = entry(key == "plan", std::string{name.str()}, value); done.has_error())
          return done.error();
    }
    return rules_;
  }

 private:
  OrFault<bool> entry(bool is_of_plan, const std::string& key, const toml::node& node) {
    if (is_of_plan) return key == "weights" ? weights(node) : setting(of_plan, flags_of_plan, key, node);
    return key == "grades_min" ? grades(node) : setting(of_cover, flags_of_cover, key, node);
  }

  OrFault<bool> setting(std::span<const Number> numbers, std::span<const Flag> flags, const std::string& key,
                        const toml::node& node) {
    if (const auto known = std::ranges::find(flags, key, &Flag::key); known != flags.end()) {
      const auto value = entries_.flag(key, node);
      if (value.has_error()) return value.error();
      rules_.*known->flag = *value;
      return true;
    }
    const auto known = std::ranges::find(numbers, key, &Number::key);
    if (known == numbers.end())
      return entries_.fault_at(node, "a policy has no " + key + ": see docs/replay.md");
    const auto value = entries_.number(key, node, known->least, known->most);
    if (value.has_error()) return value.error();
    known->set(rules_, *value);
    return true;
  }

  OrFault<bool> weights(const toml::node& node) {
    if (!node.is_table()) return entries_.fault_at(node, "weights should be such as {P1 = 8, P3 = 2}");
    for (const auto& [key, one] : *node.as_table()) {
      const auto priority = dispatch::json::enum_from<Priority>(key.str());
      if (!priority)
        return entries_.fault_at(one, "weights are of P0 to P4, not of " + std::string{key.str()});
      const auto value = entries_.number(std::string{key.str()}, one, 0.01, 1000);
      if (value.has_error()) return value.error();
      rules_.plan.weights[static_cast<std::size_t>(*priority)] = *value;
    }
    return true;
  }

  OrFault<bool> grades(const toml::node& node) {
    const auto* all = node.as_array();
    if (all == nullptr || all->empty())
      return entries_.fault_at(node, "grades_min should be such as [8, 12]");
    rules_.cover.grades.clear();
    for (const auto& one : *all) {
      const auto value = entries_.number("grades_min", one, 1, 1440);
      if (value.has_error()) return value.error();
      rules_.cover.grades.emplace_back(std::lround(*value));
    }
    return true;
  }

  Entries entries_;
  SiagaRules rules_;
};

}  // namespace

OrFault<SiagaRules> load_policy(const std::filesystem::path& file) {
  const auto table = read_toml(file);
  if (table.has_error()) return table.error();
  return PolicyFile{file}.read(*table);
}

}  // namespace config
