#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace geo {

// The same map in an order of its own: features of a layer by what they say, then by where they are; keys and
// values as they are first used. Whoever made the tile on several threads wrote them as they came. Nothing
// where these are not the bytes of a tile (Mapbox Vector Tile 2.1, not compressed).
std::optional<std::string> in_order(std::string_view tile);

}  // namespace geo
