#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "geo/position.hpp"
#include "geo/roads/rules.hpp"

namespace geo::roads {

// What a map says about roads, as it comes; `build` makes the graph of it. Nodes are numbered as they come.
struct Survey {
  struct Way {
    std::int64_t id = 0;
    std::vector<std::uint32_t> nodes;  // without a gap; a way that lacks nodes comes in parts
    WayRules rules;
    std::string name;
  };
  struct Turn {
    std::int64_t from = 0;  // ways
    std::uint32_t via = 0;
    std::int64_t to = 0;
    TurnRule rule;
  };
  std::vector<Position> nodes;
  std::vector<Way> ways;
  std::unordered_map<std::uint32_t, Passage> barriers;
  std::unordered_set<std::uint32_t> signals;
  std::vector<Turn> turns;
};

}  // namespace geo::roads
