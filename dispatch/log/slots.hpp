#pragma once

#include <vector>

#include "dispatch/log/event.hpp"
#include "dispatch/log/reading.hpp"
#include "dispatch/model/capabilities.hpp"

// Which slots a call has, and who fills them.
namespace dispatch {

// The region's; null where it has none.
[[nodiscard]] const ResponsePlan* plan_of(const Reading& view);
// As they were recorded; of an incident that was not triaged, or of an old log, what Siaga itself says.
[[nodiscard]] const Response& response_of(const Incident& incident);
// The same with the assignment of each slot that is filled, and of no other: it is under way, or has done its
// work since the incident was opened.
[[nodiscard]] std::vector<Slot> slots_of(const Incident& incident, const Reading& view);

// Somebody who is on a call, and what they can do.
struct Goer {
  AssignmentId assignment;
  Capabilities capabilities;
};
// Those whose work counts for a slot, but one that is to end by the same command.
[[nodiscard]] std::vector<Goer> goers_of(const Incident& incident, const Reading& view,
                                         const std::optional<AssignmentId>& without = {});
// As many slots as can be, those that must be before others: each by one, and each goer fills at most one of
// each role. Whoever fills one as the slots say moves only where that fills another.
[[nodiscard]] std::vector<Filling> filled_by(const std::vector<Goer>& goers, const std::vector<Slot>& slots);

// The call has such a slot, and nobody fills it.
[[nodiscard]] bool is_open(const Incident& incident, std::uint64_t slot, const Reading& view);

// Some unit is there or comes, and one that must come is not found yet.
[[nodiscard]] bool lacks_units(const Incident& incident, const Reading& view);

}  // namespace dispatch
