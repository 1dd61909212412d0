#include "tests/support/drawn_tiles.hpp"

#include <zlib.h>

#include <stdexcept>

#include "geo/sqlite.hpp"

namespace tests {
namespace {

void add_number(std::string& out, std::uint64_t number) {
  for (; number >= 128; number /= 128) out += static_cast<char>(number % 128 + 128);
  out += static_cast<char>(number);
}
void add_bytes(std::string& out, unsigned field, const std::string& bytes) {
  add_number(out, field * 8 + 2);
  add_number(out, bytes.size());
  out += bytes;
}

std::string feature_bytes(const DrawnFeature& feature) {
  std::string tags;
  for (const auto& [key, value] : feature.tags) {
    add_number(tags, key);
    add_number(tags, value);
  }
  std::string bytes;
  if (!tags.empty()) add_bytes(bytes, 2, tags);
  add_number(bytes, 3 * 8);  // type
  add_number(bytes, 1);
  add_bytes(bytes, 4, feature.geometry);
  return bytes;
}

}  // namespace

std::string drawn_tile(const std::vector<DrawnLayer>& layers) {
  std::string tile;
  for (const auto& layer : layers) {
    std::string bytes;
    add_bytes(bytes, 1, layer.name);
    for (const auto& feature : layer.features) add_bytes(bytes, 2, feature_bytes(feature));
    for (const auto& key : layer.keys) add_bytes(bytes, 3, key);
    for (const auto& value : layer.values) {
      std::string text;
      add_bytes(text, 1, value);
      add_bytes(bytes, 4, text);
    }
    add_number(bytes, 15 * 8);  // version
    add_number(bytes, 2);
    add_bytes(tile, 3, bytes);
  }
  return tile;
}

void write_raw_tiles(const std::filesystem::path& file, const std::vector<DrawnTile>& tiles) {
  const auto database = geo::sqlite::open(file, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
  geo::sqlite::run(
      database.get(),
      "CREATE TABLE metadata (name text, value text);"
      "CREATE TABLE tiles (zoom_level integer, tile_column integer, tile_row integer, tile_data blob);"
      "INSERT INTO metadata VALUES ('format', 'pbf'), ('minzoom', '6'), ('maxzoom', '14'),"
      " ('bounds', '114.4,-8.5,114.9,-8.1'), ('json', '{\"vector_layers\":[]}');");
  geo::sqlite::Statement into{database.get(), "INSERT INTO tiles VALUES (?, ?, ?, ?)"};
  for (const auto& tile : tiles)
    into.with_whole(tile.zoom)
        .with_whole(tile.column)
        .with_whole(tile.row_from_south)
        .with_bytes(tile.bytes)
        .step();
}

std::string unpacked(const std::string& gzip) {
  std::string bytes(1U << 20U, '\0');
  z_stream stream{};
  inflateInit2(&stream, MAX_WBITS + 16);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(gzip.data()));
  stream.avail_in = static_cast<uInt>(gzip.size());
  stream.next_out = reinterpret_cast<Bytef*>(bytes.data());
  stream.avail_out = static_cast<uInt>(bytes.size());
  const int status = inflate(&stream, Z_FINISH);
  inflateEnd(&stream);
  if (status != Z_STREAM_END) throw std::runtime_error{"this is not gzip"};
  bytes.resize(stream.total_out);
  return bytes;
}

}  // namespace tests
