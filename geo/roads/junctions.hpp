#pragma once

#include <vector>

#include "geo/roads/build.hpp"

// The graph while it is made: in any order, with nodes split for barriers and forbidden turns.
namespace geo::roads {

struct DraftArc {
  Node from = 0;
  Node to = 0;
  Course course = none;
  PerVehicle<Milliseconds> times;
};

struct DraftSection {
  std::vector<std::uint32_t> nodes;  // of the survey
  std::size_t way = 0;               // of the survey
  double metres = 0;
};

struct DraftGraph {
  std::vector<Position> nodes;
  std::vector<DraftSection> sections;
  std::vector<DraftArc> arcs;
};

// Cuts ways into sections where roads meet, and forbids what barriers and turn rules forbid.
DraftGraph draft_graph(const Survey& survey, BuildReport& report);

}  // namespace geo::roads
