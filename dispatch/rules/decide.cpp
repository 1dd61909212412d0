#include "dispatch/rules/decide.hpp"

#include "dispatch/rules/permission.hpp"
#include "dispatch/rules/rules.hpp"

namespace dispatch {

OrRefusal<Decision> decide(const View& view, const Policy& policy, const Actor& actor, const Command& command,
                           TimePoint now) {
  Draft draft{view, actor, command, now};
  (void)draft.before().setup();  // the policy is of it, so every decision rests on it
  if (auto refused = not_permitted(draft.before(), actor, command.body)) return *refused;
  return std::visit(Rules{draft, policy, actor, command, now}, command.body);
}

}  // namespace dispatch
