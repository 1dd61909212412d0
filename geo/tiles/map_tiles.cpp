#include "geo/tiles/map_tiles.hpp"

#include <array>
#include <charconv>
#include <cstdio>
#include <fstream>
#include <map>
#include <optional>
#include <stdexcept>

#include "geo/sqlite.hpp"
#include "geo/tiles/gzip.hpp"
#include "geo/tiles/vector_tile.hpp"

namespace geo {
namespace {

using sqlite::Statement;
using Metadata = std::map<std::string, std::string>;

constexpr int deepest = 22;
constexpr char schema[] =
    "PRAGMA journal_mode = OFF; PRAGMA page_size = 4096; PRAGMA application_id = 0x4d504258;"
    "CREATE TABLE metadata (name TEXT PRIMARY KEY, value TEXT);"
    "CREATE TABLE tiles (zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER, tile_data BLOB,"
    " PRIMARY KEY (zoom_level, tile_column, tile_row));"
    "BEGIN;";

Metadata metadata_of(sqlite3* database) {
  Metadata all;
  for (Statement row{database, "SELECT name, value FROM metadata"}; row.step();)
    all[row.text(0)] = row.text(1);
  return all;
}

template <class Number>
Number number_in(std::string_view text, const std::string& key) {
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size())
    throw std::runtime_error{"its " + key + " is not a number"};
  return number;
}

int zoom_in(const Metadata& metadata, const std::string& key) {
  const auto found = metadata.find(key);
  const int zoom = found == metadata.end() ? -1 : number_in<int>(found->second, key);
  if (zoom < 0 || zoom > deepest) throw std::runtime_error{"it has no " + key + " from 0 to 22"};
  return zoom;
}

std::array<double, 4> bounds_in(const Metadata& metadata) {
  std::array<double, 4> sides{-180, -85, 180, 85};
  const auto found = metadata.find("bounds");
  if (found == metadata.end()) return sides;
  std::string_view rest{found->second};
  for (auto& side : sides) {
    const auto comma = rest.find(',');
    side = number_in<double>(rest.substr(0, comma), "bounds");
    rest = comma == std::string_view::npos ? std::string_view{} : rest.substr(comma + 1);
  }
  return sides;
}

MapTiles::About about_in(const Metadata& metadata) {
  const auto text = [&](const char* key) {
    const auto found = metadata.find(key);
    return found == metadata.end() ? std::string{} : found->second;
  };
  if (text("format") != "pbf") throw std::runtime_error{"it holds no vector tiles"};
  const auto [west, south, east, north] = bounds_in(metadata);
  return {zoom_in(metadata, "minzoom"),
          zoom_in(metadata, "maxzoom"),
          west,
          south,
          east,
          north,
          text("version"),
          text("json")};
}

// SQLite tells of missing pages only when one of them is read.
void check_length(const std::filesystem::path& file) {
  std::array<unsigned char, 32> head{};
  std::ifstream stream{file, std::ios::binary};
  stream.read(reinterpret_cast<char*>(head.data()), static_cast<std::streamsize>(head.size()));
  if (!stream || !std::string_view{reinterpret_cast<char*>(head.data()), 15}.starts_with("SQLite format 3"))
    throw std::runtime_error{"it is not an SQLite file"};
  const std::uintmax_t page = head[16] * 256U + head[17];
  std::uintmax_t pages = 0;
  for (std::size_t i = 28; i < 32; ++i) pages = pages * 256U + head[i];
  if (std::filesystem::file_size(file) < pages * (page == 1 ? 65536 : page))
    throw std::runtime_error{"it is cut short"};
}

// FNV-1a: tells contents apart, and guards against nobody.
class Digest {
 public:
  void add(std::string_view bytes) {
    for (const char byte : bytes) hash_ = (hash_ ^ static_cast<unsigned char>(byte)) * 0x100000001b3U;
  }
  [[nodiscard]] std::string text() const {
    std::array<char, 17> text{};
    std::snprintf(text.data(), text.size(), "%016llx", static_cast<unsigned long long>(hash_));
    return text.data();
  }

