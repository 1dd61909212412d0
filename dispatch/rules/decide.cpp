#include "dispatch/rules/decide.hpp"

#include "dispatch/rules/permission.hpp"
#include "dispatch/rules/rules.hpp"

namespace dispatch {
OrRefusal<Decision> decide(const View& view, const Policy& policy, const Actor& actor, const Command& command,
                           TimePoint now) {
  if (auto refused = not_permitted(view, actor, command.body)) return *refused;
  return std::visit(Rules{view, policy, actor, command, now}, command.body);
}

}  // namespace dispatch
