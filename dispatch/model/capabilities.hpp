#pragma once

#include <functional>
#include <span>
#include <string_view>

#include "dispatch/model/model.hpp"

namespace dispatch {

struct ResponsePlan;

// A word for what a unit can do.
struct Capability {
  std::string word;
  std::optional<Title> title;            // none: one of Siaga's own, which the screens know
  bool of_crew = false;                  // it comes with a person, not with the vehicle
  std::vector<std::string> includes;     // whoever can this can these, too
  std::optional<bool> of_facility = {};  // a hospital has it, and no unit
  friend bool operator==(const Capability&, const Capability&) = default;
};
BOOST_DESCRIBE_STRUCT(Capability, (), (word, title, of_crew, includes, of_facility))

namespace can {
inline constexpr std::string_view transports = "transports";
inline constexpr std::string_view motorcycle = "motorcycle";
inline constexpr std::string_view basic = "basic";
inline constexpr std::string_view home_care = "home_care";
}  // namespace can

// Siaga's own words; a region may add others.
[[nodiscard]] std::span<const Capability> own_capabilities();
// Of units. Null where neither Siaga nor the plan has the word.
[[nodiscard]] const Capability* find_capability(const ResponsePlan* plan, std::string_view word);
// In their order, each once, with all that they include.
[[nodiscard]] Capabilities with_included(const ResponsePlan* plan, std::vector<std::string> words);
using FindCapability = std::function<const Capability*(std::string_view word)>;
[[nodiscard]] Capabilities with_included(std::vector<std::string> words, const FindCapability& find);

// What a unit of this kind can do when its list says nothing.
[[nodiscard]] const Capabilities& capabilities_of(UnitKind kind);
// By its kind, its list, and who is aboard, or usually is.
[[nodiscard]] Capabilities capabilities_of(const Unit& unit);

[[nodiscard]] bool has(const Capabilities& capabilities, std::string_view word);
// How many of the slot's needs they meet.
[[nodiscard]] std::size_t met_of(const Slot& slot, const Capabilities& capabilities);
// Is this enough for the slot? A motorcycle carries nobody, whatever else is said of it.
[[nodiscard]] bool may_fill(const Slot& slot, const Capabilities& capabilities);
[[nodiscard]] bool may_transport(const Capabilities& capabilities);

}  // namespace dispatch
