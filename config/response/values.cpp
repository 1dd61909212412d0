#include "config/response/values.hpp"

#include <algorithm>

namespace config {

using dispatch::Fault;
using dispatch::OrFault;

namespace {

bool is_word(std::string_view text) {
  const auto is_allowed = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; };
  return !text.empty() && text.size() <= longest_word && std::ranges::all_of(text, is_allowed);
}

bool leads_back(const std::map<std::string, Texts>& named, Texts& way, Texts& seen) {
  const auto known = named.find(way.back());
  if (known == named.end()) return false;
  for (const auto& next : known->second) {
    way.push_back(next);
    if (next == way.front()) return true;
    const bool is_new = std::ranges::find(seen, next) == seen.end();
    if (is_new) {
      seen.push_back(next);
      if (leads_back(named, way, seen)) return true;
    }
    way.pop_back();
  }
  return false;
}

}  // namespace

std::optional<std::string> loop_from(const std::string& name, const std::map<std::string, Texts>& named) {
  Texts way{name};
  Texts seen;
  if (!leads_back(named, way, seen)) return std::nullopt;
  std::string all;
  for (const auto& one : way) all += (all.empty() ? "" : ", ") + one;
  return all;
}

OrFault<bool> PlanEntries::known_keys(const toml::table& table,
                                      std::initializer_list<std::string_view> known) const {
  for (const auto& [key, node] : table)
    if (std::ranges::find(known, key.str()) == known.end())
      return fault_at(node, "there is no " + std::string{key.str()} + " here: see docs/regions.md");
  return true;
}

OrFault<std::string> PlanEntries::text(const std::string& key, const toml::node& node,
                                       std::size_t longest) const {
  const auto value = node.value_exact<std::string>();
  const bool says_something = value && value->find_first_not_of(" \t") != std::string::npos;
  if (!says_something || value->size() > longest)
    return fault_at(node, key + " should be a text of 1 to " + std::to_string(longest) + " bytes");
  return OrFault<std::string>{boost::system::in_place_value, *value};
}

OrFault<Texts> PlanEntries::texts(const std::string& key, const toml::node& node) const {
  const auto* array = node.as_array();
  if (array == nullptr || array->empty())
    return fault_at(node, key + R"( should be such as ["one", "other"])");
  Texts all;
  for (const auto& one : *array) {
    auto value = text(key, one, longest_title);
    if (value.has_error()) return value.error();
    all.push_back(std::move(*value));
  }
  return {boost::system::in_place_value, std::move(all)};
}

OrFault<dispatch::Title> PlanEntries::title(const std::string& of, const toml::table& table) const {
  dispatch::Title made;
  for (const auto& [key, into] : {std::pair{"id", &made.id}, std::pair{"en", &made.en}}) {
    const auto* node = table.get(key);
    if (node == nullptr)
      return fault_at(table, of + " has no " + key + ": how it is called in " +
                                 (into == &made.id ? "Indonesian" : "English"));
    auto value = text(of + "." + key, *node, longest_title);
    if (value.has_error()) return value.error();
    *into = std::move(*value);
  }
  return {boost::system::in_place_value, std::move(made)};
}

OrFault<PlanEntries::Named> PlanEntries::named(const toml::table& file, const std::string& key) const {
  Named found;
  const auto* node = file.get(key);
  if (node == nullptr) return found;
  if (!node->is_table()) return fault_at(*node, key + " should be written as [" + key + ".name]");
  for (const auto& [name, one] : *node->as_table()) {
    const std::string word{name.str()};
    if (!is_word(word) || !one.is_table())
      return fault_at(one, std::string{key}.append(".").append(word) +
                               " should be a table, its name 1 to 32 of a-z, 0-9 and _");
    found.emplace(word, one.as_table());
  }
  return found;
}

}  // namespace config
