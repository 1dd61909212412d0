#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "geo/roads/vehicle.hpp"

// What OpenStreetMap's tags mean for those who drive
// (https://wiki.openstreetmap.org/wiki/OSM_tags_for_routing).
namespace geo::roads {

class Tags {
 public:
  using Pairs = std::span<const std::pair<std::string, std::string>>;
  explicit Tags(Pairs pairs) : pairs_{pairs} {}
  // Empty where there is no such tag.
  [[nodiscard]] std::string_view operator[](std::string_view key) const;

 private:
  Pairs pairs_;
};

// How one vehicle may drive a way, along its nodes and against them.
struct Lane {
  bool forward = false;
  bool backward = false;
  double kmh = 0;
};

struct WayRules {
  RoadClass road = RoadClass::unclassified;
  PerVehicle<Lane> lanes;
  // Of a ferry whose timetable is known: for the whole of it, boarding included.
  std::optional<double> crossing_s;
};

// Nothing where none of the vehicles may drive.
std::optional<WayRules> rules_of_way(const Tags& tags);

// What stands in the way at a node: seconds that it costs, nothing where one does not get through.
using Passage = PerVehicle<std::optional<double>>;
// Nothing where nothing stands there.
std::optional<Passage> passage_at(const Tags& node);

// A vehicle waits here now and then.
bool has_signals(const Tags& node);

struct TurnRule {
  bool is_only = false;  // all other turns are forbidden, else this one is
  PerVehicle<bool> binds;
};
// Of a relation of the type restriction; nothing where it forbids nobody here to turn.
std::optional<TurnRule> turn_rule_of(const Tags& relation);

}  // namespace geo::roads
