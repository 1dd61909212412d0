#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>

namespace config {

// How what belongs to a key stands on the command line.
enum class Form {
  value,      // --name VALUE
  is_switch,  // --name
  operand,    // alone: what the subcommand is about
  words,      // alone, and it may be several words
};

// A setting, once: its name in siaga.toml, its default (which gives its type), its check and what it is for.
// As a flag it is --redis-url, in the environment SIAGA_REDIS_URL.
struct Key {
  std::string_view name;
  std::variant<std::string_view, long, double> fallback;
  std::string_view meaning;
  double least = 0;  // of numbers
  double most = 1e12;
  bool is_path = false;  // in the file: relative to the file; as a flag: to the present folder
  Form form = Form::value;
  // Of texts: what they should be instead, if they are not.
  std::optional<std::string> (*wanted)(std::string_view text) = nullptr;
};

// The settings of siaga.toml.
std::span<const Key> all_keys();
// The flags that only one subcommand has.
std::span<const Key> token_keys();
std::span<const Key> simulate_keys();
std::span<const Key> backup_keys();
std::span<const Key> restore_keys();
std::span<const Key> locate_keys();
std::span<const Key> eta_keys();
std::span<const Key> export_keys();
std::span<const Key> replay_keys();

}  // namespace config
