#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "geo/position.hpp"

namespace ws {

// A tile of the web map (Web Mercator, the numbering of OpenStreetMap): at zoom z the world is 2^z by 2^z
// tiles, x from the west, y from the north.
struct Tile {
  static constexpr int deepest = 18;

  int z = 0;
  std::uint32_t x = 0;
  std::uint32_t y = 0;

  static Tile around(geo::Position where, int z);
  // From a topic such as "map/12/3351/2143".
  static std::optional<Tile> from_topic(std::string_view topic);
  [[nodiscard]] std::string topic() const;
  [[nodiscard]] geo::Position middle() const;
  friend bool operator==(const Tile&, const Tile&) = default;
};

}  // namespace ws

template <>
struct std::hash<ws::Tile> {
  std::size_t operator()(const ws::Tile& tile) const noexcept {
    return std::hash<std::uint64_t>{}(static_cast<std::uint64_t>(tile.z) << 58U |
                                      static_cast<std::uint64_t>(tile.x) << 29U | tile.y);
  }
};
