#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

// Days and times as people write them, by the clocks of the place.
namespace config {

// "2026-01-05"; nothing where the calendar has no such day.
std::optional<std::chrono::sys_days> date_of(std::string_view text);
// "07:00", "7:30" or "24:00".
std::optional<std::chrono::minutes> time_of_day(std::string_view text);

struct Moment {
  std::chrono::sys_days day;
  std::chrono::seconds after_midnight{0};
};
// "2026-01-05" or "2026-01-05 07:00:30"; the seconds may be missing, and a T may stand between.
std::optional<Moment> moment_of(std::string_view text);

// The other way: "2026-01-05", "07:00", "2026-01-05 07:00:30".
std::string day_of(std::chrono::sys_days day);
std::string clock_of(std::chrono::minutes after_midnight);
std::string text_of(const Moment& moment);

}  // namespace config
