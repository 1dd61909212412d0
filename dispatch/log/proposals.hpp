#pragma once

#include <string_view>
#include <vector>

#include "dispatch/model/model.hpp"

// What is kept of the places that were proposed for an incident.
namespace dispatch {

// Takes the place of what the same source and person proposed before; of too many the oldest goes.
void remember(std::vector<Proposal>& proposals, Proposal proposal);
// The latest of this source by this person, if there is one.
[[nodiscard]] const Proposal* find(const std::vector<Proposal>& proposals, std::string_view source,
                                   std::string_view by);

}  // namespace dispatch
