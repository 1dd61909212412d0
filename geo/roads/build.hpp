#pragma once

#include <cstddef>

#include "geo/roads/survey.hpp"
#include "geo/roads/tables.hpp"

namespace geo::roads {

struct BuildReport {
  std::size_t nodes = 0;
  std::size_t sections = 0;
  double kilometres = 0;
  std::size_t barriers = 0;
  std::size_t turns = 0;          // forbidden ones that are in the graph
  std::size_t unclear_turns = 0;  // left out: the map does not say which road they mean
  std::size_t off_main = 0;       // nodes that an ambulance cannot reach and come back from
};

struct Built {
  MadeTables tables;
  BuildReport report;
};

// The same survey makes the same tables.
Built build(const Survey& survey);

}  // namespace geo::roads
