#include "config/minutes.hpp"

#include <charconv>

namespace config {

std::vector<std::chrono::minutes> minutes_in(std::string_view list) {
  constexpr long most = 1440;
  std::vector<std::chrono::minutes> all;
  for (std::size_t begin = 0; begin <= list.size();) {
    const auto end = std::min(list.find(',', begin), list.size());
    auto one = list.substr(begin, end - begin);
    while (one.starts_with(' ')) one.remove_prefix(1);
    while (one.ends_with(' ')) one.remove_suffix(1);
    long number = 0;
    const auto [rest, error] = std::from_chars(one.data(), one.data() + one.size(), number);
    if (error != std::errc{} || rest != one.data() + one.size() || number < 1 || number > most) return {};
    all.emplace_back(number);
    begin = end + 1;
  }
  return all;
}

std::optional<std::string> wanted_of_minutes(std::string_view list) {
  if (list.empty() || !minutes_in(list).empty()) return std::nullopt;
  return "whole minutes from 1 to 1440, parted by commas";
}

}  // namespace config
