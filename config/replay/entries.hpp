#pragma once

#include <toml++/toml.h>

#include <filesystem>
#include <string>

#include "dispatch/model/error.hpp"

namespace config {

// Entries of a TOML file; what cannot be is said with its line.
class Entries {
 public:
  explicit Entries(const std::filesystem::path& file) : file_{file} {}

  [[nodiscard]] dispatch::Fault fault_at(const toml::node& node, const std::string& what) const;
  [[nodiscard]] dispatch::OrFault<double> number(const std::string& key, const toml::node& node, double least,
                                                 double most) const;
  [[nodiscard]] dispatch::OrFault<bool> flag(const std::string& key, const toml::node& node) const;

 private:
  const std::filesystem::path& file_;
};

[[nodiscard]] dispatch::OrFault<toml::table> read_toml(const std::filesystem::path& file);

}  // namespace config
