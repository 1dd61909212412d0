#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <filesystem>
#include <string>

#include "dispatch/model/error.hpp"

// What `siaga export` writes into a folder, and `siaga replay --log` reads: docs/replay.md.
namespace node {

inline constexpr const char* log_name = "log.ndjson";
inline constexpr const char* tracks_name = "tracks.ndjson";

// The first line of the log: what it is, and how all stood when it begins.
struct ExportLabel {
  static constexpr std::int64_t newest = 1;
  std::int64_t siaga_export = newest;
  std::string region;
  std::string begins;  // by the region's clocks, to the second
};
BOOST_DESCRIBE_STRUCT(ExportLabel, (), (siaga_export, region, begins))

// Applies the log of such a folder, entry by entry, to the state that it begins with, and compares what that
// comes to with the state that it ends with, value for value. A fault says the line.
struct Proved {
  ExportLabel label;
  std::uint64_t entries = 0;
};
dispatch::OrFault<Proved> prove(const std::filesystem::path& folder);

}  // namespace node
