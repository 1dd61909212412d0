#pragma once

#include <chrono>
#include <string>
#include <variant>
#include <vector>

#include "dispatch/model/error.hpp"
#include "dispatch/sim/model.hpp"

namespace config {

// When somebody is on duty, as a list of units says it; the columns from, to and days of docs/replay.md.
struct DutyHours {
  std::chrono::minutes from{0};   // after midnight
  std::chrono::minutes to{1440};  // the next day, where that is not after `from`
  std::vector<std::variant<std::chrono::weekday, std::chrono::sys_days>> days;  // none: each day
};
// The fault is what is wrong, without file and line.
dispatch::OrFault<DutyHours> duty_hours(const std::string& from, const std::string& to,
                                        const std::string& days);

// The shifts of several such within so long, counted from the beginning of a day: in order, and those that
// touch made one.
std::vector<dispatch::Shift> shifts_of(const std::vector<DutyHours>& hours, std::chrono::sys_days first_day,
                                       std::chrono::days length);

// Who is on duty at that moment stays on for so long.
void keep_on(std::vector<dispatch::Shift>& shifts, dispatch::milliseconds at, dispatch::milliseconds until);

}  // namespace config
