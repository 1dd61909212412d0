#include "dispatch/sim/road_ways.hpp"

#include <algorithm>
#include <cmath>

#include "geo/nearest.hpp"

namespace dispatch {
namespace {

constexpr std::size_t most_bytes = 256U << 20U;

}  // namespace

RoadWays::RoadWays(const RoadMap& map, const std::vector<geo::Position>& places, OffRoad speeds)
    : places_{accesses(map, places)}, speeds_{speeds}, roads_{map, nodes_of(places_)} {
  nodes_.reserve(map.nodes.size());
  for (const auto& node : map.nodes) nodes_.push_back(node.where);
}

std::vector<RoadWays::Access> RoadWays::accesses(const RoadMap& map,
                                                 const std::vector<geo::Position>& places) {
  geo::Nearest index;
  for (std::uint32_t node = 0; node < map.nodes.size(); ++node)
    if (map.nodes[node].is_access) index.put(node, map.nodes[node].where);
  std::vector<Access> found;
  found.reserve(places.size());
  for (const auto& place : places) {
    const auto nearest = index.nearest(place, 1).front();
    found.push_back({static_cast<std::uint32_t>(nearest.key), nearest.away});
  }
  return found;
}

std::vector<std::uint32_t> RoadWays::nodes_of(const std::vector<Access>& accesses) {
  std::vector<std::uint32_t> nodes;
  for (const auto& one : accesses) nodes.push_back(one.node);
  return nodes;
}

milliseconds RoadWays::off_road(PlaceNumber place, Pace pace) const {
  const auto speed = pace == Pace::urgent ? speeds_.urgent : speeds_.calm;
  return milliseconds{std::llround(places_[place].away.count() / speed.count() * 1000)};
}

const RoadWays::Times& RoadWays::times_to(std::uint32_t node, Pace pace) {
  const auto key = std::uint64_t{node} * 2 + static_cast<std::uint64_t>(pace);
  if (const auto known = known_.find(key); known != known_.end()) return known->second;
  const auto bytes = roads_.junctions() * sizeof(std::uint32_t);
  if (!order_.empty() && (order_.size() + 1) * bytes > most_bytes) {
    known_.erase(order_.front());
    order_.pop_front();
  }
  order_.push_back(key);
  return known_.emplace(key, roads_.times_to(roads_.junction(node), pace)).first->second;
}

RoadWays::Onward RoadWays::onward(std::uint32_t node, const Times& times, Pace pace) const {
  Onward best;
  const auto mode = static_cast<std::size_t>(pace);
  const auto consider = [&](std::uint32_t number, std::uint32_t passed, std::uint32_t index) {
    const auto& stretch = roads_.stretch(number);
    if (times[stretch.to] == Stretches::none) return;
    const auto all = stretch.times[mode] - passed + times[stretch.to];
    if (all < best.time) best = {all, number, passed, index};
  };
  if (const auto junction = roads_.junction(node); junction != Stretches::none) {
    if (times[junction] == 0) return {0, Stretches::none, 0, 0};
    for (const auto number : roads_.out_of(junction)) consider(number, 0, 0);
    return best;
  }
  for (const auto& seat : roads_.seats(node))
    consider(seat.stretch, roads_.stretch(seat.stretch).between[seat.index].times[mode], seat.index + 1);
  return best;
}

Start RoadWays::leaving(PlaceNumber place, Pace pace) {
  return {places_[place].node, off_road(place, pace)};
}

std::optional<milliseconds> RoadWays::time(const Way& way) {
  const auto& times = times_to(places_[way.to].node, way.pace);
  const auto junction = roads_.junction(way.from.node);
  const auto on_road =
      junction != Stretches::none ? times[junction] : onward(way.from.node, times, way.pace).time;
  if (on_road == Stretches::none) return std::nullopt;
  return way.from.after + milliseconds{on_road} + off_road(way.to, way.pace);
}

// Who has left the roads for the place already goes back the same way.
Start RoadWays::ahead(const Way& way, milliseconds driven) {
  if (driven <= way.from.after) return {way.from.node, way.from.after - driven};
  const auto& times = times_to(places_[way.to].node, way.pace);
  const auto mode = static_cast<std::size_t>(way.pace);
  auto left = static_cast<std::uint32_t>((driven - way.from.after).count());
  auto at = way.from.node;
  while (left > 0) {
    const auto next = onward(at, times, way.pace);
    if (next.stretch == Stretches::none) return {at, milliseconds{left}};
    const auto& stretch = roads_.stretch(next.stretch);
    const auto reached = next.passed + left;
    const auto between = std::lower_bound(
        stretch.between.begin() + next.index, stretch.between.end(), reached,
        [&](const Stretches::Between& one, std::uint32_t time) { return one.times[mode] < time; });
    if (between != stretch.between.end())
      return {between->node, milliseconds{between->times[mode] - reached}};
    at = roads_.node(stretch.to);
    if (reached <= stretch.times[mode]) return {at, milliseconds{stretch.times[mode] - reached}};
    left = reached - stretch.times[mode];
  }
  return {at, milliseconds{0}};
}

}  // namespace dispatch
