#pragma once

#include <string>
#include <vector>

#include "dispatch/sim/model_calls.hpp"

namespace config {

// What a replay is about: where, with whom, and calls that were recorded there, if there are such. `notes`:
// what somebody should know who reads its figures.
struct Scenario {
  dispatch::Model model;
  std::vector<dispatch::RecordedCall> calls;
  std::vector<std::string> notes;
};

}  // namespace config
