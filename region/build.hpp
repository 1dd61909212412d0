#pragma once

#include <filesystem>
#include <functional>
#include <span>
#include <string>

#include "region/draft.hpp"

namespace region {

// geo::Gazetteer::write, or what a test puts in its place.
using WritePlaces = std::function<dispatch::OrFault<>(
    const std::filesystem::path& file, std::span<const geo::Place> places, std::span<const geo::Area> areas)>;

// Makes the folder of a region, or leaves what is there as it is: places.db, places.csv, facilities.csv,
// report.txt, map.mbtiles of an OpenStreetMap file, and where an earlier build (or a person) has not left
// them already region.toml, stations.csv and units.csv. The same input makes the same bytes. Gives the report
// in short.
dispatch::OrFault<std::string> build_region(const RegionInputs& inputs, const WritePlaces& write_places,
                                            const Progress& progress);

}  // namespace region
