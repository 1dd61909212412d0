#include "dispatch/model/facility.hpp"

#include <algorithm>
#include <array>

#include "dispatch/model/response_plan.hpp"

namespace dispatch {

std::span<const Capability> own_facility_capabilities() {
  static const std::array own{
      Capability{"poned", {}, false, {}},         // basic emergency obstetric and newborn care
      Capability{"ponek", {}, false, {"poned"}},  // comprehensive, with surgery and blood
      Capability{"pci", {}, false, {}},           // opens coronary arteries
      Capability{"stroke", {}, false, {}},       Capability{"trauma", {}, false, {}},
      Capability{"neonatal", {}, false, {}},     Capability{"icu", {}, false, {}},
      Capability{"surgery", {}, false, {}},
  };
  return own;
}

const Capability* find_facility_capability(const ResponsePlan* plan, std::string_view word) {
  const auto own = own_facility_capabilities();
  if (const auto found = std::ranges::find(own, word, &Capability::word); found != own.end()) return &*found;
  if (plan == nullptr) return nullptr;
  const auto found = std::ranges::find_if(plan->capabilities, [&](const Capability& one) {
    return one.of_facility.value_or(false) && one.word == word;
  });
  return found == plan->capabilities.end() ? nullptr : &*found;
}

Capabilities with_included_of_facility(const ResponsePlan* plan, std::vector<std::string> words) {
  return with_included(std::move(words),
                       [plan](std::string_view word) { return find_facility_capability(plan, word); });
}

std::vector<std::vector<std::string>> lacking(const Facility& facility, const Incident& incident) {
  std::vector<std::vector<std::string>> missing;
  if (!incident.response || !incident.response->destination) return missing;
  for (const auto& any_of : *incident.response->destination)
    if (std::ranges::none_of(any_of, [&](const auto& word) { return has(facility.capabilities, word); }))
      missing.push_back(any_of);
  return missing;
}

std::vector<Caution> cautions_about(const Facility& facility, const Incident& incident) {
  std::vector<Caution> all;
  const auto state = facility.traffic ? facility.traffic->state : Traffic::Normal;
  if (state == Traffic::Closed)
    all.push_back(facility.traffic->cause == TrafficCause::own_emergency ? Caution::own_emergency
                                                                         : Caution::closed);
  if (!lacking(facility, incident).empty()) all.push_back(Caution::cannot);
  if (state == Traffic::Advisory) all.push_back(Caution::advisory);
  return all;
}

}  // namespace dispatch
