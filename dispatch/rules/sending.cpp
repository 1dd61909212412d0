#include "dispatch/rules/sending.hpp"

#include <algorithm>

#include "dispatch/log/incident_state.hpp"
#include "dispatch/log/slots.hpp"

namespace dispatch {
namespace {

using Why = IncidentCountdownEnded::Why;

// Told every 15 s while anybody waits.
constexpr seconds plan_lasts{30};

// Exchanging who is on the way already is a person's choice.
bool may_send(const PlannedCall& row) {
  return row.sends && !row.replaces;
}
const PlannedCall* first_of(const DispatchPlan& plan, const IncidentId& incident) {
  const auto is_one = [&](const PlannedCall& row) { return row.incident == incident && may_send(row); };
  const auto found = std::ranges::find_if(plan.calls, is_one);
  return found == plan.calls.end() ? nullptr : &*found;
}
const PlannedCall* of_countdown(const DispatchPlan& plan, const Incident& incident) {
  const auto is_it = [&](const PlannedCall& row) {
    return row.incident == incident.id && row.slot == incident.countdown->slot && may_send(row);
  };
  const auto found = std::ranges::find_if(plan.calls, is_it);
  return found == plan.calls.end() ? nullptr : &*found;
}

// It was made before somebody was sent, and so before a crew declined.
bool is_behind(const DispatchPlan& plan, const Incident& incident) {
  const auto* row = plan.call(incident.id);
  return row != nullptr && row->basis.jobs != incident.assignments.size();
}

bool still_stands(const Policy& policy, const SendingRule& rule) {
  return policy.sending && std::ranges::find(*policy.sending, rule) != policy.sending->end();
}

class Looking {
 public:
  Looking(const View& view, const Policy& policy, const DispatchPlan& plan, TimePoint quiet_until,
          TimePoint now)
      : view_{view}, policy_{policy}, plan_{plan}, quiet_until_{quiet_until}, now_{now} {}

  [[nodiscard]] std::optional<CommandBody> at(const Incident& incident) const {
    return incident.countdown ? at_countdown(incident) : at_begin(incident);
  }

 private:
  [[nodiscard]] std::optional<CommandBody> at_countdown(const Incident& incident) const {
    const auto& countdown = *incident.countdown;
    if (!still_stands(policy_, countdown.rule)) return EndCountdown{incident.id, Why::other_rule};
    if (!is_wanted(incident, countdown.slot)) return EndCountdown{incident.id, Why::nobody_goes};
    if (plan_.at <= countdown.began_at || is_behind(plan_, incident)) return std::nullopt;
    const auto* row = of_countdown(plan_, incident);
    if (row == nullptr) return EndCountdown{incident.id, Why::nobody_goes};
    if (row->sends->unit != countdown.unit)
      return BeginCountdown{incident.id, row->sends->unit, countdown.rule, row->slot};
    if (now_ < countdown.ends_at || now_ < quiet_until_) return std::nullopt;
    return SendByRule{incident.id, countdown.unit, countdown.rule, row->basis};
  }

  [[nodiscard]] std::optional<CommandBody> at_begin(const Incident& incident) const {
    if (incident.sending_stopped || !incident.triage) return std::nullopt;
    const auto* rule = rule_for(policy_.sending, incident.triage->priority, now_, policy_.utc_offset);
    const auto* row = first_of(plan_, incident.id);
    if (rule == nullptr || row == nullptr || !is_wanted(incident, row->slot) || is_behind(plan_, incident))
      return std::nullopt;
    switch (rule->mode) {
      case SendingMode::suggest: return std::nullopt;
      case SendingMode::after: return BeginCountdown{incident.id, row->sends->unit, *rule, row->slot};
      case SendingMode::at_once: return SendByRule{incident.id, row->sends->unit, *rule, row->basis};
    }
    return std::nullopt;
  }

  [[nodiscard]] bool is_wanted(const Incident& incident, std::optional<std::uint64_t> slot) const {
    return slot ? is_open(incident, *slot, view_) : wants_a_unit(incident, view_);
  }

  const View& view_;
  const Policy& policy_;
  const DispatchPlan& plan_;
  TimePoint quiet_until_;
  TimePoint now_;
};

}  // namespace

bool is_fresh(const DispatchPlan& plan, TimePoint now) {
  return std::chrono::abs(now - plan.at) <= plan_lasts;
}

std::vector<CommandBody> due_to_send(const View& view, const Policy& policy, const DispatchPlan& plan,
                                     TimePoint quiet_until, TimePoint now) {
  std::vector<CommandBody> commands;
  if (!is_fresh(plan, now)) return commands;
  const Looking looking{view, policy, plan, quiet_until, now};
  if (sends_by_itself(policy.sending)) {
    const IncidentId* before = nullptr;  // rows of a call follow each other
    for (const auto& call : plan.calls) {
      if (before != nullptr && *before == call.incident) continue;
      before = &call.incident;
      const auto* incident = view.incident(call.incident);
      if (incident == nullptr || incident->countdown) continue;
      if (auto command = looking.at(*incident)) commands.push_back(std::move(*command));
    }
  }
  for (const auto& [id, incident] : view.incidents())
    if (incident.countdown)
      if (auto command = looking.at(incident)) commands.push_back(std::move(*command));
  return commands;
}

}  // namespace dispatch
