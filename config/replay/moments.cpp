#include "config/replay/moments.hpp"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <charconv>

namespace config {
namespace {

// So many digits and nothing else.
std::optional<int> digits(std::string_view text, std::size_t least, std::size_t most) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  if (text.size() < least || text.size() > most || !std::ranges::all_of(text, is_digit)) return std::nullopt;
  int value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

}  // namespace

std::optional<std::chrono::sys_days> date_of(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = digits(text.substr(0, 4), 4, 4);
  const auto month = digits(text.substr(5, 2), 2, 2);
  const auto day = digits(text.substr(8, 2), 2, 2);
  if (!year || !month || !day) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{*year},
                                         std::chrono::month{static_cast<unsigned>(*month)},
                                         std::chrono::day{static_cast<unsigned>(*day)}};
  if (!date.ok()) return std::nullopt;
  return std::chrono::sys_days{date};
}

std::optional<std::chrono::minutes> time_of_day(std::string_view text) {
  const auto colon = text.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const auto hour = digits(text.substr(0, colon), 1, 2);
  const auto minute = digits(text.substr(colon + 1), 2, 2);
  if (!hour || !minute || *minute > 59 || *hour * 60 + *minute > 1440) return std::nullopt;
  return std::chrono::minutes{*hour * 60 + *minute};
}

std::optional<Moment> moment_of(std::string_view text) {
  const auto day = date_of(text.substr(0, std::min<std::size_t>(10, text.size())));
  if (!day) return std::nullopt;
  if (text.size() == 10) return Moment{*day};
  if (text[10] != ' ' && text[10] != 'T') return std::nullopt;
  auto time = text.substr(11);
  std::chrono::seconds seconds{0};
  if (const auto second = time.rfind(':'); second != time.find(':')) {
    const auto value = digits(time.substr(second + 1), 2, 2);
    if (!value || *value > 59) return std::nullopt;
    seconds = std::chrono::seconds{*value};
    time = time.substr(0, second);
  }
  const auto minutes = time_of_day(time);
  if (!minutes || *minutes == std::chrono::days{1}) return std::nullopt;
  return Moment{*day, *minutes + seconds};
}

std::string day_of(std::chrono::sys_days day) {
  const std::chrono::year_month_day date{day};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

std::string clock_of(std::chrono::minutes after_midnight) {
  return fmt::format("{:02}:{:02}", after_midnight.count() / 60, after_midnight.count() % 60);
}

std::string text_of(const Moment& moment) {
  const auto minutes = std::chrono::floor<std::chrono::minutes>(moment.after_midnight);
  return fmt::format("{} {}:{:02}", day_of(moment.day), clock_of(minutes),
                     (moment.after_midnight - minutes).count());
}

}  // namespace config
