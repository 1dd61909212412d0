#include "dispatch/log/past_call.hpp"

#include "dispatch/log/incident_state.hpp"
#include "dispatch/model/phone.hpp"

namespace dispatch {

std::optional<Remembered> remembered(const Incident& incident, const Reading& view, const Policy& policy) {
  auto caller = past_number(policy, incident.caller.phone.value_or(""));
  if (caller.empty() || policy.calls_kept <= seconds{0}) return std::nullopt;
  PastCall call;
  call.incident = incident.id;
  call.number = incident.number;
  call.received_at = incident.received_at;
  call.text = incident.place.text;
  call.pin = incident.place.pin;
  call.uncertainty_m = incident.place.uncertainty_m;
  if (incident.triage) call.complaint = incident.triage->complaint;
  call.ended = state_of(incident, view);
  return Remembered{std::move(caller), std::move(call), policy.calls_kept};
}

}  // namespace dispatch
