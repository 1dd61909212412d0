#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "dispatch/show/intervals.hpp"
#include "dispatch/sim/reached.hpp"
#include "ws/sim/call_taker.hpp"

namespace ws {

// Calls that came in one stretch of a simulation: before its surge, in it or after it, or all.
struct Stretch {
  std::string_view name;
  dispatch::ReachedCounts reached;
};

struct Summary {
  std::size_t calls = 0;
  std::size_t assigned = 0;
  std::size_t with_reason = 0;              // not assigned, and it is said why
  std::vector<std::string> without_reason;  // numbers of those nobody can explain
  std::map<std::string, int> reasons;
  std::map<std::string, int> refusals;  // by code
  int reconnections = 0;
  std::vector<dispatch::Interval> intervals;
  std::vector<std::pair<std::string, std::uint64_t>> acknowledged;  // command and log entry
  std::vector<Stretch> stretches;
  bool had_surge = false;
  std::size_t surge_waits = 0;                    // calls of the surge that nobody has reached
  std::optional<dispatch::seconds> surge_lasted;  // until the last of them was reached
  std::size_t by_plan = 0;                        // jobs that the plan gave
  std::size_t taken_off = 0;                      // of which from a job that the unit had
  std::size_t moved_up = 0;
};

// When a surge began and when its last call came.
struct SurgeTimes {
  dispatch::TimePoint begins;
  dispatch::TimePoint last_call;
};

// What the desk knows at the end.
struct SummaryBasis {
  const CallTaker& desk;
  const std::vector<dispatch::SimulatedCall>& calls;
  const std::map<dispatch::IncidentId, std::size_t>& call_of;
  const std::vector<dispatch::seconds>& targets;
  std::optional<SurgeTimes> surge;  // none: there was none, or it has not begun
  dispatch::TimePoint now;
};
// All but how the lines fared.
[[nodiscard]] Summary summary_of(const SummaryBasis& from);

}  // namespace ws
