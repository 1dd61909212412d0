#pragma once

#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/replay/entries.hpp"
#include "dispatch/model/json.hpp"
#include "dispatch/model/slot.hpp"

namespace config {

using Texts = std::vector<std::string>;

// Entries of a response plan.
class PlanEntries : public Entries {
 public:
  using Entries::Entries;

  // No other keys.
  [[nodiscard]] dispatch::OrFault<bool> known_keys(const toml::table& table,
                                                   std::initializer_list<std::string_view> known) const;
  [[nodiscard]] dispatch::OrFault<std::string> text(const std::string& key, const toml::node& node,
                                                    std::size_t longest) const;
  [[nodiscard]] dispatch::OrFault<Texts> texts(const std::string& key, const toml::node& node) const;
  template <class E>
  [[nodiscard]] dispatch::OrFault<std::vector<E>> names(const std::string& key,
                                                        const toml::node& node) const {
    const auto all = texts(key, node);
    if (all.has_error()) return all.error();
    std::vector<E> values;
    for (const auto& one : *all) {
      const auto value = dispatch::json::enum_from<E>(one);
      if (!value) return fault_at(node, std::string{key}.append(": there is no ").append(one));
      values.push_back(*value);
    }
    return {boost::system::in_place_value, std::move(values)};
  }
  // How it is called in both languages.
  [[nodiscard]] dispatch::OrFault<dispatch::Title> title(const std::string& of,
                                                         const toml::table& table) const;

  using Named = std::map<std::string, const toml::table*>;
  // The tables under a key, by their names: [part.trauma].
  [[nodiscard]] dispatch::OrFault<Named> named(const toml::table& file, const std::string& key) const;
};

inline constexpr std::size_t longest_word = 32;
inline constexpr std::size_t longest_title = 100;

// What names what: the way from one of them back to itself, as "a, b, a".
[[nodiscard]] std::optional<std::string> loop_from(const std::string& name,
                                                   const std::map<std::string, Texts>& named);

}  // namespace config
