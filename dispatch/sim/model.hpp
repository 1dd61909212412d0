#pragma once

#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "dispatch/model/model.hpp"
#include "dispatch/sim/road_ways.hpp"
#include "dispatch/sim/straight_ways.hpp"
#include "dispatch/sim/table_ways.hpp"

namespace dispatch {

// How calls of one priority are served.
struct Urgency {
  double share = 0;     // of the calls
  seconds target{480};  // from the ring to the arrival; later is late
  Pace pace = Pace::urgent;
};

// How what takes its time differs from one call to the next.
enum class Varies { exponential, lognormal, weibull, not_at_all };

// How a day of a model goes. The defaults are those of docs/replay.md.
struct ModelHabits {
  double calls_a_day = 192;
  seconds until_sent{40};  // from the ring
  seconds turnout_standing{0};
  seconds turnout_moving{0};
  seconds scene_mean{720};
  Varies scene = Varies::exponential;  // or lognormal, or not at all
  double scene_sigma = 0.3;            // of a lognormal one's logarithm
  double transport_share = 0.75;
  Varies handover = Varies::weibull;  // or not at all: then the scale is it
  double handover_shape = 2.5;
  seconds handover_scale{2058};
  double table_factor = 1;         // of a table of times: to a call and home it takes so many times as long
  bool free_only_at_base = false;  // else as soon as it has cleared, on its way back, too
  OffRoad off_road;
  std::map<Priority, Urgency> urgencies{{Priority::P1, {0.75, seconds{480}, Pace::urgent}},
                                        {Priority::P3, {0.25, seconds{720}, Pace::calm}}};
};

// From when to when somebody is on duty, after the start.
struct Shift {
  milliseconds from{0};
  milliseconds to{0};
  friend bool operator==(const Shift&, const Shift&) = default;
};

// A district or a city in figures: where people call from, where units stand and hospitals are, and the
// roads.
struct Model {
  struct Unit {
    UnitId id;
    PlaceNumber base = 0;
    std::vector<Shift> shifts = {};  // in order, and apart; none: always
  };
  RoadMap roads;
  std::optional<TimeTable> table;         // instead of roads
  std::optional<StraightRoads> straight;  // likewise
  std::vector<geo::Position> places;
  std::vector<double> weights;  // of the first places, the demand points: how often somebody calls from there
  std::unordered_map<std::string, PlaceNumber> demand;  // the same by their ids
  std::vector<PlaceNumber> stations;
  std::vector<PlaceNumber> hospitals;
  std::vector<Unit> units;
  ModelHabits habits;
};

}  // namespace dispatch
