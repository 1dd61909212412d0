#pragma once

#include "dispatch/log/decision.hpp"
#include "dispatch/log/view.hpp"
#include "dispatch/model/policy.hpp"
#include "dispatch/rules/command.hpp"

namespace dispatch {

// The rules of dispatching. Pure: the same view, command and time give the same decision, bit for bit.
[[nodiscard]] OrRefusal<Decision> decide(const View& view, const Policy& policy, const Actor& actor,
                                         const Command& command, TimePoint now);

}  // namespace dispatch
