#include "dispatch/model/capabilities.hpp"

#include <algorithm>
#include <array>

#include "dispatch/model/response_plan.hpp"

namespace dispatch {
namespace {

void sort_each_once(std::vector<std::string>& words) {
  std::ranges::sort(words);
  words.erase(std::unique(words.begin(), words.end()), words.end());
}

}  // namespace

std::span<const Capability> own_capabilities() {
  static const std::array own{
      Capability{"transports", {}, false, {}},  // carries a patient lying down
      Capability{"basic", {}, false, {}},       // basic life support
      Capability{"advanced", {}, false, {"basic"}}, Capability{"neonatal", {}, false, {}},
      Capability{"rescue", {}, false, {}},          Capability{"motorcycle", {}, false, {}},
      Capability{"home_care", {}, false, {}},  // treats in people's homes
      Capability{"midwife", {}, true, {}},          Capability{"nurse", {}, true, {}},
      Capability{"doctor", {}, true, {}},           Capability{"nutritionist", {}, true, {}},
  };
  return own;
}

const Capability* find_capability(const ResponsePlan* plan, std::string_view word) {
  const auto own = own_capabilities();
  if (const auto found = std::ranges::find(own, word, &Capability::word); found != own.end()) return &*found;
  if (plan == nullptr) return nullptr;
  const auto found = std::ranges::find_if(plan->capabilities, [&](const Capability& one) {
    return !one.of_facility.value_or(false) && one.word == word;
  });
  return found == plan->capabilities.end() ? nullptr : &*found;
}

Capabilities with_included(const ResponsePlan* plan, std::vector<std::string> words) {
  return with_included(std::move(words),
                       [plan](std::string_view word) { return find_capability(plan, word); });
}

Capabilities with_included(std::vector<std::string> words, const FindCapability& find) {
  sort_each_once(words);
  auto all = words;
  for (std::size_t next = 0; next < all.size(); ++next) {
    const auto* known = find(all[next]);
    if (known == nullptr) continue;
    for (const auto& one : known->includes)
      if (std::ranges::find(all, one) == all.end()) all.push_back(one);
  }
  std::ranges::sort(all);
  return all;
}

const Capabilities& capabilities_of(UnitKind kind) {
  static const Capabilities ambulance{"basic", "transports"};
  static const Capabilities home_care{"home_care"};
  static const Capabilities motorcycle{"basic", "motorcycle"};
  switch (kind) {
    case UnitKind::ambulance: return ambulance;
    case UnitKind::home_care: return home_care;
    case UnitKind::motorcycle: return motorcycle;
  }
  return ambulance;
}

Capabilities capabilities_of(const Unit& unit) {
  auto all = capabilities_of(unit.kind);
  for (const auto* more : {&unit.equipment, unit.aboard ? &unit.aboard : &unit.usual_crew})
    if (*more) all.insert(all.end(), (*more)->begin(), (*more)->end());
  sort_each_once(all);
  return all;
}

bool has(const Capabilities& capabilities, std::string_view word) {
  return std::ranges::find(capabilities, word) != capabilities.end();
}

std::size_t met_of(const Slot& slot, const Capabilities& capabilities) {
  return static_cast<std::size_t>(std::ranges::count_if(slot.capabilities, [&](const auto& words) {
    return std::ranges::any_of(words, [&](const auto& word) { return has(capabilities, word); });
  }));
}

bool may_transport(const Capabilities& capabilities) {
  return has(capabilities, can::transports) && !has(capabilities, can::motorcycle);
}

bool may_fill(const Slot& slot, const Capabilities& capabilities) {
  if (slot.role == SlotRole::transport && !may_transport(capabilities)) return false;
  return met_of(slot, capabilities) == slot.capabilities.size();
}

}  // namespace dispatch
