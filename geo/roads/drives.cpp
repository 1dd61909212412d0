#include "geo/roads/drives.hpp"

#include <algorithm>
#include <cmath>

namespace geo::roads {
namespace {

using std::chrono::milliseconds;

constexpr Metres on_road{40};  // what a receiver under trees or between houses may be off
constexpr double winding = 1.5;
constexpr double winding_m = 100;
constexpr auto fastest = kmh(150);
constexpr double least_ratio = 0.25;  // nobody drives four times as fast as the map lets one think

bool is_believable(const Way& way, Metres straight, milliseconds took, double assumed_ms) {
  if (way.travel.from_road > on_road || way.travel.to_road > on_road || assumed_ms <= 0) return false;
  if (way.travel.metres > straight.count() * winding + winding_m) return false;
  const auto seconds = std::chrono::duration<double>{took}.count();
  return std::max(way.travel.metres, straight.count()) <= fastest.count() * seconds &&
         static_cast<double>(took.count()) >= least_ratio * assumed_ms;
}

// What the region's file makes of the map's times.
double factor_on(const Network& network, std::uint32_t section) {
  const auto& conditions = network.conditions();
  const auto own = conditions.of_section.find(section);
  if (own != conditions.of_section.end()) return own->second;
  return conditions.of_class[static_cast<std::size_t>(network.tables().sections[section].road)];
}

milliseconds whole(double time) {
  return milliseconds{std::llround(time)};
}

}  // namespace

std::optional<Drive> drive_between(Searcher mapped, Vehicle vehicle, const Start& from, Position to,
                                   milliseconds took) {
  const auto straight = distance(from.at, to);
  if (took < soonest_drive || took > longest_drive || straight < shortest_drive) return std::nullopt;
  const auto way = mapped.way(vehicle, from, to);
  if (!way) return std::nullopt;
  double all = 0;
  for (const auto& part : way->parts) all += part.time;
  if (!is_believable(*way, straight, took, all)) return std::nullopt;
  Drive drive;
  for (const auto& part : way->parts)
    drive.parts.push_back({part.on.section, whole(part.time / factor_on(mapped.network(), part.on.section)),
                           whole(static_cast<double>(took.count()) * part.time / all)});
  return drive;
}

}  // namespace geo::roads
