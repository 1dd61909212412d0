#include "geo/roads/search.hpp"

#include <algorithm>

namespace geo::roads {
namespace {

// A heap with four children a node: half as deep as one with two, and the four lie in one cache line.
constexpr std::size_t fan = 4;

void push(std::vector<std::uint64_t>& heap, std::uint64_t entry) {
  auto at = heap.size();
  heap.push_back(entry);
  while (at > 0) {
    const auto parent = (at - 1) / fan;
    if (heap[parent] <= entry) break;
    heap[at] = heap[parent];
    at = parent;
  }
  heap[at] = entry;
}

std::uint64_t pop(std::vector<std::uint64_t>& heap) {
  const auto top = heap.front();
  const auto last = heap.back();
  heap.pop_back();
  if (heap.empty()) return top;
  std::size_t at = 0;
  for (;;) {
    const auto first = at * fan + 1;
    if (first >= heap.size()) break;
    const auto begin = heap.begin() + static_cast<std::ptrdiff_t>(first);
    const auto end = heap.begin() + static_cast<std::ptrdiff_t>(std::min(first + fan, heap.size()));
    const auto least = std::min_element(begin, end);
    if (*least >= last) break;
    heap[at] = *least;
    at = static_cast<std::size_t>(least - heap.begin());
  }
  heap[at] = last;
  return top;
}

}  // namespace

Search::Search(const TablesView& tables) : tables_{tables}, labels_(tables.nodes.size()) {}

void Search::begin(const Times& times, Vehicle vehicle, Direction direction, std::span<const Seed> seeds) {
  if (++search_ == 0) {  // all numbers have been used
    labels_.assign(labels_.size(), {});
    search_ = 1;
  }
  direction_ = direction;
  times_ = direction == Direction::from_seeds ? &times.of_arcs(vehicle) : &times.of_arrivals(vehicle);
  queue_.clear();
  for (std::uint32_t i = 0; i < seeds.size(); ++i) reach(seeds[i].node, seeds[i].cost, none, i);
}

Milliseconds Search::cost(Node node) const {
  return labels_[node].search == search_ ? labels_[node].cost : closed;
}

void Search::reach(Node node, std::uint64_t cost, ArcIndex via, std::uint32_t seed) {
  auto& label = labels_[node];
  if (cost >= closed || (label.search == search_ && label.cost <= cost)) return;
  label = {static_cast<Milliseconds>(cost), search_, via, seed};
  push(queue_, cost << 32U | node);
}

void Search::relax(const Settled& settled) {
  const auto& times = *times_;
  const auto seed = labels_[settled.node].seed;
  if (direction_ == Direction::from_seeds) {
    for (auto i = tables_.out_first[settled.node]; i < tables_.out_first[settled.node + 1]; ++i)
      if (times[i] != closed) reach(tables_.arcs[i].to, std::uint64_t{settled.cost} + times[i], i, seed);
  } else {
    for (auto i = tables_.in_first[settled.node]; i < tables_.in_first[settled.node + 1]; ++i)
      if (times[i] != closed)
        reach(tables_.arrivals[i].from, std::uint64_t{settled.cost} + times[i], tables_.arrivals[i].arc,
              seed);
  }
}

std::optional<Search::Settled> Search::next() {
  while (!queue_.empty()) {
    const auto entry = pop(queue_);
    const Settled settled{static_cast<Node>(entry), static_cast<Milliseconds>(entry >> 32U)};
    if (labels_[settled.node].cost < settled.cost) continue;  // reached sooner by another way
    relax(settled);
    return settled;
  }
  return std::nullopt;
}

}  // namespace geo::roads
