#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

// Vector tiles drawn by hand, as tilemaker leaves them.
namespace tests {

struct DrawnFeature {
  std::vector<std::pair<std::size_t, std::size_t>> tags;  // numbers of keys and values
  std::string geometry;
};
struct DrawnLayer {
  std::string name;
  std::vector<std::string> keys;
  std::vector<std::string> values;
  std::vector<DrawnFeature> features;
};
std::string drawn_tile(const std::vector<DrawnLayer>& layers);

struct DrawnTile {
  int zoom = 0, column = 0, row_from_south = 0;
  std::string bytes;
};
// A file as tilemaker makes it: the tiles in the order given, not compressed.
void write_raw_tiles(const std::filesystem::path& file, const std::vector<DrawnTile>& tiles);

// What geo::gzipped packed.
std::string unpacked(const std::string& gzip);

}  // namespace tests
