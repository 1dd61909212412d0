#pragma once

#include <optional>

#include "dispatch/log/reading.hpp"
#include "dispatch/model/policy.hpp"

namespace dispatch {

// What a job takes too long at from a time on, if nothing happens until then. By the times at which things
// were recorded: a device's clock makes nobody late.
struct NextLateness {
  Lateness what = Lateness::delivery;
  TimePoint deadline;
};
// The one whose time comes first. None: the job is at nothing that has a limit, or all has been said already.
// A planned visit (P4) takes the time that it takes; only its device is waited for.
[[nodiscard]] std::optional<NextLateness> next_lateness(const Assignment& job, const Incident& incident,
                                                        const Policy& policy);
// Of this one; a device is silent by its last position.
[[nodiscard]] std::optional<TimePoint> late_from(Lateness what, const Assignment& job, const Reading& view,
                                                 const Policy& policy);

// Whether a job in this state is at what it may be late at.
[[nodiscard]] bool is_at(Lateness what, AssignmentState state);

// It was seen so far from where it was sent that its crew is on the road, though it has not pressed.
[[nodiscard]] bool has_moved(const Assignment& job, const Reading& view);

// A P0 or P1 for which nobody goes who must, from then on too long.
[[nodiscard]] std::optional<TimePoint> overdue_from(const Incident& incident, const Reading& view,
                                                    const Policy& policy);

// Its crew has not answered in time, but another of the call is not moving yet: it may still be the first.
[[nodiscard]] bool is_kept(const Assignment& job, const Reading& view);

}  // namespace dispatch
