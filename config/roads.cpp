#include "config/roads.hpp"

#include "dispatch/choose/travel_times.hpp"

namespace config {

using dispatch::OrFault;
using geo::roads::File;

OrFault<std::shared_ptr<const File>> load_roads(const std::filesystem::path& folder) {
  using Shared = std::shared_ptr<const File>;
  const auto path = folder / "roads.graph";
  if (!std::filesystem::exists(path)) return Shared{};
  auto file = File::open(path);
  if (file.has_error()) return file.error();
  return Shared{std::make_shared<const File>(std::move(*file))};
}

geo::roads::Conditions conditions_of(const Region& region) {
  const geo::roads::ClassSpeeds assumed;
  geo::roads::Conditions conditions;
  for (std::size_t i = 0; i < geo::roads::road_classes; ++i)
    conditions.of_class[i] = assumed.kmh[i] / region.class_speeds.kmh[i];
  return conditions;
}

OrFault<dispatch::FindWay> ways_in(const Region& region, const std::filesystem::path& folder) {
  auto file = load_roads(folder);
  if (file.has_error()) return file.error();
  if (!*file) return dispatch::FindWay{};
  const auto roads = std::make_shared<const geo::roads::Network>(std::move(*file), conditions_of(region));
  const auto scratch = std::make_shared<geo::roads::Scratch>(roads->tables());
  return dispatch::FindWay{[roads, scratch](dispatch::UnitKind kind, geo::Position from, geo::Position to) {
    const auto vehicle = dispatch::vehicle_of(kind);
    const auto start = roads->leaving(vehicle, {from, std::nullopt});
    const auto end = roads->reaching(vehicle, to);
    geo::roads::Searcher searcher{*roads, *scratch};
    const auto route = searcher.route(vehicle, start, end);
    const auto way = searcher.way(vehicle, start, end);
    if (!route || !way) return std::optional<dispatch::DrivenWay>{};
    dispatch::DrivenWay driven{route->line, {}, way->travel.to_road / geo::roads::walking_speed};
    for (const auto& [on, is_backward, time] : way->parts) {
      const auto metres = double{roads->tables().sections[on.section].metres} * (on.to - on.from);
      driven.roads.push_back({geo::Metres{metres}, dispatch::milliseconds{time}});
    }
    return std::optional{std::move(driven)};
  }};
}

}  // namespace config
