#pragma once

#include <filesystem>
#include <vector>

#include "dispatch/model/error.hpp"
#include "dispatch/sim/model_calls.hpp"

namespace config {

// A model's folder, described in docs/replay.md. `habits`: instead of its own model.toml. What cannot be is
// refused with file and line.
dispatch::OrFault<dispatch::Model> load_model(const std::filesystem::path& folder,
                                              const std::filesystem::path& habits = {});

// The calls of such a model: one at each row.
dispatch::OrFault<std::vector<dispatch::RecordedCall>> load_recorded_calls(const std::filesystem::path& file,
                                                                           const dispatch::Model& model);

}  // namespace config
