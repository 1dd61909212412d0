#pragma once

#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "geo/roads/times.hpp"

namespace geo::roads {

// Shortest times from some nodes to all, or from all to some: Dijkstra's algorithm with nothing prepared, so
// that new speeds and closed roads hold at once. Keeps its memory from search to search; one for each thread.
class Search {
 public:
  enum class Direction { from_seeds, to_seeds };
  struct Seed {
    Node node = 0;
    Milliseconds cost = 0;
  };

  explicit Search(const TablesView& tables);

  void begin(const Times& times, Vehicle vehicle, Direction direction, std::span<const Seed> seeds);
  struct Settled {
    Node node = 0;
    Milliseconds cost = 0;
  };
  // The next nearest node; nothing when all that can be reached have been.
  std::optional<Settled> next();

  // What is known of a node in this search; `closed` where it has not been reached.
  [[nodiscard]] Milliseconds cost(Node node) const;
  // The arc by which the way to (or from) the seeds goes on; `none` at a seed.
  [[nodiscard]] ArcIndex via(Node node) const { return labels_[node].via; }
  // Which of the seeds that way begins at, in their order.
  [[nodiscard]] std::uint32_t seed(Node node) const { return labels_[node].seed; }

 private:
  struct Label {
    Milliseconds cost = 0;
    std::uint32_t search = 0;  // of which search this is
    ArcIndex via = none;
    std::uint32_t seed = 0;
  };
  // Cost in the upper half, node in the lower: one comparison orders both.
  using Entry = std::uint64_t;

  void reach(Node node, std::uint64_t cost, ArcIndex via, std::uint32_t seed);
  void relax(const Settled& settled);

  TablesView tables_;
  std::vector<Label> labels_;
  std::vector<Entry> queue_;  // a heap with four children a node
  std::uint32_t search_ = 0;
  const Times::List* times_ = nullptr;
  Direction direction_ = Direction::from_seeds;
};

}  // namespace geo::roads
