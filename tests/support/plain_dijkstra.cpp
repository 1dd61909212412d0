#include "tests/support/plain_dijkstra.hpp"

#include <algorithm>
#include <boost/graph/dijkstra_shortest_paths.hpp>

namespace tests {

using geo::roads::closed;

class PlainDijkstra::Watching : public boost::dijkstra_visitor<> {
 public:
  struct AllKnown {};  // thrown: Boost's own way to end a search early

  Watching(PlainDijkstra& search, std::size_t left) : search_{search}, left_{left} {}
  void discover_vertex(Node node, const Graph&) { search_.touched_.push_back(node); }
  void examine_vertex(Node node, const Graph&) {
    if (search_.is_wanted_[node] != 0 && --left_ == 0) throw AllKnown{};
  }

 private:
  PlainDijkstra& search_;
  std::size_t left_;
};

PlainDijkstra::PlainDijkstra(const geo::roads::Network& network, geo::roads::Vehicle vehicle,
                             Direction direction)
    : graph_{graph_of(network, vehicle, direction)},
      costs_(network.tables().nodes.size(), far),
      colours_(costs_.size(), boost::white_color),
      is_wanted_(costs_.size(), 0) {}

PlainDijkstra::Graph PlainDijkstra::graph_of(const geo::roads::Network& network, geo::roads::Vehicle vehicle,
                                             Direction direction) {
  const auto& tables = network.tables();
  const auto& times = network.times().of_arcs(vehicle);
  std::vector<std::pair<Node, Node>> ends;
  std::vector<Time> of_each;
  const auto add = [&](Node from, Node to, geo::roads::ArcIndex arc) {
    if (times[arc] == closed) return;
    ends.emplace_back(from, to);
    of_each.push_back({times[arc]});
  };
  for (Node node = 0; node < tables.nodes.size(); ++node) {
    if (direction == Direction::from_seeds)
      for (auto i = tables.out_first[node]; i < tables.out_first[node + 1]; ++i)
        add(node, tables.arcs[i].to, i);
    else
      for (auto i = tables.in_first[node]; i < tables.in_first[node + 1]; ++i)
        add(node, tables.arrivals[i].from, tables.arrivals[i].arc);
  }
  return {boost::edges_are_sorted, ends.begin(), ends.end(), of_each.begin(),
          static_cast<Node>(tables.nodes.size())};
}

const std::vector<PlainDijkstra::Cost>& PlainDijkstra::run(const geo::roads::Approach& seeds,
                                                           std::span<const Node> wanted) {
  for (const auto node : touched_) costs_[node] = far, colours_[node] = boost::white_color;
  touched_.clear();
  std::vector<Node> sources;
  for (const auto& lane : seeds.lanes) {
    if (costs_[lane.node] == far) sources.push_back(lane.node);
    costs_[lane.node] = std::min(costs_[lane.node], Cost{lane.cost});
  }
  std::size_t left = 0;
  for (const auto node : wanted) {
    if (is_wanted_[node] == 0) ++left;
    is_wanted_[node] = 1;
  }
  const auto index = get(boost::vertex_index, graph_);
  try {
    boost::dijkstra_shortest_paths_no_init(
        graph_, sources.begin(), sources.end(), boost::dummy_property_map{},
        boost::make_iterator_property_map(costs_.begin(), index), get(&Time::milliseconds, graph_), index,
        std::less<>{}, std::plus<>{}, Cost{0}, Watching{*this, left},
        boost::make_iterator_property_map(colours_.begin(), index));
  } catch (Watching::AllKnown) {
  }
  for (const auto node : wanted) is_wanted_[node] = 0;
  return costs_;
}

}  // namespace tests
