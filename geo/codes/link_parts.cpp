#include "geo/codes/link_parts.hpp"

#include <algorithm>
#include <charconv>

#include "geo/codes/code_text.hpp"

namespace geo::codes {

namespace {

std::optional<char> hex_byte(std::string_view two) {
  unsigned value = 0;
  if (two.size() != 2) return std::nullopt;
  const auto [rest, error] = std::from_chars(two.data(), two.data() + 2, value, 16);
  if (error != std::errc{} || rest != two.data() + 2) return std::nullopt;
  return static_cast<char>(value);
}

// What stands before the first of the marks; the rest stays, without the mark.
std::string_view take_until(std::string_view& rest, std::string_view marks) {
  const auto at = std::min(rest.find_first_of(marks), rest.size());
  const auto part = rest.substr(0, at);
  rest.remove_prefix(std::min(at + 1, rest.size()));
  return part;
}

}  // namespace

std::string percent_decoded(std::string_view text, bool plus_is_space) {
  std::string plain;
  plain.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = text[i] == '%' ? hex_byte(text.substr(i + 1, 2)) : std::nullopt;
    if (byte) i += 2;
    plain += byte ? *byte : text[i] == '+' && plus_is_space ? ' ' : text[i];
  }
  // Degree marks come as two bytes.
  return clean(plain).text;
}

std::vector<std::pair<std::string, std::string>> form_fields(std::string_view text,
                                                             std::string_view separators) {
  std::vector<std::pair<std::string, std::string>> fields;
  while (!text.empty()) {
    auto field = take_until(text, separators);
    const auto name = take_until(field, "=");
    if (!name.empty()) fields.emplace_back(lowered(name), percent_decoded(field, true));
  }
  return fields;
}

std::optional<std::string_view> Link::parameter(std::string_view name) const {
  const auto found = std::ranges::find(parameters, name, [](const auto& field) { return field.first; });
  if (found == parameters.end() || found->second.empty()) return std::nullopt;
  return found->second;
}

Link link_of(std::string_view url) {
  Link link;
  const auto hash = std::min(url.find('#'), url.size());
  link.fragment = percent_decoded(url.substr(std::min(hash + 1, url.size())), false);
  auto rest = url.substr(0, hash);
  const auto scheme = rest.find("://");
  if (scheme != std::string_view::npos) rest.remove_prefix(scheme + 3);
  auto address = take_until(rest, "?");
  link.parameters = form_fields(rest, "&");
  link.host = lowered(take_until(address, "/"));
  if (link.host.starts_with("www.")) link.host.erase(0, 4);
  if (const auto port = link.host.find(':'); port != std::string::npos) link.host.erase(port);
  link.path = "/" + percent_decoded(address, true);
  return link;
}

}  // namespace geo::codes
