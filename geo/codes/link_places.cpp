#include "geo/codes/link_places.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace geo::codes {

namespace {

std::optional<Found> in_parameters(const Link& link) {
  for (const auto name : place_parameters)
    if (const auto value = link.parameter(name))
      if (const auto pair = pair_in(*value)) return Found{*pair, std::string{name} + "="};
  return std::nullopt;
}

// The pin of a place: ...!3d-8.3571!4d114.6205. Of a way with several, the last is where it ends.
std::optional<Found> in_data(const Link& link) {
  const std::string_view path = link.path;
  const auto lat = path.rfind("!3d");
  if (lat == std::string_view::npos) return std::nullopt;
  const auto lon = path.find("!4d", lat);
  if (lon == std::string_view::npos) return std::nullopt;
  const auto pair = plain_pair(until(path.substr(lat + 3), "!?/"), until(path.substr(lon + 3), "!?/"));
  return pair ? std::optional{Found{*pair, "its pin"}} : std::nullopt;
}

// A part of the path that is a pair, /maps/place/-8.3571,114.6205/; of several, the last: that is where a way
// ends.
std::optional<Found> in_path(const Link& link) {
  std::optional<Found> found;
  for (std::string_view rest = link.path; !rest.empty();) {
    const auto part = until(rest, "/");
    rest.remove_prefix(std::min(part.size() + 1, rest.size()));
    if (const auto pair = pair_in(part)) found = Found{*pair, "its path"};
  }
  return found;
}

// The middle of a map says where somebody looked, within about a fifth of a phone's screen.
Found in_view(Pair middle, double zoom, std::string how) {
  constexpr double metres_a_point = 156'543.03;  // of the equator at zoom 0, 256 points a tile
  const double points = 100;
  const double narrowing = std::cos(middle.at.lat * 3.14159265358979323846 / 180);
  const Metres seen{metres_a_point * std::max(narrowing, 0.01) * points /
                    std::exp2(std::clamp(zoom, 1.0, 22.0))};
  middle.uncertainty = std::max(middle.uncertainty, seen);
  return {middle, std::move(how) + ", the middle of the map that was shown and not a pin", 0.75};
}

// /@-8.3571,114.6205,17z, or 300m high
std::optional<Found> in_camera(const Link& link) {
  const auto at = link.path.find("/@");
  if (at == std::string::npos) return std::nullopt;
  const auto view = until(std::string_view{link.path}.substr(at + 2), "/");
  const auto comma = view.find(',');
  if (comma == std::string_view::npos) return std::nullopt;
  const auto second = until(view.substr(comma + 1), ",");
  const auto pair = plain_pair(view.substr(0, comma), second);
  if (!pair) return std::nullopt;
  auto height = view.substr(std::min(comma + 1 + second.size() + 1, view.size()));
  height = until(height, ",");
  const auto number = height.empty() ? std::nullopt : to_number(height.substr(0, height.size() - 1));
  const double zoom = number && height.back() == 'z'                     ? *number
                      : number && height.back() == 'm' && *number >= 1.0 ? std::log2(35'200'000 / *number)
                                                                         : 15;
  return in_view(*pair, zoom, "its @");
}

// #map=17/-8.3571/114.6205
std::optional<Found> in_fragment(const Link& link) {
  const auto at = link.fragment.find("map=");
  if (at == std::string::npos) return std::nullopt;
  const auto view = std::string_view{link.fragment}.substr(at + 4);
  const auto slash = view.find('/');
  if (slash == std::string_view::npos) return std::nullopt;
  const auto zoom = to_number(view.substr(0, slash));
  const auto pair = plain_pair(until(view.substr(slash + 1), "&"), '/');
  return zoom && pair ? std::optional{in_view(*pair, *zoom, "map=")} : std::nullopt;
}

}  // namespace

std::string_view until(std::string_view text, std::string_view marks) {
  return text.substr(0, std::min(text.find_first_of(marks), text.size()));
}

std::optional<Pair> pair_in(std::string_view value) {
  if (value.starts_with("loc:") || value.starts_with("ll."))
    value.remove_prefix(value.find_first_of(":.") + 1);
  if (const auto name = value.find('('); name != std::string_view::npos) value = value.substr(0, name);
  return plain_pair(value);
}

std::optional<Found> in_two_parameters(const Link& link) {
  using Names = std::pair<std::string_view, std::string_view>;
  constexpr auto names = std::to_array<Names>(
      {{"mlat", "mlon"}, {"lat", "lon"}, {"lat", "lng"}, {"lat", "long"}, {"latitude", "longitude"}});
  for (const auto& [north, east] : names) {
    const auto lat = link.parameter(north);
    const auto lon = link.parameter(east);
    if (!lat || !lon) continue;
    if (const auto pair = plain_pair(*lat, *lon))
      return Found{*pair, std::string{north} + "= and " + std::string{east} + "="};
  }
  return std::nullopt;
}

std::optional<Found> pin_in(const Link& link) {
  for (const auto find : {in_data, in_two_parameters, in_parameters, in_path})
    if (auto found = find(link)) return found;
  return std::nullopt;
}

std::optional<Found> view_in(const Link& link) {
  auto found = in_camera(link);
  return found ? found : in_fragment(link);
}

}  // namespace geo::codes
