#pragma once

#include <array>
#include <optional>
#include <vector>

#include "dispatch/model/model.hpp"

namespace dispatch {

// How calls are weighed against each other. A region finds its own by replay: docs/replay.md.
struct PlanRules {
  std::array<double, 5> weights{12, 6, 2.5, 2, 8};  // of a second of waiting, by priority
  double late = 10;                                 // that many times as much on top, after the target
  seconds changed_mind{150};  // in the sum, for each call to which another goes than was on its way
  int most_changes = 2;       // of a call; then it keeps who is on the way
  seconds least_gain{60};     // of some call; for less nobody is sent elsewhere
  seconds until_free{900};    // that a call waits, beyond the longest way, to which nobody can be sent
};

// A call that nobody has reached.
struct CallToPlan {
  Priority priority = Priority::P1;
  TimePoint received;  // the first time, however often it has lost its unit
  TimePoint target;
  int changes = 0;                  // of the unit that was to come, so far
  std::optional<std::size_t> unit;  // on its way
};

// By call and unit from now to the arrival; none for a unit that cannot go there.
using TimesToCalls = std::vector<std::vector<std::optional<milliseconds>>>;
// By call who goes there; none: it waits.
using Goers = std::vector<std::optional<std::size_t>>;

// Who goes where, of those who are free and those still on their way, at the least cost of all together: the
// weight of the call's priority times what it waits. None is made later for the sake of less urgent ones:
// what it could have of those who are free, or go to its like or to more urgent calls, it gets at least. What
// it can have beyond that, from those on the way to less urgent calls, is weighed.
[[nodiscard]] Goers plan(const std::vector<CallToPlan>& calls, const TimesToCalls& times,
                         const PlanRules& rules, TimePoint now);

}  // namespace dispatch
