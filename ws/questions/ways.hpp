#pragma once

#include <string>

#include "dispatch/choose/hospitals.hpp"
#include "ws/questions/situation.hpp"
#include "ws/wire/ways.hpp"

namespace ws {

// A desk asks about all incidents, a crew about those of its own jobs.
[[nodiscard]] bool may_ask_of(const dispatch::Actor& actor, const dispatch::Incident* incident,
                              const dispatch::View& view);

// Questions about ways and roads, answered on the planner's thread. A crew asks about its own jobs, a desk
// about all; that they may ask at all has been seen to.
[[nodiscard]] dispatch::OrRefusal<std::string> way_answer(const dispatch::Actor& actor, const AskRoute& asked,
                                                          Situation& now);
[[nodiscard]] dispatch::OrRefusal<std::string> way_answer(const dispatch::Actor& actor,
                                                          const AskHospitals& asked, Situation& now);
[[nodiscard]] dispatch::OrRefusal<std::string> way_answer(const dispatch::Actor& actor,
                                                          const AskClosure& asked, Situation& now);

}  // namespace ws
