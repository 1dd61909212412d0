#include "config/replay/entries.hpp"

#include <sstream>

namespace config {

using dispatch::Fault;
using dispatch::OrFault;

Fault Entries::fault_at(const toml::node& node, const std::string& what) const {
  return {file_.string() + ", line " + std::to_string(node.source().begin.line) + ": " + what};
}

OrFault<double> Entries::number(const std::string& key, const toml::node& node, double least,
                                double most) const {
  const auto value = node.value<double>();
  if (value && *value >= least && *value <= most) return *value;
  std::ostringstream wanted;
  wanted << key << " should be a number between " << least << " and " << most;
  return fault_at(node, wanted.str());
}

OrFault<bool> Entries::flag(const std::string& key, const toml::node& node) const {
  if (const auto value = node.value_exact<bool>()) return *value;
  return fault_at(node, key + " should be true or false");
}

OrFault<toml::table> read_toml(const std::filesystem::path& file) {
  try {
    return toml::parse_file(file.string());
  } catch (const toml::parse_error& wrong) {
    return Fault{file.string() + ", line " + std::to_string(wrong.source().begin.line) + ": " +
                 std::string{wrong.description()}};
  }
}

}  // namespace config
