#pragma once

#include <filesystem>
#include <string>

#include "config/replay/scenario.hpp"
#include "config/settings.hpp"
#include "dispatch/model/error.hpp"

namespace config {

// What a replay of a region may be told beside its folder; what is empty is as docs/replay.md says.
struct RegionReplay {
  std::filesystem::path units;   // instead of the region's own list
  std::filesystem::path habits;  // instead of its model.toml
  std::filesystem::path calls;   // that were recorded; else they are drawn
  std::string begins;            // the moment from which they are counted, by the region's clocks
  std::chrono::days length{50};  // of what is drawn
};

// A region as a replay sees it: its roads, stations, hospitals and ambulances. What cannot be is refused with
// file and line.
dispatch::OrFault<Scenario> load_region_model(const std::filesystem::path& folder,
                                              const RegionReplay& wanted);

}  // namespace config
