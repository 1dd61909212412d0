#pragma once

#include <cstdint>
#include <vector>

#include "dispatch/log/event.hpp"
#include "dispatch/model/entity.hpp"

namespace dispatch {

// One entry of the log as the reader delivers it.
struct Entry {
  std::uint64_t n = 0;
  std::vector<Event> events;
  // Of the entities that events touch which are not wholly known here, as the store has them by now: their
  // states, those that left the live state, and those that cannot be read.
  std::vector<Entity> renewed = {};
  std::vector<Touch> left = {};
  std::vector<Touch> locked = {};
};

}  // namespace dispatch
