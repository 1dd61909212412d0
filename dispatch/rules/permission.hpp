#pragma once

#include <optional>

#include "dispatch/log/reading.hpp"
#include "dispatch/model/error.hpp"
#include "dispatch/rules/command.hpp"

namespace dispatch {

// Why this role may not ask for that; nothing if it may. A role does only what is its own: operators run the
// desk, a crew its own job and duty, supervisors look.
[[nodiscard]] std::optional<Refusal> not_permitted(const Reading& view, const Actor& actor,
                                                   const CommandBody& body);

}  // namespace dispatch
