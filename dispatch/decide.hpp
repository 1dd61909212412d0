#pragma once

#include <optional>
#include <string>
#include <vector>

#include "dispatch/command.hpp"
#include "dispatch/event.hpp"
#include "dispatch/past_call.hpp"
#include "dispatch/policy.hpp"
#include "dispatch/view.hpp"

namespace dispatch {

// One entity as it will be, if it still is as it was.
struct Change {
  Version expected = 0;  // 0: must not exist yet
  Entity after;
  bool leaves = false;  // out of the live state
};

// What a command comes to: to be committed whole or not at all.
struct Decision {
  std::vector<Event> events;
  std::vector<Change> changes;
  std::optional<TimePoint> not_before;  // a deadline: refused by the store if its own clock is earlier
  std::optional<std::string> counter;   // name of the counter that gives a new incident its number
  std::optional<Remembered> remember;   // of the caller, beside the events
};

// The rules of dispatching. Pure: the same view, command and time give the same decision, bit for bit.
[[nodiscard]] OrRefusal<Decision> decide(const View& view, const Policy& policy, const Actor& actor,
                                         const Command& command, TimePoint now);

}  // namespace dispatch
