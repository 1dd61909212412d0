#include "config/command_line.hpp"

#include <algorithm>
#include <charconv>

namespace config {

using dispatch::Fault;
using dispatch::OrFault;

OrFault<Endpoint> endpoint_of(const std::string& text) {
  Endpoint endpoint;
  const auto colon = text.rfind(':');
  const auto* end = text.data() + text.size();
  const auto* begin = colon == std::string::npos ? end : text.data() + colon + 1;
  const auto [read, error] = std::from_chars(begin, end, endpoint.port);
  if (error != std::errc{} || read != end) return Fault{"listen should be ADDRESS:PORT, not " + text};
  endpoint.address = text.substr(0, colon);
  if (endpoint.address.starts_with('[') && endpoint.address.ends_with(']'))
    endpoint.address = endpoint.address.substr(1, endpoint.address.size() - 2);
  return endpoint;
}

OrFault<Endpoint> endpoint_in_url(const std::string& url) {
  constexpr std::string_view scheme = "ws://";
  const auto path = url.find('/', scheme.size());
  if (!url.starts_with(scheme)) return Fault{"--url should be ws://ADDRESS:PORT/ws, not " + url};
  return endpoint_of(url.substr(scheme.size(), path == std::string::npos ? path : path - scheme.size()));
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
