#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "geo/tiles/map_tiles.hpp"
#include "ws/doors/page.hpp"

namespace ws {

// What is under /map/ and /tiles/: the base map, which is public data and asks nobody to sign in.
//   GET /map/style.json          how it is drawn: a MapLibre style; or the way to another one (map.style_url)
//   GET /map/region.json         villages and facilities, GeoJSON
//   GET /tiles/{z}/{x}/{y}.pbf   vector tiles; 204 where nothing is drawn
// With the version that the style names they may be kept for ever. A tile is read on the network thread: some
// tens of microseconds out of the system's cache.
class MapDoor {
 public:
  struct Map {
    std::string style;
    std::string places;
    std::string style_url = {};  // empty: our own
    std::optional<geo::MapTiles> tiles = {};
  };
  explicit MapDoor(Map map);

  [[nodiscard]] Page answer(std::string_view target, bool takes_gzip) const;

 private:
  struct Document {
    Body text;
    Body packed;
    std::string etag;
  };
  static Document document(std::string text);
  static Page page_of(const Document& document, bool takes_gzip);
  [[nodiscard]] Page style(bool takes_gzip) const;
  [[nodiscard]] Page tile(std::string_view path, std::string_view query) const;
  void tell_once(const geo::Fault& fault) const;

  Document style_;
  Document places_;
  std::string style_url_;
  std::optional<geo::MapTiles> tiles_;
  std::string etag_of_tiles_;
  mutable bool has_told_ = false;  // that a tile could not be read
};

}  // namespace ws
