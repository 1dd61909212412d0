#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "geo/place.hpp"
#include "region/ground.hpp"

namespace region {

// The sea in a box: what lies within `shores` and not in `islands`.
struct Sea {
  std::vector<geo::Ring> shores;
  std::vector<geo::Ring> islands;
};

// Out of OpenStreetMap's coastlines, which have land on their left and water on their right, and which an
// extract has where it has no sea. One that ends just before the box's border was cut by whoever made the
// extract, and is prolonged. Nothing where there are no coastlines, or where one breaks off farther within,
// so that nobody knows what is behind it.
std::optional<Sea> sea_in(const Box& box, const std::vector<geo::Ring>& coastlines);

struct OsmIds {
  std::int64_t node = 0;
  std::int64_t way = 0;
  std::int64_t relation = 0;
};
// As a water area, in osmium's OPL format, with the ids that follow these. No far greater ones: tilemaker
// keeps a bit for each id that there could be.
std::string opl_of(const Sea& sea, OsmIds last);

}  // namespace region
