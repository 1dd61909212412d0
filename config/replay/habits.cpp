#include "config/replay/habits.hpp"

#include <array>
#include <cmath>

#include "config/replay/entries.hpp"
#include "dispatch/model/json.hpp"

namespace config {
namespace {

using dispatch::ModelHabits;
using dispatch::OrFault;
using dispatch::Priority;
using dispatch::seconds;
using dispatch::Varies;

constexpr double a_day = 86400;

seconds whole(double value) {
  return seconds{std::llround(value)};
}

struct Setting {
  std::string_view key;
  double least;
  double most;
  void (*set)(ModelHabits&, double);
};
constexpr std::array settings{
    Setting{"calls_a_day", 0.1, 100'000, [](ModelHabits& h, double v) { h.calls_a_day = v; }},
    Setting{"until_sent_s", 0, 3600, [](ModelHabits& h, double v) { h.until_sent = whole(v); }},
    Setting{"turnout_standing_s", 0, 3600, [](ModelHabits& h, double v) { h.turnout_standing = whole(v); }},
    Setting{"turnout_moving_s", 0, 3600, [](ModelHabits& h, double v) { h.turnout_moving = whole(v); }},
    Setting{"scene_mean_s", 1, a_day, [](ModelHabits& h, double v) { h.scene_mean = whole(v); }},
    Setting{"scene_sigma", 0, 10, [](ModelHabits& h, double v) { h.scene_sigma = v; }},
    Setting{"transport_share", 0, 1, [](ModelHabits& h, double v) { h.transport_share = v; }},
    Setting{"handover_shape", 0.1, 100, [](ModelHabits& h, double v) { h.handover_shape = v; }},
    Setting{"handover_scale_s", 1, a_day, [](ModelHabits& h, double v) { h.handover_scale = whole(v); }},
    Setting{"table_factor", 0.01, 100, [](ModelHabits& h, double v) { h.table_factor = v; }},
    Setting{"off_road_urgent_kmh", 1, 300, [](ModelHabits& h, double v) { h.off_road.urgent = geo::kmh(v); }},
    Setting{"off_road_calm_kmh", 1, 300, [](ModelHabits& h, double v) { h.off_road.calm = geo::kmh(v); }},
};

struct Word {
  std::string_view key;
  std::string_view word;
  void (*set)(ModelHabits&);
};
constexpr std::array words{
    Word{"scene", "exponential", [](ModelHabits& h) { h.scene = Varies::exponential; }},
    Word{"scene", "lognormal", [](ModelHabits& h) { h.scene = Varies::lognormal; }},
    Word{"scene", "fixed", [](ModelHabits& h) { h.scene = Varies::not_at_all; }},
    Word{"handover", "weibull", [](ModelHabits& h) { h.handover = Varies::weibull; }},
    Word{"handover", "fixed", [](ModelHabits& h) { h.handover = Varies::not_at_all; }},
};

class Reading {
 public:
  Reading(const std::filesystem::path& file, ModelHabits& habits) : entries_{file}, habits_{habits} {}

  OrFault<bool> read(const toml::table& table) {
    for (const auto& [key, node] : table) {
      const auto done = key == "priority" ? priorities(node) : setting(std::string{key.str()}, node);
      if (done.has_error()) return done.error();
    }
    return true;
  }

 private:
  OrFault<bool> setting(const std::string& key, const toml::node& node) {
    if (key == "free_only_at_base") return flag(key, node);
    if (std::ranges::find(words, key, &Word::key) != words.end()) return word(key, node);
    const auto known = std::ranges::find(settings, key, &Setting::key);
    if (known == settings.end())
      return entries_.fault_at(node, "a model has no " + key + ": see docs/replay.md");
    const auto value = entries_.number(key, node, known->least, known->most);
    if (value.has_error()) return value.error();
    known->set(habits_, *value);
    return true;
  }
  OrFault<bool> flag(const std::string& key, const toml::node& node) {
    const auto value = entries_.flag(key, node);
    if (value.has_error()) return value.error();
    habits_.free_only_at_base = *value;
    return true;
  }
  OrFault<bool> word(const std::string& key, const toml::node& node) {
    const auto text = node.value_exact<std::string>().value_or("");
    std::string all;
    for (const auto& one : words) {
      if (one.key != key) continue;
      if (one.word == text) {
        one.set(habits_);
        return true;
      }
      all += (all.empty() ? "" : " or ") + std::string{one.word};
    }
    return entries_.fault_at(node, key + " should be " + all);
  }
  // They take the place of the usual ones.
  OrFault<bool> priorities(const toml::node& node) {
    const auto* all = node.as_table();
    if (all == nullptr || all->empty())
      return entries_.fault_at(node, "priority should be tables such as [priority.P1]");
    habits_.urgencies.clear();
    double shares = 0;
    for (const auto& [key, one] : *all) {
      const auto priority = dispatch::json::enum_from<Priority>(key.str());
      if (!priority || !one.is_table())
        return entries_.fault_at(one, "priority should be P0 to P4, not " + std::string{key.str()});
      if (const auto done = urgency(*one.as_table(), habits_.urgencies[*priority]); done.has_error())
        return done;
      shares += habits_.urgencies[*priority].share;
    }
    if (std::abs(shares - 1) > 0.001)
      return entries_.fault_at(node, "the shares of the priorities should add up to 1");
    return true;
  }
  OrFault<bool> urgency(const toml::table& table, dispatch::Urgency& into) const {
    for (const auto* key : {"share", "target_s", "lights"})
      if (!table.contains(key))
        return entries_.fault_at(table, std::string{"a priority should say its "} + key);
    for (const auto& [key, node] : table) {
      if (key == "lights") {
        const auto lights = entries_.flag("lights", node);
        if (lights.has_error()) return lights.error();
        into.pace = *lights ? dispatch::Pace::urgent : dispatch::Pace::calm;
        continue;
      }
      const bool is_share = key == "share";
      if (!is_share && key != "target_s")
        return entries_.fault_at(node, "a priority has no " + std::string{key.str()});
      const auto value =
          entries_.number(std::string{key.str()}, node, is_share ? 0 : 1, is_share ? 1 : a_day);
      if (value.has_error()) return value.error();
      if (is_share)
        into.share = *value;
      else
        into.target = whole(*value);
    }
    return true;
  }

  Entries entries_;
  ModelHabits& habits_;
};

}  // namespace

OrFault<ModelHabits> load_habits(const std::filesystem::path& file, ModelHabits usual) {
  const auto table = read_toml(file);
  if (table.has_error()) return table.error();
  auto habits = std::move(usual);
  if (const auto read = Reading{file, habits}.read(*table); read.has_error()) return read.error();
  return habits;
}

OrFault<ModelHabits> habits_in(const std::filesystem::path& folder, const std::filesystem::path& instead,
                               ModelHabits usual) {
  const auto file = instead.empty() ? folder / "model.toml" : instead;
  if (instead.empty() && !exists(file)) return {boost::system::in_place_value, std::move(usual)};
  return load_habits(file, std::move(usual));
}

}  // namespace config
