#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "geo/position.hpp"
#include "geo/roads/vehicle.hpp"

// The road graph as flat tables of plain numbers, alike in memory and in the file. Nodes are junctions, ends
// and what is split for a barrier or a forbidden turn; a section is the road between two of them; an arc is
// one direction of a section out of one node. A node where a turn is forbidden stands there several times,
// once for each road that it is forbidden from, so that the search need not know about turns.
namespace geo::roads {

using Node = std::uint32_t;
using ArcIndex = std::uint32_t;
using Milliseconds = std::uint32_t;

inline constexpr Milliseconds closed = std::numeric_limits<Milliseconds>::max();
inline constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

// Rounded; at most a little less than `closed`.
Milliseconds in_milliseconds(double seconds);

// Ten-millionths of a degree, as OpenStreetMap has them.
struct Point {
  std::int32_t lat = 0;
  std::int32_t lon = 0;
  friend bool operator==(const Point&, const Point&) = default;
};
Point point_at(Position where);
Position position_of(Point point);

// A direction of a section: its index doubled, odd against its points. `none` through a barrier.
using Course = std::uint32_t;
constexpr std::uint32_t section_of(Course course) {
  return course / 2;
}
constexpr bool is_backward(Course course) {
  return course % 2 == 1;
}

struct Arc {
  Node to = 0;
  Course course = none;
};
struct Arrival {  // an arc and where it begins
  Node from = 0;
  ArcIndex arc = 0;
};
struct Section {
  std::uint32_t first_point = 0;  // its points end where those of the next begin
  std::uint32_t name = none;      // where it begins in `names`; ends with a zero byte
  float metres = 0;
  RoadClass road = RoadClass::unclassified;
  std::uint8_t unused[3] = {};  // so that the file holds no chance bytes
};
// Which sections pass through a cell of the snapping grid.
struct Cell {
  std::uint64_t key = 0;
  std::uint32_t first = 0;
  std::uint32_t unused = 0;
};

template <template <class> class Array>
struct Tables {
  Array<Point> nodes;
  Array<std::uint8_t> main;  // bit of each vehicle: the node lies in its largest part without dead ends
  Array<std::uint32_t> out_first;
  Array<Arc> arcs;  // by the node they leave
  Array<std::uint32_t> in_first;
  Array<Arrival> arrivals;                // by the node they reach
  Array<PerVehicle<Milliseconds>> times;  // of each arc, when nothing is known but the map; or `closed`
  Array<Section> sections;                // and one more that ends the last
  Array<Point> points;
  Array<std::uint32_t> course_first;
  Array<Arrival> course_arcs;  // by course: more than one where a node stands several times
  Array<Cell> cells;           // by key, and one more that ends the last
  Array<std::uint32_t> cell_sections;
  Array<char> names;
};

template <class SomeTables, class Each>
void for_each_table(SomeTables& tables, Each&& each) {
  each(tables.nodes), each(tables.main), each(tables.out_first), each(tables.arcs), each(tables.in_first);
  each(tables.arrivals), each(tables.times), each(tables.sections), each(tables.points);
  each(tables.course_first), each(tables.course_arcs), each(tables.cells), each(tables.cell_sections);
  each(tables.names);
}

template <class T>
using Vector = std::vector<T>;
template <class T>
using View = std::span<const T>;
using MadeTables = Tables<Vector>;
using TablesView = Tables<View>;

TablesView view_of(const MadeTables& tables);

// Cells are squares of this many ten-millionths of a degree: about 280 m.
inline constexpr std::int32_t cell_size = 25'000;
constexpr std::uint64_t cell_key(std::int32_t row, std::int32_t column) {
  return (std::uint64_t{static_cast<std::uint32_t>(row)} << 32U) | static_cast<std::uint32_t>(column);
}
constexpr std::int32_t cell_of(std::int32_t degrees) {
  return static_cast<std::int32_t>((std::int64_t{degrees} + 1'800'000'000) / cell_size);
}

}  // namespace geo::roads
