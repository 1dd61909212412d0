#pragma once

#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <cstdint>
#include <span>
#include <vector>

#include "geo/roads/network.hpp"
#include "geo/roads/search.hpp"

namespace tests {

// Dijkstra's algorithm as Boost.Graph has it, over the open arcs of one vehicle: what our search is compared
// with. Keeps its memory from search to search, as ours does.
class PlainDijkstra {
 public:
  using Node = geo::roads::Node;
  using Direction = geo::roads::Search::Direction;
  using Cost = std::uint64_t;  // milliseconds
  static constexpr Cost far = ~Cost{0};

  PlainDijkstra(const geo::roads::Network& network, geo::roads::Vehicle vehicle, Direction direction);

  // Costs from the lanes of a start to every node, or from every node to the lanes of an end; `far` where no
  // road leads. Where `wanted` names nodes, it stops when those are known. Good until the next search.
  const std::vector<Cost>& run(const geo::roads::Approach& seeds, std::span<const Node> wanted = {});

 private:
  struct Time {
    geo::roads::Milliseconds milliseconds = 0;
  };
  using Graph = boost::compressed_sparse_row_graph<boost::directedS, boost::no_property, Time,
                                                   boost::no_property, Node>;
  class Watching;
  static Graph graph_of(const geo::roads::Network& network, geo::roads::Vehicle vehicle, Direction direction);

  Graph graph_;
  std::vector<Cost> costs_;
  std::vector<boost::default_color_type> colours_;
  std::vector<std::uint8_t> is_wanted_;
  std::vector<Node> touched_;
};

}  // namespace tests
