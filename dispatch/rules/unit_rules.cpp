#include "dispatch/rules/rules.hpp"

#include "dispatch/choose/recommend.hpp"
#include "dispatch/model/json.hpp"
#include "dispatch/model/limits.hpp"

namespace dispatch {
OrRefusal<Decision> Rules::operator()(const DispatchUnit& c) {
  const auto incident = allowing(c.incident, IncidentAct::dispatch);
  if (incident.has_error()) return incident.error();
  return open(**incident, c.unit, c.divert.value_or(false), c.reason);
}

OrRefusal<Decision> Rules::operator()(const ReassignUnit& c) {
  const auto old = known(c.assignment);
  if (old.has_error()) return old.error();
  if (!says_something(c.reason)) return needs_reason("say why another unit is sent");
  if (const auto wrong = wrong_step(**old, AssignmentState::stood_down)) return *wrong;
  const auto incident = allowing((*old)->incident, IncidentAct::dispatch);
  if (incident.has_error()) return incident.error();
  finish(**old, AssignmentState::stood_down, c.reason, std::nullopt);
  return open(**incident, c.unit, false, c.reason);
}

OrRefusal<Decision> Rules::operator()(const StepAssignment& c) {
  const auto job = known(c.assignment);
  if (job.has_error()) return job.error();
  if (const auto wrong = wrong_step(**job, c.to)) return *wrong;
  if (c.to == AssignmentState::diverted || c.to == AssignmentState::timed_out)
    return Refusal{
        Errc::not_allowed, "a unit is diverted by sending it elsewhere, and times out by itself", {}};
  if (assignment_life::wants_reason(c.to) && !says_something(c.reason))
    return needs_reason("say why the job is " + text(json::name_of(c.to)));
  finish(**job, c.to, c.reason, std::nullopt);
  return draft_.take();
}

OrRefusal<Decision> Rules::operator()(const ExpireAssignment& c) {
  const auto job = known(c.assignment);
  if (job.has_error()) return job.error();
  if (const auto wrong = wrong_step(**job, AssignmentState::timed_out)) return *wrong;
  const auto deadline = (*job)->times.front().recorded + policy_.acknowledge_within;
  if (now_ < deadline) return Refusal{Errc::too_early, "the crew still has time to answer", {}};
  finish(**job, AssignmentState::timed_out, std::nullopt, std::nullopt);
  auto decision = draft_.take();
  decision.not_before = deadline;
  return decision;
}

OrRefusal<Decision> Rules::operator()(const ChangeDuty& c) {
  const auto unit = known(c.unit);
  if (unit.has_error()) return unit.error();
  const auto from = (*unit)->duty.state;
  if (from == DutyState::retired || c.state == DutyState::retired)
    return Refusal{Errc::illegal_step,
                   text(c.unit.view()) + ": the region's list of units says which of them are retired",
                   {{"from", text(json::name_of(from))}, {"to", text(json::name_of(c.state))}}};
  if (!unit_life::allows(from, c.state, (*unit)->assignment.has_value())) {
    auto refused = illegal_step(c.unit.view(), json::name_of(from), json::name_of(c.state));
    if ((*unit)->assignment) refused.message += " while it has a job: clear it or stand it down first";
    return refused;
  }
  if (c.state == DutyState::out_of_service) {
    if (!says_something(c.reason)) return needs_reason("say why the unit is out of service");
    if ((*unit)->assignment) {
      const auto& job = *view_.assignment(*(*unit)->assignment);
      // At the hospital there is nothing left to be stood down from: the job is done.
      const bool is_done = !assignment_life::allows(job.state, AssignmentState::stood_down);
      finish(job, is_done ? AssignmentState::cleared : AssignmentState::stood_down, c.reason, std::nullopt);
    }
  }
  draft_.add(UnitDutyChanged{c.unit, c.state, c.reason, c.until, c.crew});
  return draft_.take();
}

OrRefusal<Decision> Rules::operator()(const RegisterUnit& c) {
  draft_.add(UnitRegistered{c.unit.id, c.unit.kind, c.unit.callsign, c.unit.station});
  return draft_.take();
}

OrRefusal<Decision> Rules::operator()(const RetireUnit& c) {
  const auto unit = known(c.unit);
  if (unit.has_error()) return unit.error();
  const auto from = (*unit)->duty.state;
  if (!unit_life::allows(from, DutyState::retired, (*unit)->assignment.has_value()))
    return illegal_step(c.unit.view(), json::name_of(from), json::name_of(DutyState::retired));
  draft_.add(UnitRetired{c.unit});
  return draft_.take();
}

OrRefusal<Decision> Rules::operator()(const ReadSetup& c) {
  draft_.add(SetupRead{c.setup});
  return draft_.take();
}

// Opens an assignment; the unit's present one ends first where it is diverted.
OrRefusal<Decision> Rules::open(const Incident& incident, const UnitId& unit_id, bool divert,
                                const std::optional<std::string>& reason) {
  const auto* unit = view_.unit(unit_id);
  if (unit == nullptr) return Refusal{Errc::unknown_unit, "there is no unit " + text(unit_id.view()), {}};
  if (unit->duty.state == DutyState::retired)
    return Refusal{Errc::unknown_unit, text(unit_id.view()) + " has been retired", {}};
  if (incident.assignments.size() >= most_assignments)
    return Refusal{Errc::too_much, "this incident has had 50 assignments", {}};
  if (view_.assignment(AssignmentId::same_as(command_.id)) != nullptr)
    return Refusal{Errc::already_exists, "this assignment is already there", {}};
  if (const auto busy = make_free(*unit, incident, divert)) return *busy;
  const auto overruled = overruled_by_hand(incident, *unit, divert, reason);
  if (overruled.has_error()) return overruled.error();

  draft_.follows(incident.received_at);
  Assignment assignment;
  assignment.id = AssignmentId::same_as(command_.id);
  assignment.incident = incident.id;
  assignment.unit = unit_id;
  assignment.opened_at = draft_.at();
  assignment.by = draft_.by();
  if (*overruled) assignment.by_hand = reason;
  assignment.times.push_back({AssignmentState::reserved, draft_.at(), now_});
  draft_.add(AssignmentOpened{std::move(assignment)});
  return draft_.take();
}

std::optional<Refusal> Rules::make_free(const Unit& unit, const Incident& incident, bool divert) {
  if (!draft_.unit(unit.id).assignment) return std::nullopt;
  const auto* job = view_.assignment(*unit.assignment);
  if (job == nullptr || job->incident == incident.id || !divert)
    return Refusal{Errc::unit_busy,
                   text(unit.id.view()) + " has a job already",
                   {{"assignment", text(unit.assignment->view())}}};
  if (const auto wrong = wrong_step(*job, AssignmentState::diverted)) return wrong;
  finish(*job, AssignmentState::diverted, std::nullopt, incident.id);
  return std::nullopt;
}

// Whether a rule spoke against this unit and a person overruled it. Without their reason it is refused.
OrRefusal<bool> Rules::overruled_by_hand(const Incident& incident, const Unit& unit, bool divert,
                                         const std::optional<std::string>& reason) const {
  std::string against;
  for (const auto& objection : objections(view_, policy_, incident, unit, now_)) {
    const bool meant = divert && objection.code == Reason::Code::on_less_urgent;
    if (!meant) against += (against.empty() ? "" : "; ") + objection.text;
  }
  if (against.empty()) return false;
  if (says_something(reason)) return true;
  return needs_reason(text(unit.id.view()) + ": " + against + ". Send it all the same by giving a reason");
}

}  // namespace dispatch
