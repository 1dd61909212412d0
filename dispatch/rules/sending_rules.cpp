#include <algorithm>

#include "dispatch/log/incident_state.hpp"
#include "dispatch/log/slots.hpp"
#include "dispatch/rules/rules.hpp"

// What Siaga sends by itself, and who stops it.
namespace dispatch {

std::optional<Refusal> Rules::not_by_rule(const Incident& incident, const SendingRule& rule,
                                          const std::optional<std::uint64_t>& slot) const {
  const bool stands = policy_.sending && std::ranges::find(*policy_.sending, rule) != policy_.sending->end();
  if (!stands || rule.mode == SendingMode::suggest || !incident.triage ||
      incident.triage->priority != rule.priority)
    return Refusal{Errc::illegal_step, "no rule says that Siaga sends here by itself", {}};
  if (incident.sending_stopped)
    return Refusal{Errc::illegal_step, "somebody has said that Siaga sends nobody here by itself", {}};
  if (slot ? !is_open(incident, *slot, view_) : !wants_a_unit(incident, view_))
    return Refusal{Errc::illegal_step, "somebody goes there already", {}};
  return std::nullopt;
}

OrRefusal<Decision> Rules::operator()(const BeginCountdown& c) {
  const auto incident = allowing(c.incident, IncidentAct::dispatch);
  if (incident.has_error()) return incident.error();
  if (const auto wrong = not_by_rule(**incident, c.rule, c.slot)) return *wrong;
  if (c.rule.mode != SendingMode::after || !c.rule.after)
    return Refusal{Errc::illegal_step, "nobody is waited for by this rule", {}};
  const auto& before = (*incident)->countdown;
  if (before && before->unit == c.unit && before->slot == c.slot)
    return Refusal{Errc::illegal_step, "it runs already", {}};
  Countdown countdown{c.unit, now_, now_ + *c.rule.after, c.rule, {}, c.slot};
  if (before) countdown.instead_of = before->unit;
  draft_.add(IncidentCountdownBegan{c.incident, countdown});
  return draft_.take();
}

OrRefusal<Decision> Rules::operator()(const EndCountdown& c) {
  const auto incident = known(c.incident);
  if (incident.has_error()) return incident.error();
  if (!(*incident)->countdown) return Refusal{Errc::illegal_step, "none runs here", {}};
  draft_.add(IncidentCountdownEnded{c.incident, c.why});
  return draft_.take();
}

OrRefusal<Decision> Rules::operator()(const StopSending& c) {
  const auto incident = known(c.incident);
  if (incident.has_error()) return incident.error();
  if ((*incident)->sending_stopped || !(*incident)->countdown)
    return Refusal{Errc::illegal_step,
                   "nothing is about to be sent to " + (*incident)->number + " by itself",
                   {{"incident", text(c.incident.view())}}};
  draft_.add(IncidentCountdownEnded{c.incident, IncidentCountdownEnded::Why::stopped});
  return draft_.take();
}

OrRefusal<Decision> Rules::operator()(const SendByRule& c) {
  const auto incident = allowing(c.incident, IncidentAct::dispatch);
  if (incident.has_error()) return incident.error();
  if (const auto wrong = not_by_rule(**incident, c.rule, c.basis.slot)) return *wrong;
  std::optional<TimePoint> ends_at;
  if (c.rule.mode == SendingMode::after) {
    const auto& countdown = (*incident)->countdown;
    if (!countdown || countdown->unit != c.unit || countdown->rule != c.rule ||
        countdown->slot != c.basis.slot)
      return Refusal{Errc::plan_changed, "the countdown is another's by now", {}};
    if (now_ < countdown->ends_at) return Refusal{Errc::too_early, "somebody may still stop it", {}};
    ends_at = countdown->ends_at;
  }
  Sending how{c.unit, false, {}};
  how.rule = c.rule;
  auto decision = send_by_plan(**incident, std::move(how), c.basis);
  if (decision.has_value()) decision->not_before = ends_at;
  return decision;
}

}  // namespace dispatch
