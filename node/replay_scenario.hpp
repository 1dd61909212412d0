#pragma once

#include "config/replay/scenario.hpp"
#include "config/settings.hpp"
#include "dispatch/model/error.hpp"

namespace node {

// What the flags of `siaga replay` ask for: a model of roads, one of times, or the region.
dispatch::OrFault<config::Scenario> scenario_of(const config::Values& settings);

}  // namespace node
