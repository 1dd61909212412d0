#include "config/command_line.hpp"

#include <algorithm>
#include <boost/url/parse.hpp>
#include <charconv>

namespace config {

using dispatch::Fault;
using dispatch::OrFault;

std::string without_secret(std::string_view value) {
  const auto has = [&](std::string_view part) { return value.find(part) != std::string_view::npos; };
  const bool may_have_one = has("@") || (has("redis") && has("://"));
  return may_have_one ? "what is written there (it may have a password in it)" : std::string{value};
}

OrFault<Endpoint> endpoint_of(const std::string& text) {
  Endpoint endpoint;
  const auto colon = text.rfind(':');
  const auto* end = text.data() + text.size();
  const auto* begin = colon == std::string::npos ? end : text.data() + colon + 1;
  const auto [read, error] = std::from_chars(begin, end, endpoint.port);
  if (error != std::errc{} || read != end)
    return Fault{"listen should be ADDRESS:PORT, not " + without_secret(text)};
  endpoint.address = text.substr(0, colon);
  if (endpoint.address.starts_with('[') && endpoint.address.ends_with(']'))
    endpoint.address = endpoint.address.substr(1, endpoint.address.size() - 2);
  return endpoint;
}

OrFault<Endpoint> endpoint_in_url(const std::string& url) {
  const auto parsed = boost::urls::parse_uri(url);
  if (parsed.has_error() || parsed->scheme() != "ws")
    return Fault{"--url should be ws://ADDRESS:PORT/ws, not " + without_secret(url)};
  const auto place = parsed->encoded_host_and_port();
  return endpoint_of({place.data(), place.size()});
}

OrFault<std::vector<dispatch::UnitId>> units_in(const std::string& list) {
  std::vector<dispatch::UnitId> units;
  for (std::size_t begin = 0; begin < list.size();) {
    const auto end = std::min(list.find(',', begin), list.size());
    const auto unit = dispatch::UnitId::from(std::string_view{list}.substr(begin, end - begin));
    if (!unit) return Fault{"--unit should be ids such as AMB-01, with commas between"};
    units.push_back(*unit);
    begin = end + 1;
  }
  return units;
}

}  // namespace config
