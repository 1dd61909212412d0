#pragma once

#include <memory>

#include "dispatch/sim/model.hpp"

namespace dispatch {

// The ways of a model, by what it knows: times, roads, or nothing but straight lines. It lives as long.
[[nodiscard]] std::unique_ptr<Ways> ways_of(const Model& model);

}  // namespace dispatch
