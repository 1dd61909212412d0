#pragma once

#include <optional>
#include <string>
#include <vector>

#include "geo/place.hpp"
#include "region/opl.hpp"

namespace region {

// What an object of OpenStreetMap is to us; nothing where nobody would name it to find a place.
std::optional<geo::PlaceKind> kind_of(const OsmObject& object);

// "hospital", "puskesmas" or "clinic"; empty for what is not a facility that patients are taken to.
std::string facility_kind_of(const OsmObject& object);

// Its names, the usual one first, each once. Empty where it has none.
std::vector<std::string> names_of(const OsmObject& object);

}  // namespace region
