#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "geo/codes/coordinates.hpp"
#include "geo/codes/link_parts.hpp"

// Where in the link of a map service a place stands.
namespace geo::codes {

// Parameters that name the place meant, best first. Where somebody set out from (saddr, origin) is not among
// them.
constexpr auto place_parameters = std::to_array<std::string_view>(
    {"q", "query", "destination", "daddr", "coordinate", "to", "ll", "center", "viewpoint", "cbll", "sll"});

struct Found {
  Pair pair;
  std::string how;
  double trust = 0.97;
};

// The place that was marked, and the middle of the map that was shown.
std::optional<Found> pin_in(const Link& link);
std::optional<Found> view_in(const Link& link);
std::optional<Found> in_two_parameters(const Link& link);  // lat= and lon=, of any service

// lat,lon and, as Google writes it, "loc:lat,lon" or with a name behind: "lat,lon (Home)".
std::optional<Pair> pair_in(std::string_view value);

// What stands before the first of the marks.
std::string_view until(std::string_view text, std::string_view marks);

}  // namespace geo::codes
