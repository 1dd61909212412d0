#pragma once

#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <unordered_set>

#include "geo/roads/survey.hpp"
#include "region/opl.hpp"

namespace region {

// Takes what concerns roads out of the objects of an OpenStreetMap file, in their order: nodes, then ways,
// then relations.
class RoadSurveyor {
 public:
  void take(const OsmObject& object);

  struct Counts {
    std::size_t not_drivable = 0;   // highways that none of our vehicles may use
    std::size_t cut_ways = 0;       // of which nodes are missing: taken in parts
    std::size_t turns_by_ways = 0;  // forbidden turns over a whole road in between: not read
    std::size_t turns_outside = 0;  // whose roads or place are not in the file
  };
  [[nodiscard]] const Counts& counts() const { return counts_; }
  // What was taken; the surveyor has nothing afterwards.
  geo::roads::Survey finish() { return std::move(survey_); }

 private:
  void take_node(const OsmObject& node);
  void take_way(const OsmObject& way);
  void take_turn(const OsmObject& relation);
  std::uint32_t number(std::int64_t node, geo::Position where);

  geo::roads::Survey survey_;
  Counts counts_;
  std::unordered_map<std::int64_t, std::uint32_t> numbers_;
  std::unordered_map<std::int64_t, geo::roads::Passage> barriers_;
  std::unordered_set<std::int64_t> signals_;
  std::unordered_set<std::int64_t> ways_;
};

}  // namespace region
