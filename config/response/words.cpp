#include "config/response/words.hpp"

#include <algorithm>

#include "dispatch/model/facility.hpp"
#include "dispatch/model/limits.hpp"

namespace config {
namespace {

using dispatch::Capability;
using dispatch::Fault;
using dispatch::OrFault;

OrFault<Capability> read_word(const PlanEntries& entries, const std::string& word, const toml::table& table) {
  const auto of = "capability." + word;
  if (const auto good = entries.known_keys(table, {"id", "en", "crew", "facility", "includes"});
      good.has_error())
    return good.error();
  if (dispatch::find_capability(nullptr, word) != nullptr ||
      dispatch::find_facility_capability(nullptr, word) != nullptr)
    return entries.fault_at(table, of + " is a word of Siaga's own");
  auto called = entries.title(of, table);
  if (called.has_error()) return called.error();
  Capability made{word, std::move(*called), false, {}};
  if (const auto* crew = table.get("crew")) {
    const auto value = entries.flag(of + ".crew", *crew);
    if (value.has_error()) return value.error();
    made.of_crew = *value;
  }
  if (const auto* facility = table.get("facility")) {
    const auto value = entries.flag(of + ".facility", *facility);
    if (value.has_error()) return value.error();
    if (*value && made.of_crew)
      return entries.fault_at(*facility, of + " is of a crew or of a facility, not both");
    if (*value) made.of_facility = true;
  }
  if (const auto* includes = table.get("includes")) {
    auto value = entries.texts(of + ".includes", *includes);
    if (value.has_error()) return value.error();
    made.includes = std::move(*value);
  }
  return {boost::system::in_place_value, std::move(made)};
}

}  // namespace

OrFault<std::vector<Capability>> read_words(const PlanEntries& entries, const toml::table& file) {
  const auto named = entries.named(file, "capability");
  if (named.has_error()) return named.error();
  if (named->size() > dispatch::most_capabilities)
    return entries.fault_at(*file.get("capability"), "a region adds at most 50 capabilities");
  dispatch::ResponsePlan plan;
  std::map<std::string, Texts> includes;
  for (const auto& [word, table] : *named) {
    auto made = read_word(entries, word, *table);
    if (made.has_error()) return made.error();
    includes[word] = made->includes;
    plan.capabilities.push_back(std::move(*made));
  }
  for (const auto& [word, others] : includes) {
    const auto& table = *named->at(word);
    const bool of_facility = table.contains("facility") && find_facility_capability(&plan, word) != nullptr;
    for (const auto& other : others)
      if ((of_facility ? find_facility_capability(&plan, other) : find_capability(&plan, other)) == nullptr)
        return entries.fault_at(*table.get("includes"), "there is no capability " + other);
    if (const auto loop = loop_from(word, includes))
      return entries.fault_at(*table.get("includes"), "capabilities include each other in a loop: " + *loop);
  }
  return {boost::system::in_place_value, std::move(plan.capabilities)};
}

OrFault<Contacts> read_contacts(const PlanEntries& entries, const toml::table& file) {
  const auto named = entries.named(file, "contact");
  if (named.has_error()) return named.error();
  Contacts contacts;
  for (const auto& [who, table] : *named) {
    const auto of = "contact." + who;
    if (const auto good = entries.known_keys(*table, {"id", "en", "phone"}); good.has_error())
      return good.error();
    auto called = entries.title(of, *table);
    if (called.has_error()) return called.error();
    dispatch::Contact made{who, std::move(*called), {}};
    if (const auto* phone = table->get("phone")) {
      auto value = entries.text(of + ".phone", *phone, longest_word);
      if (value.has_error()) return value.error();
      made.phone = std::move(*value);
    }
    contacts.emplace(who, std::move(made));
  }
  return {boost::system::in_place_value, std::move(contacts)};
}

}  // namespace config
