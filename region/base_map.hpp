#pragma once

#include <filesystem>

#include "region/draft.hpp"

namespace region {

// Makes map.mbtiles in `folder` out of the OpenStreetMap file of `inputs`: of all that it holds or, where
// there are areas, of these and some kilometres around. osmium prepares the file, tilemaker makes the tiles;
// both are child processes. A region is of use without a map, so what prevents one goes into the draft's
// report; nothing half-made stays.
void add_base_map(const RegionInputs& inputs, const std::filesystem::path& folder, RegionDraft& draft,
                  const Progress& progress);

}  // namespace region
