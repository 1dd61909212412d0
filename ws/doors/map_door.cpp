#include "ws/doors/map_door.hpp"

#include <charconv>
#include <functional>
#include <utility>

#include <spdlog/spdlog.h>

#include "geo/tiles/gzip.hpp"

namespace ws {
namespace {

using geo::MapTiles;

constexpr std::string_view tiles = "/tiles/";
constexpr int deepest = 22;

Page text_page(unsigned status, std::string text) {
  return {.status = status, .body = std::move(text) + "\n"};
}

// A whole number in plain digits off the front, and what must follow it.
std::optional<int> take_number(std::string_view& text, std::string_view then) {
  int number = 0;
  if (text.empty() || text.front() < '0' || text.front() > '9') return std::nullopt;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  if (error != std::errc{} || !text.starts_with(then)) return std::nullopt;
  text.remove_prefix(then.size());
  return number;
}

// "14/8624/5734.pbf"
std::optional<MapTiles::Name> name_in(std::string_view text) {
  const auto zoom = take_number(text, "/");
  const auto x = take_number(text, "/");
  const auto y = take_number(text, ".pbf");
  if (!zoom || !x || !y || !text.empty() || *zoom > deepest) return std::nullopt;
  if (*x >= 1 << *zoom || *y >= 1 << *zoom) return std::nullopt;
  return MapTiles::Name{*zoom, *x, *y};
}

std::string in_quotes(std::string_view text) {
  return "\"" + std::string{text} + "\"";
}

}  // namespace

MapDoor::MapDoor(Map of)
    : style_{document(std::move(of.style))},
      places_{document(std::move(of.places))},
      style_url_{std::move(of.style_url)},
      tiles_{std::move(of.tiles)},
      etag_of_tiles_{tiles_ ? in_quotes(tiles_->about().version) : ""} {}

MapDoor::Document MapDoor::document(std::string text) {
  auto packed = geo::gzipped(text);
  auto etag = in_quotes(std::to_string(std::hash<std::string>{}(text)));
  return {std::move(text), std::move(packed), std::move(etag)};
}

Page MapDoor::answer(std::string_view target, bool takes_gzip) const {
  const auto mark = target.find('?');
  const auto path = target.substr(0, mark);
  const auto query = mark == std::string_view::npos ? std::string_view{} : target.substr(mark + 1);
  if (path.starts_with(tiles)) return tile(path.substr(tiles.size()), query);
  if (path == "/map/style.json") return style(takes_gzip);
  if (path != "/map/region.json") return text_page(404, "there is nothing here");
  auto page = page_of(places_, takes_gzip);
  page.lasts = query.starts_with("v=");
  return page;
}

Page MapDoor::page_of(const Document& document, bool takes_gzip) {
  return {.type = "application/json",
          .body = takes_gzip ? document.packed : document.text,
          .gzipped = takes_gzip,
          .etag = document.etag};
}

Page MapDoor::style(bool takes_gzip) const {
  if (style_url_.empty()) return page_of(style_, takes_gzip);
  auto page = text_page(302, "the map's style is at " + style_url_);
  page.location = style_url_;
  return page;
}

Page MapDoor::tile(std::string_view path, std::string_view query) const {
  const auto name = name_in(path);
  if (!name)
    return text_page(400, "a tile is /tiles/zoom/column/row.pbf, and there is none of these numbers");
  if (!tiles_) return text_page(404, "this region has no map tiles");
  const auto size = tiles_->size_of(*name);
  if (size.has_error()) {
    tell_once(size.error());
    return text_page(500, "this map tile cannot be read");
  }
  Page page{.type = "application/vnd.mapbox-vector-tile", .etag = etag_of_tiles_};
  page.status = *size == 0 ? 204 : 200;
  page.gzipped = *size > 0;
  page.lasts = query == "v=" + tiles_->about().version;
  page.parts.size = *size;
  page.parts.read = [this, name = *name](std::size_t from, std::size_t most) {
    auto bytes = tiles_->tile(name, from, most);
    if (bytes.has_value()) return std::move(*bytes);
    tell_once(bytes.error());
    return std::string{};
  };
  return page;
}

void MapDoor::tell_once(const geo::Fault& fault) const {
  if (!std::exchange(has_told_, true)) spdlog::error("map.unreadable what=\"{}\"", fault.what);
}

}  // namespace ws
