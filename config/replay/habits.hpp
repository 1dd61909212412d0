#pragma once

#include <filesystem>

#include "dispatch/model/error.hpp"
#include "dispatch/sim/model.hpp"

namespace config {

// How a day of a model goes: model.toml, described in docs/replay.md. What it does not say is as there. What
// it says of a key that there is not, or what cannot be, is refused with its line.
// `usual`: what holds where it says nothing.
dispatch::OrFault<dispatch::ModelHabits> load_habits(const std::filesystem::path& file,
                                                     dispatch::ModelHabits usual = {});

// Those of `instead`, else of the folder's model.toml; where there is neither, as usual.
dispatch::OrFault<dispatch::ModelHabits> habits_in(const std::filesystem::path& folder,
                                                   const std::filesystem::path& instead,
                                                   dispatch::ModelHabits usual = {});

}  // namespace config
