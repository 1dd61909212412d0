#include "dispatch/rules/decide.hpp"

#include "dispatch/rules/permission.hpp"
#include "dispatch/rules/rules.hpp"

namespace dispatch {
namespace {

constexpr seconds clocks_may_differ{120};

}  // namespace

OrRefusal<Decision> decide(const View& view, const Policy& policy, const Actor& actor, const Command& command,
                           TimePoint now) {
  if (auto refused = not_permitted(view, actor, command.body)) return *refused;
  if (command.at && *command.at > now + clocks_may_differ)
    return Refusal{Errc::bad_field, "at lies in the future: check the device's clock", {{"field", "at"}}};
  return std::visit(Rules{view, policy, actor, command, now}, command.body);
}

}  // namespace dispatch
