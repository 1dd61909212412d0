#pragma once

#include <span>
#include <string>

#include "dispatch/sim/simulated_calls.hpp"
#include "ws/sim/summary.hpp"

namespace ws {

// The table at the end of a simulation; beside it what really happened, where the calls say so.
std::string report_of(const Summary& summary, std::span<const dispatch::SimulatedCall> calls);

}  // namespace ws
