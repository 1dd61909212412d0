#include "geo/roads/build.hpp"

#include <algorithm>
#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/strong_components.hpp>
#include <map>
#include <numeric>
#include <unordered_map>

#include "geo/roads/junctions.hpp"

namespace geo::roads {
namespace {

// Interleaves the bits of two numbers, so that what lies near together has numbers near together.
std::uint64_t spread(std::uint32_t number) {
  std::uint64_t bits = number;
  bits = (bits | bits << 16U) & 0x0000FFFF0000FFFFULL;
  bits = (bits | bits << 8U) & 0x00FF00FF00FF00FFULL;
  bits = (bits | bits << 4U) & 0x0F0F0F0F0F0F0F0FULL;
  bits = (bits | bits << 2U) & 0x3333333333333333ULL;
  return (bits | bits << 1U) & 0x5555555555555555ULL;
}
std::uint64_t place_in_line(Point point) {
  constexpr std::uint32_t middle = 1U << 31U;
  return spread(static_cast<std::uint32_t>(point.lat) + middle) << 1U |
         spread(static_cast<std::uint32_t>(point.lon) + middle);
}

// Neighbours get numbers near each other: a search then finds what it needs in the cache.
void renumber(DraftGraph& graph) {
  std::vector<Node> order(graph.nodes.size());
  std::iota(order.begin(), order.end(), Node{0});
  std::vector<std::uint64_t> places;
  places.reserve(order.size());
  for (const auto& node : graph.nodes) places.push_back(place_in_line(point_at(node)));
  std::ranges::stable_sort(order, {}, [&](Node node) { return places[node]; });
  std::vector<Node> now(order.size());
  std::vector<Position> nodes;
  nodes.reserve(order.size());
  for (Node i = 0; i < order.size(); ++i) {
    now[order[i]] = i;
    nodes.push_back(graph.nodes[order[i]]);
  }
  graph.nodes = std::move(nodes);
  for (auto& arc : graph.arcs) arc.from = now[arc.from], arc.to = now[arc.to];
  std::ranges::stable_sort(graph.arcs, {}, [](const DraftArc& arc) {
    return std::pair{arc.from, arc.course};
  });
}

// Where those of each key begin, when sorted by it; and one more that ends the last.
template <class Keys>
std::vector<std::uint32_t> firsts_of(const Keys& keys, std::size_t count) {
  std::vector<std::uint32_t> firsts(count + 1, 0);
  for (const auto key : keys) ++firsts[key + 1];
  std::partial_sum(firsts.begin(), firsts.end(), firsts.begin());
  return firsts;
}

void lay_arcs(const DraftGraph& graph, MadeTables& tables) {
  std::vector<std::uint32_t> from;
  std::vector<std::uint32_t> to;
  for (const auto& arc : graph.arcs) {
    from.push_back(arc.from);
    to.push_back(arc.to);
    tables.arcs.push_back({arc.to, arc.course});
    tables.times.push_back(arc.times);
  }
  tables.out_first = firsts_of(from, graph.nodes.size());
  tables.in_first = firsts_of(to, graph.nodes.size());
  tables.arrivals.resize(graph.arcs.size());
  auto next = tables.in_first;
  for (ArcIndex i = 0; i < graph.arcs.size(); ++i) tables.arrivals[next[to[i]]++] = {from[i], i};

  std::vector<std::uint32_t> courses;
  for (const auto& arc : graph.arcs)
    if (arc.course != none) courses.push_back(arc.course);
  tables.course_first = firsts_of(courses, graph.sections.size() * 2);
  tables.course_arcs.resize(courses.size());
  next = tables.course_first;
  for (ArcIndex i = 0; i < graph.arcs.size(); ++i)
    if (graph.arcs[i].course != none) tables.course_arcs[next[graph.arcs[i].course]++] = {from[i], i};
}

void lay_sections(const Survey& survey, const DraftGraph& graph, MadeTables& tables) {
  std::unordered_map<std::string, std::uint32_t> names;
  const auto name_of = [&](const std::string& name) {
    if (name.empty()) return none;
    const auto [found, is_new] = names.try_emplace(name, static_cast<std::uint32_t>(tables.names.size()));
    if (is_new) {
      tables.names.insert(tables.names.end(), name.begin(), name.end());
      tables.names.push_back('\0');
    }
    return found->second;
  };
  for (const auto& section : graph.sections) {
    const auto& way = survey.ways[section.way];
    tables.sections.push_back({static_cast<std::uint32_t>(tables.points.size()), name_of(way.name),
                               static_cast<float>(section.metres), way.rules.road});
    for (const auto node : section.nodes) tables.points.push_back(point_at(survey.nodes[node]));
  }
  tables.sections.push_back({static_cast<std::uint32_t>(tables.points.size())});
  if (tables.names.empty()) tables.names.push_back('\0');
}

// Nobody is to start in the middle of a ferry's line.
void lay_cells(MadeTables& tables) {
  std::map<std::uint64_t, std::vector<std::uint32_t>> cells;
  for (std::uint32_t section = 0; section + 1 < tables.sections.size(); ++section) {
    if (tables.sections[section].road == RoadClass::ferry) continue;
    const auto end = tables.sections[section + 1].first_point;
    for (auto i = tables.sections[section].first_point; i + 1 < end; ++i) {
      const auto [south, north] =
          std::minmax({cell_of(tables.points[i].lat), cell_of(tables.points[i + 1].lat)});
      const auto [west, east] =
          std::minmax({cell_of(tables.points[i].lon), cell_of(tables.points[i + 1].lon)});
      for (auto row = south; row <= north; ++row)
        for (auto column = west; column <= east; ++column) {
          auto& cell = cells[cell_key(row, column)];
          if (cell.empty() || cell.back() != section) cell.push_back(section);
        }
    }
  }
  for (const auto& [key, sections] : cells) {
    tables.cells.push_back({key, static_cast<std::uint32_t>(tables.cell_sections.size())});
    tables.cell_sections.insert(tables.cell_sections.end(), sections.begin(), sections.end());
  }
  tables.cells.push_back({none, static_cast<std::uint32_t>(tables.cell_sections.size())});
}

// The largest set of nodes in which each can be reached from each.
void mark_main(const DraftGraph& graph, MadeTables& tables, BuildReport& report) {
  const auto count = graph.nodes.size();
  tables.main.assign(count, 0);
  for (const auto vehicle : vehicles) {
    std::vector<std::pair<Node, Node>> open;
    for (const auto& arc : graph.arcs)
      if (arc.times[vehicle] != closed) open.emplace_back(arc.from, arc.to);
    const boost::compressed_sparse_row_graph<boost::directedS> csr{boost::edges_are_sorted, open.begin(),
                                                                   open.end(), count};
    std::vector<std::size_t> part(count);
    const auto parts = boost::strong_components(
        csr, boost::make_iterator_property_map(part.begin(), get(boost::vertex_index, csr)));
    std::vector<std::size_t> sizes(parts, 0);
    for (const auto one : part) ++sizes[one];
    const auto largest = static_cast<std::size_t>(std::ranges::max_element(sizes) - sizes.begin());
    for (Node i = 0; i < count; ++i)
      if (part[i] == largest)
        tables.main[i] = static_cast<std::uint8_t>(tables.main[i] | 1U << static_cast<unsigned>(vehicle));
    if (vehicle == Vehicle::ambulance && count > 0) report.off_main = count - sizes[largest];
  }
}

}  // namespace

Built build(const Survey& survey) {
  Built built;
  auto graph = draft_graph(survey, built.report);
  renumber(graph);
  for (const auto& node : graph.nodes) built.tables.nodes.push_back(point_at(node));
  built.report.nodes = graph.nodes.size();
  lay_arcs(graph, built.tables);
  lay_sections(survey, graph, built.tables);
  lay_cells(built.tables);
  if (!graph.nodes.empty()) mark_main(graph, built.tables, built.report);
  return built;
}

}  // namespace geo::roads
