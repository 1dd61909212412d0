#pragma once

#include <string>
#include <vector>

#include "dispatch/sim/figures.hpp"

namespace node {

// What a policy came to: a run for each seed.
struct Replayed {
  std::string policy;
  std::vector<dispatch::RunFigures> runs;
};

// For people: by priority, each with the 95 % interval of its mean over the runs.
[[nodiscard]] std::string table_of(const Replayed& one);
// Likewise what really happened; empty where nothing of it is recorded.
[[nodiscard]] std::string table_of_record(
    const std::map<dispatch::Priority, dispatch::PriorityFigures>& recorded);
// How the first differs from the other on the same calls, in per cent of the other.
[[nodiscard]] std::string comparison_of(const Replayed& one, const Replayed& other);
// For programs: {"policies": {"closest": {"P1": {"calls", "mean_s", "p50_s", "p90_s", "late"}, ...,
// "moves_per_day", "changed"}}}; means over the runs, `late` and `changed` are shares.
[[nodiscard]] std::string json_of(const std::vector<Replayed>& all);

}  // namespace node
