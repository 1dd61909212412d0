#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "config/named_places.hpp"
#include "dispatch/model/error.hpp"
#include "dispatch/model/response_plan.hpp"

namespace config {

// A region's response.toml: its own words for what units can do, and what calls need. docs/regions.md
struct PlanFile {
  dispatch::ResponsePlan plan;
  std::vector<std::vector<std::size_t>> lines;  // where each slot of each response stands
  std::vector<std::size_t> destinations;        // and what it says of its destination, if anything
};

// None where there is no such file. A word that nobody knows, a loop, a language that is missing or a
// response that no call comes to is a fault, with file and line.
dispatch::OrFault<std::optional<PlanFile>> load_response_plan(const std::filesystem::path& file);

// Each slot can be filled by some unit of the list.
dispatch::OrFault<bool> check_slots(const PlanFile& plan, std::span<const dispatch::Unit> units,
                                    const std::filesystem::path& file);

// What a destination must have some facility of the list has.
dispatch::OrFault<bool> check_destinations(const PlanFile& plan, const std::vector<NamedPlace>& facilities,
                                           const std::filesystem::path& file);

// What a list says of a unit, words between blanks or commas, is put into the unit. The fault says what is
// wrong, not where.
dispatch::OrFault<bool> read_capabilities(const dispatch::ResponsePlan* plan, std::string_view words,
                                          dispatch::Unit& unit);

}  // namespace config
