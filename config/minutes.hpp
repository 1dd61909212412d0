#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace config {

// "4, 6, 8": whole minutes with commas between; nothing where it is no list of such.
[[nodiscard]] std::vector<std::chrono::minutes> minutes_in(std::string_view list);
// What a text should be that is neither empty nor such a list; for a key.
[[nodiscard]] std::optional<std::string> wanted_of_minutes(std::string_view list);

}  // namespace config
