#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>

#include "geo/fault.hpp"

namespace geo {

// The base map of a region: vector tiles in one SQLite file, laid out as MBTiles 1.3 says
// (https://github.com/mapbox/mbtiles-spec). One thread at a time.
class MapTiles {
 public:
  struct Name {  // of a tile of the web map, rows from the north
    int zoom = 0;
    int x = 0;
    int y = 0;
  };
  struct About {
    int least_zoom = 0;
    int most_zoom = 0;
    double west = -180, south = -90, east = 180, north = 90;
    std::string version;  // another one where a tile is another
    std::string layers;   // JSON, as in the metadata's "json"
  };

  static constexpr std::size_t largest_tile = 64U << 20U;

  // What is not such a file, or one that was cut short, is refused by name.
  static OrFault<MapTiles> open(const std::filesystem::path& file);
  MapTiles(MapTiles&&) noexcept;
  MapTiles& operator=(MapTiles&&) noexcept;
  ~MapTiles();

  [[nodiscard]] const About& about() const;
  // Gzipped, from the byte `from` on, at most so many; empty where there is none. A fault where the file is
  // damaged just there.
  [[nodiscard]] OrFault<std::string> tile(Name name, std::size_t from = 0,
                                          std::size_t most = largest_tile) const;
  // In bytes; 0 where there is none.
  [[nodiscard]] OrFault<std::size_t> size_of(Name name) const;

 private:
  struct Store;
  explicit MapTiles(std::unique_ptr<Store> store);
  std::unique_ptr<Store> store_;
};

// Writes the tiles that tilemaker left in `raw` (not compressed) to a new file `to`: gzipped, and in an order
// that hangs on what they hold alone, so that the same map gives the same bytes. Gives how many there are.
OrFault<std::size_t> write_map_tiles(const std::filesystem::path& raw, const std::filesystem::path& to);

}  // namespace geo
