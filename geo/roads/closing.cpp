#include "geo/roads/closing.hpp"

#include <algorithm>

#include "geo/roads/line.hpp"

namespace geo::roads {
namespace {

constexpr Metres near_enough{50};
constexpr Metres farthest_leg{5'000};  // a search from end to end must not hold up a dispatch
constexpr double around_m = 10;        // a barrier and those who stand at it
// A way back that is hardly longer runs beside the way there.
constexpr double longer_beside = 1.2;
constexpr double metres_beside = 50;

constexpr auto driven = Vehicle::ambulance;  // goes wherever any of the others may

using Stretches = std::vector<Stretch>;

std::optional<Stretches> around(const Network& network, Position point) {
  const auto snaps = snap(network.tables(), network.times(), driven, point, Metres{0});
  if (snaps.empty() || snaps.front().away > near_enough) return std::nullopt;
  const auto& [section, part] = std::tie(snaps.front().section, snaps.front().part);
  const auto metres = double{network.tables().sections[section].metres};
  const auto share = metres > 0 ? around_m / metres : 1;
  return Stretches{{section, std::max(0.0, part - share), std::min(1.0, part + share)}};
}

std::optional<Way> way(Searcher& roads, Position from, Position to) {
  auto way = roads.way(driven, Start{from, std::nullopt}, to);
  const bool is_by_road = way && way->travel.from_road <= near_enough && way->travel.to_road <= near_enough;
  return is_by_road ? std::move(way) : std::nullopt;
}

std::optional<Stretches> along(Searcher& roads, Position from, Position to) {
  if (distance(from, to) > farthest_leg) return std::nullopt;
  auto there = way(roads, from, to);
  auto back = way(roads, to, from);
  if (!there || (back && back->travel.metres < there->travel.metres)) std::swap(there, back);
  if (!there) return std::nullopt;
  Stretches stretches;
  for (const auto& part : there->parts) stretches.push_back(part.on);
  if (back && back->travel.metres <= there->travel.metres * longer_beside + metres_beside)
    for (const auto& part : back->parts) stretches.push_back(part.on);
  return stretches;
}

// Driven there and back, a road is closed once.
void tidy(Stretches& stretches) {
  std::ranges::stable_sort(stretches, {}, [](const Stretch& one) {
    return std::pair{one.section, one.from};
  });
  Stretches apart;
  for (const auto& one : stretches) {
    const bool touches = !apart.empty() && apart.back().section == one.section && one.from <= apart.back().to;
    if (touches)
      apart.back().to = std::max(apart.back().to, one.to);
    else
      apart.push_back(one);
  }
  stretches = std::move(apart);
}

}  // namespace

std::optional<Closing> closing(Searcher roads, std::span<const Position> points) {
  const auto& network = roads.network();
  Closing all;
  for (std::size_t i = 0; i < points.size(); ++i) {
    auto here = around(network, points[i]);
    if (!here) return std::nullopt;
    if (points.size() > 1 && i + 1 == points.size()) break;
    if (points.size() > 1) here = along(roads, points[i], points[i + 1]);
    if (!here) return std::nullopt;
    std::ranges::copy(*here, std::back_inserter(all.stretches));
  }
  tidy(all.stretches);
  for (const auto& [section, from, to] : all.stretches) {
    all.metres += double{network.tables().sections[section].metres} * (to - from);
    auto& line = all.lines.emplace_back();
    for (const auto& point : line_of(network.tables(), section, from, to)) line.push_back(position_of(point));
    auto name = network.name_of(section);
    if (!name.empty() && std::ranges::find(all.names, name) == all.names.end())
      all.names.push_back(std::move(name));
  }
  return all;
}

}  // namespace geo::roads
