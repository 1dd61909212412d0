#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace geo::codes {

// A link taken apart, percent-decoded, names of parameters and host in small letters.
struct Link {
  std::string host;  // without "www."; empty for geo:
  std::string path;
  std::vector<std::pair<std::string, std::string>> parameters;
  std::string fragment;
  [[nodiscard]] std::optional<std::string_view> parameter(std::string_view name) const;
};
Link link_of(std::string_view url);

// %2C becomes a comma, a plus sign a space if asked for; what is broken stays as it is. Also of the text in a
// form.
std::string percent_decoded(std::string_view text, bool plus_is_space);
std::vector<std::pair<std::string, std::string>> form_fields(std::string_view text,
                                                             std::string_view separators);

}  // namespace geo::codes
