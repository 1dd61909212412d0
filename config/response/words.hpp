#pragma once

#include "config/response/values.hpp"
#include "dispatch/model/response_plan.hpp"

namespace config {

// The region's own words for what units can do: [capability.boat].
[[nodiscard]] dispatch::OrFault<std::vector<dispatch::Capability>> read_words(const PlanEntries& entries,
                                                                              const toml::table& file);
// Whom a response may tell: [contact.police].
using Contacts = std::map<std::string, dispatch::Contact>;
[[nodiscard]] dispatch::OrFault<Contacts> read_contacts(const PlanEntries& entries, const toml::table& file);

}  // namespace config
