#include "geo/roads/searcher.hpp"

#include <algorithm>
#include <tuple>

namespace geo::roads {
namespace {

using Direction = Search::Direction;

Node from_of(const TablesView& tables, ArcIndex arc) {
  const auto after = std::ranges::upper_bound(tables.out_first, arc);
  return static_cast<Node>(after - tables.out_first.begin()) - 1;
}

}  // namespace

std::vector<std::optional<Searcher::Joined>> Searcher::join(Vehicle vehicle, Direction direction,
                                                            const Approach& fixed,
                                                            std::span<const Approach> others,
                                                            std::size_t enough) {
  struct Waiting {
    std::size_t other;
    const Approach::Lane* lane;
    std::uint32_t next;  // that waits for the same node
  };
  std::vector<std::optional<Joined>> joined(others.size());
  std::vector<Waiting> waiting;
  std::size_t unsettled = 0;
  const bool is_to = direction == Direction::to_seeds;
  std::size_t known = 0;
  const auto offer = [&](std::size_t other, const Joined& way) {
    if (joined[other] && way.milliseconds >= joined[other]->milliseconds) return false;
    if (!joined[other]) ++known;
    joined[other] = way;
    return true;
  };
  for (std::size_t i = 0; i < others.size(); ++i) {
    for (const auto& lane : others[i].lanes) {
      if (lane.node != none) {
        if (waiting_[lane.node] == none) ++unsettled;
        waiting.push_back({i, &lane, waiting_[lane.node]});
        waiting_[lane.node] = static_cast<std::uint32_t>(waiting.size() - 1);
      }
      for (const auto& own : fixed.lanes) {
        const auto* start = is_to ? &lane : &own;
        const auto* end = is_to ? &own : &lane;
        const bool is_ahead = start->part <= end->part && end->part <= start->open_to;
        if (start->course != end->course || !is_ahead) continue;
        const auto driving = start->whole * (end->part - start->part);
        offer(i, {direction, start, end, true, driving + start->extra + end->extra});
      }
    }
  }
  std::vector<Search::Seed> seeds;
  std::vector<const Approach::Lane*> seeding;
  for (const auto& lane : fixed.lanes) {
    if (lane.node == none) continue;
    seeds.push_back({lane.node, lane.cost});
    seeding.push_back(&lane);
  }

  // How late the last one is that is wanted; nothing that is found after that matters.
  const auto wanted = std::min(enough, others.size());
  std::vector<double> costs;
  const auto horizon = [&] {
    if (wanted == 0) return 0.0;
    if (known < wanted) return double{closed};
    costs.clear();
    for (const auto& one : joined)
      if (one) costs.push_back(one->milliseconds);
    std::ranges::nth_element(costs, costs.begin() + static_cast<std::ptrdiff_t>(wanted) - 1);
    return costs[wanted - 1];
  };
  auto until = horizon();
  search_.begin(network_.times(), vehicle, direction, seeds);
  while (unsettled > 0) {
    const auto settled = search_.next();
    if (!settled || settled->cost >= until) break;
    if (waiting_[settled->node] == none) continue;
    --unsettled;
    bool is_better = false;
    for (auto i = waiting_[settled->node]; i != none; i = waiting[i].next) {
      const auto* lane = waiting[i].lane;
      if (offer(waiting[i].other, {direction, is_to ? lane : nullptr, is_to ? nullptr : lane, false,
                                   static_cast<double>(settled->cost) + lane->cost}))
        is_better = true;
    }
    if (is_better) until = horizon();
  }
  for (const auto& one : waiting) waiting_[one.lane->node] = none;
  // Those that were met on the way, but later than all that are wanted.
  for (auto& one : joined)
    if (one && one->milliseconds > until) one.reset();
  // The lane at the fixed end is the one whose cost the search began with.
  for (auto& one : joined) {
    if (!one || one->is_direct) continue;
    const auto node = is_to ? one->start->node : one->end->node;
    (is_to ? one->end : one->start) = seeding[search_.seed(node)];
  }
  return joined;
}

std::vector<ArcIndex> Searcher::arcs_of(const Joined& joined) const {
  std::vector<ArcIndex> arcs;
  if (joined.is_direct) return arcs;
  const bool is_to = joined.direction == Direction::to_seeds;
  auto node = is_to ? joined.start->node : joined.end->node;
  for (auto arc = search_.via(node); arc != none; arc = search_.via(node)) {
    arcs.push_back(arc);
    node = is_to ? network_.tables().arcs[arc].to : from_of(network_.tables(), arc);
  }
  if (!is_to) std::ranges::reverse(arcs);
  return arcs;
}

Travel Searcher::travel_of(const Joined& joined) const {
  const auto& [start, end] = std::tie(*joined.start, *joined.end);
  Travel travel{joined.milliseconds / 1000, 0, start.away, end.away};
  if (joined.is_direct) {
    travel.metres = metres_of(network_.tables(), start.course) * (end.part - start.part);
    return travel;
  }
  travel.metres = metres_of(network_.tables(), start.course) * (1 - start.part) +
                  metres_of(network_.tables(), end.course) * end.part;
  for (const auto arc : arcs_of(joined))
    travel.metres += metres_of(network_.tables(), network_.tables().arcs[arc].course);
  return travel;
}

std::vector<std::optional<Travel>> Searcher::to_one(Vehicle vehicle, std::span<const Approach> starts,
                                                    const Approach& end, std::size_t enough) {
  std::vector<std::optional<Travel>> travels;
  for (const auto& one : join(vehicle, Direction::to_seeds, end, starts, enough))
    travels.push_back(one ? std::optional{travel_of(*one)} : std::nullopt);
  return travels;
}

std::vector<std::optional<Travel>> Searcher::from_one(Vehicle vehicle, const Approach& start,
                                                      std::span<const Approach> ends) {
  std::vector<std::optional<Travel>> travels;
  for (const auto& one : join(vehicle, Direction::from_seeds, start, ends, none))
    travels.push_back(one ? std::optional{travel_of(*one)} : std::nullopt);
  return travels;
}

}  // namespace geo::roads
