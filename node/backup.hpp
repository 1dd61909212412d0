#pragma once

#include <boost/describe/class.hpp>
#include <cstdint>
#include <string>

#include "dispatch/model/time.hpp"

namespace node {

// What a backup says about itself, in its first member.
struct BackupLabel {
  static constexpr const char* name = "backup.json";
  static constexpr std::int64_t newest_format = 1;

  std::int64_t format = newest_format;
  std::string version;  // of the program that made it
  std::string region;
  dispatch::TimePoint made;
};
BOOST_DESCRIBE_STRUCT(BackupLabel, (), (format, version, region, made))

// In the data folder: its time is that of the last backup.
inline constexpr const char* last_backup_name = "last_backup";

}  // namespace node
