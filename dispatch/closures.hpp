#pragma once

#include "dispatch/command.hpp"
#include "dispatch/event.hpp"
#include "dispatch/view.hpp"

// The rules of closing roads: each gives the event that a command comes to, or says why not.
namespace dispatch {

inline constexpr std::size_t most_closures = 200;
inline constexpr std::size_t most_points_of_closure = 20;
inline constexpr std::chrono::days longest_closure{90};

// `made` is the closure but for what the command says.
[[nodiscard]] OrRefusal<EventBody> closed(const View& view, const CloseRoad& command, Closure made,
                                          TimePoint now);
[[nodiscard]] OrRefusal<EventBody> extended(const ExtendClosure& command, TimePoint now);

}  // namespace dispatch
