#include <poll.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>

#include "geo/tiles/map_tiles.hpp"
#include "tests/support/drawn_tiles.hpp"
#include "tests/support/seeds.hpp"
#include "tests/support/strangers.hpp"
#include "tests/support/wire.hpp"
#include "tests/system/crowd.hpp"
#include "tests/system/said.hpp"

// What somebody without a token can make the server hold: next to nothing, whatever he says and however
// little he reads.

using namespace tests;
using namespace std::chrono_literals;

namespace {

// The repository's region with a map of one tile, as large as a city's.
void draw_region(const std::filesystem::path& region) {
  std::filesystem::copy(std::filesystem::path{SIAGA_REPOSITORY} / "config" / "regions" / "jembrana", region);
  std::mt19937 random{1};
  std::string shore(200'000, ' ');
  for (auto& byte : shore) byte = static_cast<char>(random() & 0x7fU);
  write_raw_tiles(region / "raw", {{6, 52, 30, drawn_tile({{"water", {}, {}, {{{}, shore}}}})}});
  REQUIRE(geo::write_map_tiles(region / "raw", region / "map.mbtiles").has_value());
}

}  // namespace

TEST_CASE("whatever a stranger says and does not read, the server holds at most a megabyte of it") {
  allow_many_files();
  const Folder folder;
  const Folder console;
  std::filesystem::create_directory(console.path() / "assets");
  std::ofstream{console.path() / "assets" / "large.js"} << std::string(1U << 20U, ' ');
  const auto region = console.path() / "jembrana";
  draw_region(region);
  Serve serve{
      folder.path(),
      {"--limits-silence-s", "60", "--console", console.path().string(), "--region", region.string()}};
  serve.start();
  Client ayu{{.port = serve.port(), .token = serve.token("operator")}};
  // The first of each kind makes room that the allocator keeps for the next.
  std::uint8_t host = 1;
  for (const auto& attack : attacks()) {
    ++host;
    CAPTURE(attack.what);
    const auto strike = [&](std::chrono::milliseconds time) {
      Stranger stranger{serve.port(), attack, attack.sockets, host};
      const auto end = std::chrono::steady_clock::now() + time;
      while (std::chrono::steady_clock::now() < end)
        if (!stranger.goes_on()) poll(nullptr, 0, 5);
      return resident_bytes(serve.process());
    };
    const auto before = resident_bytes(serve.process());
    const auto after = strike(1500ms);
    const auto grown = after > before ? after - before : 0;
    CAPTURE(grown);
    if (!is_sanitized) CHECK(grown <= 1U << 20U);  // sanitizers keep what is freed
    ayu.must(call());
  }
}
