#pragma once

#include <span>
#include <string>

#include "ws/sim/simulation.hpp"

namespace ws {

// The table at the end of a simulation; beside it what really happened, where the calls say so.
std::string report_of(const Simulation::Summary& summary, std::span<const dispatch::SimulatedCall> calls);

}  // namespace ws
