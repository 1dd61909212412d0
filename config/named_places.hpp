#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "dispatch/model/error.hpp"
#include "dispatch/model/facility.hpp"
#include "dispatch/model/response_plan.hpp"

namespace config {

struct NamedPlace {
  std::string name;
  std::string kind;
  geo::Position where;
  std::string code;    // of a village or kecamatan; of a facility its id
  std::string within;  // code of the kecamatan; empty for one
  bool is_approximate = false;
  std::optional<double> people = {};         // of a village, where population.csv says so
  dispatch::Capabilities capabilities = {};  // of a facility, with all that they include
};

[[nodiscard]] inline bool is_village(const NamedPlace& place) {
  return place.kind == "desa" || place.kind == "kelurahan" || place.kind == "village";
}

// The codes stand in the columns named, if there are such.
dispatch::OrFault<std::vector<NamedPlace>> load_places(const std::filesystem::path& file,
                                                       std::string_view code, std::string_view within);

// Those where patients are taken have an id each, of their name where the list says none, and may have
// capabilities; a word that nobody knows is a fault with file and line.
dispatch::OrFault<std::vector<NamedPlace>> load_facilities(const std::filesystem::path& file,
                                                           const dispatch::ResponsePlan* plan);

// Of these, where patients can be taken.
[[nodiscard]] std::vector<dispatch::Facility> destinations_of(const std::vector<NamedPlace>& facilities);

}  // namespace config
