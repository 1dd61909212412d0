#pragma once

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

#include "dispatch/model/error.hpp"
#include "dispatch/sim/recorded_day.hpp"

namespace config {

// A recorded time as the lists that a replay reads, calls.csv and units.csv of docs/replay.md, in a folder:
// whoever asks "what if" edits them. Times by the region's clocks, `offset` from UTC. Stations that the
// region has no more are said in the notes, and their units left out.
dispatch::OrFault<std::vector<std::string>> write_lists(const std::filesystem::path& folder,
                                                        const std::filesystem::path& region,
                                                        const dispatch::RecordedDay& day,
                                                        dispatch::TimePoint begins,
                                                        std::chrono::minutes offset);

}  // namespace config
