#pragma once

#include <map>
#include <vector>

#include "dispatch/sim/world.hpp"

namespace dispatch {

// How calls of one priority fared, from the ring to the arrival.
struct PriorityFigures {
  std::size_t calls = 0;
  double mean_s = 0;
  double p50_s = 0;
  double p90_s = 0;
  double late = 0;  // share
};

// Of one run of a world.
struct RunFigures {
  std::map<Priority, PriorityFigures> by_priority;
  double moves_per_day = 0;
  double changed = 0;  // share of the calls to which another unit came than was sent first
  double changes = 0;  // changed minds a call
  double waited = 0;   // share of the calls for which nobody was free
  double busy = 0;     // share of the units' time on duty
};

// Only calls that ring at `from` or later count; moves and busy time are of the whole run, `length`.
[[nodiscard]] RunFigures figures_of(const World& world, const Model& model, milliseconds from,
                                    milliseconds length);

// Of what really happened, where it is recorded when somebody arrived.
[[nodiscard]] std::map<Priority, PriorityFigures> figures_of_record(const std::vector<RecordedCall>& calls,
                                                                    const ModelHabits& habits);

// A mean over runs, and how far to either side its 95 % interval reaches (Student's t; of one run: nothing).
struct Estimate {
  double mean = 0;
  double half = 0;
  std::size_t runs = 0;
};
[[nodiscard]] Estimate estimate(const std::vector<double>& of_runs);

}  // namespace dispatch
