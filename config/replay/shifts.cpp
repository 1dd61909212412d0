#include "config/replay/shifts.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "config/replay/moments.hpp"

namespace config {
namespace {

using dispatch::Fault;
using dispatch::OrFault;
using dispatch::Shift;
using std::chrono::days;
using std::chrono::minutes;
using std::chrono::sys_days;
using std::chrono::weekday;

constexpr std::array<std::string_view, 7> names{"sun", "mon", "tue", "wed", "thu", "fri", "sat"};

std::optional<weekday> weekday_called(std::string_view name) {
  const auto found = std::ranges::find(names, name);
  if (found == names.end()) return std::nullopt;
  return weekday{static_cast<unsigned>(found - names.begin())};
}

// "mon", "mon-fri" or "2026-01-05"; false where it is none.
bool add_days(std::string_view word, DutyHours& into) {
  if (const auto date = date_of(word)) {
    into.days.emplace_back(*date);
    return true;
  }
  const auto dash = word.find('-');
  const auto first = weekday_called(word.substr(0, dash));
  const auto last = dash == std::string_view::npos ? first : weekday_called(word.substr(dash + 1));
  if (!first || !last) return false;
  for (auto day = *first;; ++day) {
    into.days.emplace_back(day);
    if (day == *last) return true;
  }
}

bool is_on(const DutyHours& hours, sys_days day) {
  if (hours.days.empty()) return true;
  return std::ranges::any_of(hours.days, [&](const auto& one) {
    const auto* of_week = std::get_if<weekday>(&one);
    return of_week != nullptr ? *of_week == weekday{day} : std::get<sys_days>(one) == day;
  });
}

}  // namespace

OrFault<DutyHours> duty_hours(const std::string& from, const std::string& to, const std::string& days_on) {
  DutyHours hours;
  if (from.empty() != to.empty()) return Fault{"from and to should both be said, or neither"};
  if (!from.empty()) {
    const auto begins = time_of_day(from);
    const auto ends = time_of_day(to);
    if (!begins) return Fault{"from should be a time such as 07:00, not " + from};
    if (!ends) return Fault{"to should be a time such as 19:00, not " + to};
    hours.from = *begins;
    hours.to = *ends > *begins ? *ends : *ends + days{1};
  }
  constexpr std::string_view between = ", ";
  for (std::string_view rest{days_on}; !rest.empty();) {
    const auto end = std::min(rest.find_first_of(between), rest.size());
    if (end > 0 && !add_days(rest.substr(0, end), hours))
      return Fault{"days should be such as mon-fri, sat or 2026-01-05, not " +
                   std::string{rest.substr(0, end)}};
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return hours;
}

std::vector<Shift> shifts_of(const std::vector<DutyHours>& hours, sys_days first_day, days length) {
  std::vector<Shift> all;
  for (days day{-1}; day < length; ++day)  // one that began the day before may last
    for (const auto& one : hours)
      if (is_on(one, first_day + day)) all.push_back({day + one.from, day + one.to});
  std::ranges::sort(all, {}, &Shift::from);
  std::vector<Shift> apart;
  for (const auto& shift : all) {
    if (shift.to.count() <= 0) continue;
    if (!apart.empty() && shift.from <= apart.back().to)
      apart.back().to = std::max(apart.back().to, shift.to);
    else
      apart.push_back(shift);
  }
  return apart;
}

void keep_on(std::vector<Shift>& shifts, dispatch::milliseconds at, dispatch::milliseconds until) {
  const auto last =
      std::ranges::find_if(shifts, [&](const Shift& one) { return one.from <= at && one.to > at; });
  if (last == shifts.end()) return;
  last->to = std::max(last->to, until);
  shifts.erase(last + 1, shifts.end());
}

}  // namespace config
