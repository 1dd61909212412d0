#include "dispatch/rules/caller_link.hpp"

#include "dispatch/log/incident_state.hpp"

namespace dispatch {

const Incident* incident_of_link(const Reading& view, const LinkToken& token, TimePoint now) {
  const auto* incident = view.linked(token);
  if (incident == nullptr || now >= incident->link->expires_at) return nullptr;
  return incident_life::is_over(state_of(*incident, view)) ? nullptr : incident;
}

}  // namespace dispatch
