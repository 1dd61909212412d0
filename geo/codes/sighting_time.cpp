#include "geo/codes/sighting_time.hpp"

#include <charconv>
#include <cstdint>

#include "geo/codes/code_text.hpp"

namespace geo::codes {

namespace {

using std::chrono::sys_seconds;

std::optional<int> whole(std::string_view text) {
  int number = 0;
  if (text.empty() || !is_digit(text.front())) return std::nullopt;
  const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc{} && rest == text.data() + text.size() ? std::optional{number} : std::nullopt;
}

std::optional<sys_seconds> moment(std::string_view year, std::string_view month, std::string_view day,
                                  std::string_view hour, std::string_view minute, std::string_view second) {
  const auto y = whole(year), m = whole(month), d = whole(day), h = whole(hour), min = whole(minute),
             s = whole(second);
  if (!y || !m || !d || !h || !min || !s) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{*y}, std::chrono::month{static_cast<unsigned>(*m)},
                                         std::chrono::day{static_cast<unsigned>(*d)}};
  if (!date.ok() || *h > 23 || *min > 59 || *s > 60) return std::nullopt;
  return std::chrono::sys_days{date} + std::chrono::hours{*h} + std::chrono::minutes{*min} +
         std::chrono::seconds{*s};
}

// Z, +08:00 or -0330 after a time, in what has to be taken off to come to UTC.
std::optional<std::chrono::minutes> offset_of(std::string_view zone) {
  if (zone.empty() || zone == "Z" || zone == "z") return std::chrono::minutes{0};
  const bool colon = zone.size() == 6 && zone[3] == ':';
  if (!colon && zone.size() != 5) return std::nullopt;
  const auto hours = whole(zone.substr(1, 2));
  const auto minutes = whole(zone.substr(colon ? 4 : 3, 2));
  if (!hours || !minutes || *hours > 14 || *minutes > 59 || (zone[0] != '+' && zone[0] != '-'))
    return std::nullopt;
  const auto size = std::chrono::minutes{*hours * 60 + *minutes};
  return zone[0] == '-' ? -size : size;
}

}  // namespace

std::optional<sys_seconds> compact_time(std::string_view text) {
  if (text.size() != 14) return std::nullopt;
  return moment(text.substr(0, 4), text.substr(4, 2), text.substr(6, 2), text.substr(8, 2),
                text.substr(10, 2), text.substr(12, 2));
}

std::optional<sys_seconds> unix_milliseconds(std::string_view text) {
  constexpr std::int64_t year_3000 = 32'503'680'000'000;
  std::int64_t count = 0;
  const auto* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, count);
  if (text.empty() || error != std::errc{} || rest != end || count <= 0 || count > year_3000)
    return std::nullopt;
  return sys_seconds{std::chrono::floor<std::chrono::seconds>(std::chrono::milliseconds{count})};
}

std::optional<sys_seconds> iso_time(std::string_view text) {
  constexpr std::size_t whole_seconds = 19;
  if (text.size() < whole_seconds || text[4] != '-' || text[7] != '-' ||
      (text[10] != 'T' && text[10] != 't') || text[13] != ':' || text[16] != ':')
    return std::nullopt;
  auto zone = text.substr(whole_seconds);
  if (!zone.empty() && zone.front() == '.')
    zone.remove_prefix(std::min(zone.find_first_not_of("0123456789", 1), zone.size()));
  const auto local = moment(text.substr(0, 4), text.substr(5, 2), text.substr(8, 2), text.substr(11, 2),
                            text.substr(14, 2), text.substr(17, 2));
  const auto offset = offset_of(zone);
  if (!local || !offset) return std::nullopt;
  return *local - *offset;
}

}  // namespace geo::codes
