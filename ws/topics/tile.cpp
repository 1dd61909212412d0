#include "ws/topics/tile.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <numbers>

namespace ws {
namespace {

constexpr double northernmost = 85.0511287798066;  // where Web Mercator ends
constexpr double pi = std::numbers::pi;

std::uint32_t column(double part, double tiles) {
  return static_cast<std::uint32_t>(std::clamp(std::floor(part * tiles), 0.0, tiles - 1));
}

}  // namespace

Tile Tile::around(geo::Position where, int z) {
  const double tiles = std::exp2(z);
  const double lat = std::clamp(where.lat(), -northernmost, northernmost) * pi / 180;
  return {z, column((where.lon() + 180) / 360, tiles),
          column((1 - std::asinh(std::tan(lat)) / pi) / 2, tiles)};
}

std::optional<Tile> Tile::from_topic(std::string_view topic) {
  constexpr std::string_view prefix = "map/";
  if (!topic.starts_with(prefix)) return std::nullopt;
  const auto* at = topic.data() + prefix.size();
  const auto* end = topic.data() + topic.size();
  std::array<std::uint32_t, 3> numbers{};
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const auto [next, error] = std::from_chars(at, end, numbers[i]);
    const bool last = i + 1 == numbers.size();
    if (error != std::errc{} || (last ? next != end : next == end || *next != '/')) return std::nullopt;
    at = next + 1;
  }
  if (numbers[0] > deepest) return std::nullopt;
  const auto z = static_cast<int>(numbers[0]);
  const auto tiles = std::uint32_t{1} << z;
  if (numbers[1] >= tiles || numbers[2] >= tiles) return std::nullopt;
  const Tile tile{z, numbers[1], numbers[2]};
  if (tile.topic() != topic) return std::nullopt;  // who asked for 3/002/1 would wait for that name
  return tile;
}

std::string Tile::topic() const {
  return "map/" + std::to_string(z) + "/" + std::to_string(x) + "/" + std::to_string(y);
}

geo::Position Tile::middle() const {
  const double tiles = std::exp2(z);
  const double lat = std::atan(std::sinh(pi * (1 - 2 * (y + 0.5) / tiles))) * 180 / pi;
  return *geo::Position::from({.lat = lat, .lon = (x + 0.5) / tiles * 360 - 180});
}

}  // namespace ws
