#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/settings.hpp"
#include "dispatch/model/sending.hpp"

namespace config {

// "21:00-06:00 after 20 s; suggest": rules with semicolons between, of which the first that fits holds; each
// is the hours, if it has any, and suggest, after SECONDS s, or at once.
[[nodiscard]] dispatch::OrFault<std::vector<dispatch::SendingRule>> read_sending(std::string_view text,
                                                                                 dispatch::Priority priority);
// What such a text should be, if it is not; for a key.
[[nodiscard]] std::optional<std::string> wanted_of_sending(std::string_view text);

// By the settings sending.*; none where a person sends everything.
[[nodiscard]] std::optional<std::vector<dispatch::SendingRule>> sending_of(const Values& settings);

}  // namespace config
