#pragma once

#include <string>

#include "region/draft.hpp"

// The files of a region's folder as texts, in the shapes that region.cpp reads.
namespace region {

std::string places_csv(const RegionDraft& draft);
std::string facilities_csv(const RegionDraft& draft);
std::string region_toml(const RegionDraft& draft);
// Without rows: who stands where, nobody but the district knows.
std::string empty_stations_csv();
std::string empty_units_csv();

}  // namespace region
