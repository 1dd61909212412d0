#pragma once

#include <span>
#include <string_view>
#include <variant>

namespace config {

// A setting, once: its name in siaga.toml, its default (which gives its type), its check and what it is for.
// As a flag it is --redis-url, in the environment SIAGA_REDIS_URL.
struct Key {
  std::string_view name;
  std::variant<std::string_view, long, double> fallback;
  std::string_view meaning;
  double least = 0;  // of numbers
  double most = 1e12;
  bool is_path = false;  // in the file: relative to the file; as a flag: to the present folder
};

// The settings of siaga.toml.
std::span<const Key> all_keys();
// The flags that only one subcommand has.
std::span<const Key> token_keys();
std::span<const Key> simulate_keys();

}  // namespace config
