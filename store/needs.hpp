#pragma once

#include <string>

#include "store/keys.hpp"
#include "store/redis_trial.hpp"

namespace store {

// All that a node asks of its Redis while it runs: each command, those that the scripts use among them, the
// scripts themselves, every family of names, and the channel. What is written is written under names of its
// own. A command that stands elsewhere in this room and not here is one that a user may lack unseen.
[[nodiscard]] Trial needs_of(const Keys& names, const std::string& node);

}  // namespace store
