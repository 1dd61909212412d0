#pragma once

#include <vector>

#include "dispatch/choose/arrivals.hpp"
#include "dispatch/log/view.hpp"
#include "dispatch/model/policy.hpp"
#include "dispatch/rules/command.hpp"

namespace dispatch {

// What has waited long enough, as commands to be decided and committed like any other (their ids are the
// caller's to give). Asking changes nothing: a deadline ends by an event only, so one whose commit failed is
// simply due again. `quiet_until`: before it no crew deadline fires.
[[nodiscard]] std::vector<CommandBody> due(const View& view, const Policy& policy, TimePoint quiet_until,
                                           TimePoint now);

// Arrivals that have slipped before their time has come, as they look to this node.
[[nodiscard]] std::vector<CommandBody> foreseen_late(const View& view, const Policy& policy,
                                                     const std::vector<Arrival>& arrivals);

}  // namespace dispatch
