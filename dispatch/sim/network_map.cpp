#include "dispatch/sim/network_map.hpp"

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace dispatch {
namespace {

namespace roads = geo::roads;
constexpr auto vehicle = roads::Vehicle::ambulance;
constexpr double longest_piece = 100;  // metres

// What lies between the ends of a section: nodes of the map, in the order of its points.
struct Between {
  std::uint32_t first = 0;
  std::vector<double> parts;  // of its length, up to each
};

class Drawing {
 public:
  explicit Drawing(const roads::Network& network)
      : tables_{network.tables()}, times_{network.times().of_arcs(vehicle)} {}

  RoadMap draw() {
    for (const auto& node : tables_.nodes) map_.nodes.push_back({roads::position_of(node), false});
    for (roads::Node node = 0; node < tables_.nodes.size(); ++node)
      for (auto arc = tables_.out_first[node]; arc < tables_.out_first[node + 1]; ++arc)
        if (times_[arc] != roads::closed) add(node, tables_.arcs[arc], times_[arc]);
    return std::move(map_);
  }

 private:
  [[nodiscard]] bool leads_on(roads::Node node) const {
    return (tables_.main[node] >> static_cast<unsigned>(vehicle) & 1U) != 0;
  }
  void add(roads::Node from, const roads::Arc& arc, std::uint32_t time) {
    if (arc.course == roads::none) return join(from, arc.to, time);
    const auto section = roads::section_of(arc.course);
    const auto road = tables_.sections[section].road;
    const bool is_access = road != roads::RoadClass::motorway && road != roads::RoadClass::ferry &&
                           leads_on(from) && leads_on(arc.to);
    const auto& between = laid(section);
    if (is_access) open(from, arc.to, between);
    drive(from, arc, between, time);
  }
  void open(roads::Node from, roads::Node to, const Between& between) {
    map_.nodes[from].is_access = map_.nodes[to].is_access = true;
    for (std::uint32_t i = 0; i < between.parts.size(); ++i) map_.nodes[between.first + i].is_access = true;
  }
  // From node to node in the arc's direction; all its time, as the pieces' lengths have it.
  void drive(roads::Node from, const roads::Arc& arc, const Between& between, std::uint32_t time) {
    const auto pieces = static_cast<std::uint32_t>(between.parts.size());
    const bool back = roads::is_backward(arc.course);
    auto at = from;
    std::uint32_t spent = 0;
    for (std::uint32_t i = 0; i < pieces; ++i) {
      const auto index = back ? pieces - 1 - i : i;
      const auto part = back ? 1 - between.parts[index] : between.parts[index];
      const auto until = static_cast<std::uint32_t>(std::lround(part * time));
      join(at, between.first + index, until - std::min(spent, until));
      spent = until;
      at = between.first + index;
    }
    join(at, arc.to, time - std::min(spent, time));
  }
  void join(std::uint32_t from, std::uint32_t to, std::uint32_t time) {
    const auto at_least = std::max(1U, time);
    map_.arcs.push_back({from, to, {at_least, at_least}});
  }
  // Once for both directions.
  const Between& laid(std::uint32_t section) {
    const auto [known, is_new] = between_.try_emplace(section);
    if (!is_new) return known->second;
    auto& made = known->second;
    made.first = static_cast<std::uint32_t>(map_.nodes.size());
    const auto begin = tables_.sections[section].first_point;
    const auto end = tables_.sections[section + 1].first_point;
    double metres = 0;
    for (auto point = begin; point + 1 < end; ++point) {
      const auto from = roads::position_of(tables_.points[point]);
      const auto to = roads::position_of(tables_.points[point + 1]);
      metres = lay(made, from, to, metres, point + 2 == end);
    }
    for (auto& part : made.parts) part = metres > 0 ? part / metres : 0;
    return made;
  }
  // From one point to the next; of the last the end is a node already. Returns the metres up to the end.
  double lay(Between& into, geo::Position from, geo::Position to, double metres, bool is_last) {
    const auto length = geo::distance(from, to).count();
    const auto pieces = std::max(1L, std::lround(std::ceil(length / longest_piece)));
    for (long i = 1; i < pieces + (is_last ? 0 : 1); ++i) {
      const auto part = static_cast<double>(i) / static_cast<double>(pieces);
      map_.nodes.push_back({i == pieces ? to : geo::along(from, to, part), false});
      into.parts.push_back(metres + length * part);
    }
    return metres + length;
  }

  const roads::TablesView& tables_;
  const roads::Times::List& times_;
  RoadMap map_;
  std::unordered_map<std::uint32_t, Between> between_;
};

}  // namespace

RoadMap road_map_of(const roads::Network& network) {
  return Drawing{network}.draw();
}

}  // namespace dispatch