 private:
  std::uint64_t hash_ = 0xcbf29ce484222325U;
};

// Gives how many, and their digest.
std::pair<std::size_t, std::string> copy_tiles(sqlite3* from, sqlite3* to) {
  std::size_t count = 0;
  Digest digest;
  Statement into{to, "INSERT INTO tiles VALUES (?, ?, ?, ?)"};
  for (Statement row{from, "SELECT zoom_level, tile_column, tile_row, tile_data FROM tiles ORDER BY 1, 2, 3"};
       row.step();) {
    const auto tile = in_order(row.text(3));
    if (!tile) throw std::runtime_error{"a tile of tilemaker's is not understood"};
    if (tile->empty()) continue;
    const auto packed = gzipped(*tile);
    for (int column = 0; column < 3; ++column) {
      into.with_whole(row.whole(column));
      digest.add(std::to_string(row.whole(column)) + " ");
    }
    into.with_bytes(packed).step();
    digest.add(packed);
    ++count;
  }
  return {count, digest.text()};
}

std::size_t write(const std::filesystem::path& raw, const std::filesystem::path& to) {
  const auto from = sqlite::open(raw, SQLITE_OPEN_READONLY);
  const auto into = sqlite::open(to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
  sqlite::run(into.get(), schema);
  auto metadata = metadata_of(from.get());
  const auto [count, digest] = copy_tiles(from.get(), into.get());
  metadata["version"] = digest;
  Statement line{into.get(), "INSERT INTO metadata VALUES (?, ?)"};
  for (const auto& [name, value] : metadata)
    line.with(std::string_view{name}).with(std::string_view{value}).step();
  sqlite::run(into.get(), "COMMIT");
  return count;
}

const std::string where_it_is = " WHERE zoom_level = ? AND tile_column = ? AND tile_row = ?";

// What `read` takes out of the row of this tile that the statement finds once it was asked; else nothing of
// it.
template <class Value, class Ask, class Read>
OrFault<Value> found(Statement& statement, MapTiles::Name name, Ask ask, Read read) {
  const auto [zoom, x, y] = name;
  OrFault<Value> value{boost::system::in_place_value};
  if (zoom < 0 || zoom > deepest) return value;
  const auto from_south = (1LL << zoom) - 1 - y;
  try {
    statement.rewind();
    ask();
    if (!statement.with_whole(zoom).with_whole(x).with_whole(from_south).step()) return value;
    *value = read();
    statement.rewind();  // one that is not ended keeps the file locked
    return value;
  } catch (const std::exception& wrong) {
    return Fault{std::string{"cannot read a map tile: "} + wrong.what()};
  }
}

}  // namespace

struct MapTiles::Store {
  sqlite::Database database;
  About about;
  // After the database: they go first.
  std::optional<Statement> find;
  std::optional<Statement> measure;
};

MapTiles::MapTiles(std::unique_ptr<Store> store) : store_{std::move(store)} {}
MapTiles::MapTiles(MapTiles&&) noexcept = default;
MapTiles& MapTiles::operator=(MapTiles&&) noexcept = default;
MapTiles::~MapTiles() = default;

OrFault<MapTiles> MapTiles::open(const std::filesystem::path& file) {
  try {
    check_length(file);
    auto store = std::make_unique<Store>();
    store->database = sqlite::open(file, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX);
    store->about = about_in(metadata_of(store->database.get()));
    store->find.emplace(store->database.get(), "SELECT substr(tile_data, ?, ?) FROM tiles" + where_it_is);
    store->measure.emplace(store->database.get(), "SELECT length(tile_data) FROM tiles" + where_it_is);
    return MapTiles{std::move(store)};
  } catch (const std::exception& wrong) {
    return Fault{"cannot read " + file.string() + ": " + wrong.what()};
  }
}

const MapTiles::About& MapTiles::about() const {
  return store_->about;
}

OrFault<std::string> MapTiles::tile(Name name, std::size_t from, std::size_t most) const {
  auto& find = *store_->find;
  const auto ask = [&] {
    find.with_whole(static_cast<std::int64_t>(from) + 1).with_whole(static_cast<std::int64_t>(most));
  };
  return found<std::string>(find, name, ask, [&] { return find.text(0); });
}

OrFault<std::size_t> MapTiles::size_of(Name name) const {
  auto& measure = *store_->measure;
  return found<std::size_t>(
      measure, name, [] {}, [&] { return static_cast<std::size_t>(measure.whole(0)); });
}

OrFault<std::size_t> write_map_tiles(const std::filesystem::path& raw, const std::filesystem::path& to) {
  std::error_code ignored;
  std::filesystem::remove(to, ignored);
  try {
    return write(raw, to);
  } catch (const std::exception& wrong) {
    std::filesystem::remove(to, ignored);
    return Fault{"cannot write " + to.string() + ": " + wrong.what()};
  }
}

}  // namespace geo
