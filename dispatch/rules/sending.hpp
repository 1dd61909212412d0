#pragma once

#include <vector>

#include "dispatch/choose/dispatch_plan.hpp"
#include "dispatch/rules/command.hpp"

namespace dispatch {

// What Siaga does by itself of this plan: begins countdowns, begins them anew for another unit, ends them,
// and sends. As commands to be decided and committed like any other. `quiet_until`: before it none that has
// run down is sent, since nobody could stop it meanwhile.
[[nodiscard]] std::vector<CommandBody> due_to_send(const View& view, const Policy& policy,
                                                   const DispatchPlan& plan, TimePoint quiet_until,
                                                   TimePoint now);

// Where the plan can be used for what nobody looks at: a calls' row that was made lately.
[[nodiscard]] bool is_fresh(const DispatchPlan& plan, TimePoint now);

}  // namespace dispatch
