#pragma once

#include <chrono>
#include <optional>
#include <string_view>

// The ways in which devices write when they took a fix. Nothing, if it is no time that can be.
namespace geo::codes {

std::optional<std::chrono::sys_seconds> compact_time(std::string_view text);       // 20130717141935, UTC
std::optional<std::chrono::sys_seconds> unix_milliseconds(std::string_view text);  // since 1970
std::optional<std::chrono::sys_seconds> iso_time(std::string_view text);  // 2013-07-17T14:19:35.5+08:00

}  // namespace geo::codes
