#pragma once

#include <optional>
#include <string>
#include <vector>

#include "dispatch/log/event.hpp"
#include "dispatch/log/past_call.hpp"

namespace dispatch {

// One entity as it will be, if it still is as it was.
struct Change {
  Version expected = 0;  // 0: must not exist yet
  Entity after;
  bool leaves = false;  // out of the live state
};

// An entity that a decision read and does not change. If it is another by then, the decision may be another.
struct Basis {
  EntityKind kind = EntityKind::incident;
  std::string id;
  Version v = 0;
};

// What a command comes to: to be committed whole or not at all.
struct Decision {
  std::vector<Event> events;
  std::vector<Change> changes;
  std::vector<Basis> rests_on;          // by kind and id, none of which is in `changes`
  std::optional<TimePoint> not_before;  // a deadline: refused by the store if its own clock is earlier
  std::optional<std::string> counter;   // name of the counter that gives a new incident its number
  std::optional<Remembered> remember;   // of the caller, beside the events
};

}  // namespace dispatch
