#pragma once

#include <string>
#include <vector>

#include "dispatch/choose/arrivals.hpp"
#include "dispatch/learn/measured.hpp"

// What the board is told beside the log.
namespace ws {

// When units will be there.
std::string encode_arrivals(const std::vector<dispatch::Arrival>& arrivals);
// How good those times have been.
std::string encode_estimates(const dispatch::Estimates& estimates);

}  // namespace ws
