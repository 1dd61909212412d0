#pragma once

#include <filesystem>
#include <string>

#include "config/replay/scenario.hpp"
#include "dispatch/model/error.hpp"

namespace config {

// A model of which times are known and no places: described in docs/replay.md. Its folder has deployments.csv
// and calls.csv. `deployment`: such as "Stochastic 30", or the first of the list; `calls`: another list of
// calls; `habits`: how its days go, instead of its own model.toml.
struct TableReplay {
  std::string deployment;
  std::filesystem::path calls;
  std::filesystem::path habits;
};
[[nodiscard]] bool is_table_model(const std::filesystem::path& folder);
dispatch::OrFault<Scenario> load_table_model(const std::filesystem::path& folder, const TableReplay& wanted);

}  // namespace config
