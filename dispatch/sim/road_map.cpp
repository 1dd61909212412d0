#include "dispatch/sim/road_map.hpp"

#include <algorithm>
#include <functional>
#include <queue>
#include <utility>

namespace dispatch {
namespace {

constexpr auto unreached = Stretches::none;

void add_to(RoadTimes& times, const RoadTimes& more) {
  for (std::size_t pace = 0; pace < times.size(); ++pace) times[pace] += more[pace];
}

// Of two arcs from one node to another the slower is never driven.
std::vector<std::vector<RoadMap::Arc>> leaving_each(const RoadMap& map) {
  std::vector<std::vector<RoadMap::Arc>> leaving(map.nodes.size());
  for (const auto& arc : map.arcs) {
    if (arc.from == arc.to) continue;
    auto& known = leaving[arc.from];
    const auto same = std::ranges::find(known, arc.to, &RoadMap::Arc::to);
    if (same == known.end()) {
      known.push_back(arc);
      continue;
    }
    for (std::size_t pace = 0; pace < arc.times.size(); ++pace)
      same->times[pace] = std::min(same->times[pace], arc.times[pace]);
  }
  return leaving;
}

struct Neighbours {
  std::vector<std::uint32_t> from;
  std::vector<std::uint32_t> to;
};

void add_once(std::vector<std::uint32_t>& list, std::uint32_t node) {
  if (std::ranges::find(list, node) == list.end()) list.push_back(node);
}

// Whoever comes here can but go on, in one direction or in both.
bool is_passed(const Neighbours& at) {
  if (at.from.size() == 1 && at.to.size() == 1) return at.from.front() != at.to.front();
  return at.from.size() == 2 && at.to.size() == 2 && std::ranges::is_permutation(at.from, at.to);
}

}  // namespace

Stretches::Stretches(const RoadMap& map, const std::vector<std::uint32_t>& also)
    : junctions_(map.nodes.size(), none), seats_(map.nodes.size()) {
  name_junctions(map, also);
  const auto leaving = leaving_each(map);
  out_of_.resize(nodes_.size());
  into_.resize(nodes_.size());
  for (const auto node : nodes_)
    for (const auto& arc : leaving[node]) follow(leaving, arc);
}

void Stretches::name_junctions(const RoadMap& map, const std::vector<std::uint32_t>& also) {
  std::vector<Neighbours> neighbours(map.nodes.size());
  for (const auto& arc : map.arcs) {
    if (arc.from == arc.to) continue;
    add_once(neighbours[arc.from].to, arc.to);
    add_once(neighbours[arc.to].from, arc.from);
  }
  std::vector<bool> is_one(map.nodes.size());
  for (std::size_t node = 0; node < is_one.size(); ++node) is_one[node] = !is_passed(neighbours[node]);
  for (const auto node : also) is_one[node] = true;
  for (std::uint32_t node = 0; node < is_one.size(); ++node) {
    if (!is_one[node]) continue;
    junctions_[node] = static_cast<std::uint32_t>(nodes_.size());
    nodes_.push_back(node);
  }
}

// From a junction on to the next, if the road does not end before.
void Stretches::follow(const Arcs& leaving, const RoadMap::Arc& first) {
  Stretch made;
  made.from = junctions_[first.from];
  auto came_from = first.from;
  auto at = first.to;
  made.times = first.times;
  while (junctions_[at] == none) {
    made.between.push_back({at, made.times});
    const auto next =
        std::ranges::find_if(leaving[at], [&](const RoadMap::Arc& arc) { return arc.to != came_from; });
    if (next == leaving[at].end()) return;
    add_to(made.times, next->times);
    came_from = std::exchange(at, next->to);
  }
  made.to = junctions_[at];
  const auto number = static_cast<std::uint32_t>(stretches_.size());
  for (std::uint32_t i = 0; i < made.between.size(); ++i) seats_[made.between[i].node].push_back({number, i});
  out_of_[made.from].push_back(number);
  into_[made.to].push_back(number);
  stretches_.push_back(std::move(made));
}

// Dijkstra's algorithm against the direction of the roads.
std::vector<std::uint32_t> Stretches::times_to(std::uint32_t junction, Pace pace) const {
  using Reached = std::pair<std::uint32_t, std::uint32_t>;  // time, junction
  std::vector<std::uint32_t> times(junctions(), unreached);
  std::priority_queue<Reached, std::vector<Reached>, std::greater<>> next;
  times[junction] = 0;
  next.emplace(0, junction);
  while (!next.empty()) {
    const auto [time, at] = next.top();
    next.pop();
    if (time > times[at]) continue;
    for (const auto number : into_[at]) {
      const auto& one = stretches_[number];
      const auto all = time + one.times[static_cast<std::size_t>(pace)];
      if (all >= times[one.from]) continue;
      times[one.from] = all;
      next.emplace(all, one.from);
    }
  }
  return times;
}

}  // namespace dispatch
