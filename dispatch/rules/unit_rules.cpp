#include "dispatch/rules/rules.hpp"

#include <algorithm>

#include "dispatch/choose/recommend.hpp"
#include "dispatch/log/incident_state.hpp"
#include "dispatch/log/slots.hpp"
#include "dispatch/model/json.hpp"
#include "dispatch/model/limits.hpp"
#include "dispatch/rules/lateness.hpp"

namespace dispatch {
OrRefusal<Decision> Rules::operator()(const DispatchUnit& c) {
  const auto incident = allowing(c.incident, IncidentAct::dispatch);
  if (incident.has_error()) return incident.error();
  Sending how{c.unit, c.divert.value_or(false), c.reason};
  how.promised = c.promised_s;
  if (c.by_plan.value_or(false)) return send_by_plan(**incident, std::move(how), c.basis);
  return open(**incident, how);
}

OrRefusal<Decision> Rules::send_by_plan(const Incident& incident, Sending how,
                                        const std::optional<PlanBasis>& basis) {
  const auto unit = text(how.unit.view());
  if (!basis || !still_holds(incident, how.unit, *basis))
    return Refusal{Errc::plan_changed, "the plan no longer sends " + unit + " here", {{"unit", unit}}};
  const auto& says = basis->says;
  if (says.replaces) {
    const auto& replaced = *view_.assignment(*says.replaces);
    finish(replaced, AssignmentState::stood_down, "rencana / plan: " + unit, std::nullopt);
  }
  how.divert = basis->job.has_value();
  how.instead_of = says.replaces;
  how.plan = says;
  how.promised = seconds{says.eta_s};
  return open(incident, how);
}

// All of it is read, so the commit checks it.
bool Rules::still_holds(const Incident& incident, const UnitId& unit_id, const PlanBasis& basis) const {
  const auto* unit = view_.unit(unit_id);
  const auto priority = [](const Incident& one) {
    return one.triage ? std::optional{one.triage->priority} : std::nullopt;
  };
  if (unit == nullptr || unit->assignment != basis.job) return false;
  if (incident.assignments.size() != basis.jobs || incident.place.pin != basis.pin ||
      priority(incident) != basis.priority)
    return false;
  const auto open = view_.open_assignments(incident);
  if (basis.says.replaces) {
    const auto replaced = std::ranges::find(open, *basis.says.replaces, &Assignment::id);
    if (replaced == open.end() || (*replaced)->state >= AssignmentState::on_scene) return false;
  } else if (basis.slot) {
    if (!is_open(incident, *basis.slot, view_) ||
        !may_fill(response_of(incident).slots[*basis.slot], capabilities_of(*unit)))
      return false;
  } else if (!std::ranges::all_of(open, [](const Assignment* one) { return is_unanswered(*one); })) {
    return false;
  }
  if (!basis.job) return true;
  const auto* job = view_.assignment(*basis.job);
  const auto* other = job == nullptr ? nullptr : view_.incident(job->incident);
  return other != nullptr && job->state < AssignmentState::on_scene &&
         priority(*other) == basis.other_priority;
}

OrRefusal<Decision> Rules::operator()(const ReassignUnit& c) {
  const auto old = known(c.assignment);
  if (old.has_error()) return old.error();
  if (!says_something(c.reason)) return needs_reason("say why another unit is sent");
  if (const auto wrong = wrong_step(**old, AssignmentState::stood_down)) return *wrong;
  const auto incident = allowing((*old)->incident, IncidentAct::dispatch);
  if (incident.has_error()) return incident.error();
  finish(**old, AssignmentState::stood_down, c.reason, std::nullopt);
  return open(**incident, {c.unit, false, c.reason, c.assignment});
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
  if (is_kept(**job, view_))
    return Refusal{Errc::too_early, "it is kept until the other unit of the call is moving", {}};
  if (now_ < deadline) return Refusal{Errc::too_early, "the crew still has time to answer", {}};
  finish(**job, AssignmentState::timed_out, std::nullopt, std::nullopt);
  auto decision = draft_.take();
  decision.not_before = deadline;
  return decision;
}

OrRefusal<Decision> Rules::operator()(const MarkLate& c) {
  const auto job = known(c.assignment);
  if (job.has_error()) return job.error();
  const auto incident = known((*job)->incident);
  if (incident.has_error()) return incident.error();
  const auto deadline = late_from(c.what, **job, view_, policy_);
  if (!deadline) return Refusal{Errc::illegal_step, "the job is past that, or it was said already", {}};
  AssignmentLate late{(*job)->id, (*job)->unit, (*job)->incident, c.what, c.arrives_at};
  const bool is_foreseen = c.what == Lateness::arrival && c.arrives_at && *c.arrives_at > *deadline;
  if (!is_foreseen) return deadline_event(late, *deadline);
  draft_.add(late);
  return draft_.take();
}

OrRefusal<Decision> Rules::operator()(const MarkMoving& c) {
  const auto job = known(c.assignment);
  if (job.has_error()) return job.error();
  if (!has_moved(**job, view_)) return Refusal{Errc::illegal_step, "it has not moved, or has pressed", {}};
  draft_.add(AssignmentMoved{(*job)->id, (*job)->unit, (*job)->incident});
  return draft_.take();
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
  if (const auto wrong = wrong_crew(c)) return *wrong;
  if (c.state == DutyState::out_of_service) {
    if (!says_something(c.reason)) return needs_reason("say why the unit is out of service");
    if ((*unit)->assignment) {
      const auto& job = *view_.assignment(*(*unit)->assignment);
      // At the hospital there is nothing left to be stood down from: the job is done.
      const bool is_done = !assignment_life::allows(job.state, AssignmentState::stood_down);
      finish(job, is_done ? AssignmentState::cleared : AssignmentState::stood_down, c.reason, std::nullopt);
    }
  }
  std::optional<Capabilities> aboard;
  if (c.aboard) aboard = with_included(plan_of(view_), *c.aboard);
  draft_.add(UnitDutyChanged{c.unit, c.state, c.reason, c.until, c.crew, std::move(aboard)});
  return draft_.take();
}

std::optional<Refusal> Rules::wrong_crew(const ChangeDuty& c) const {
  if (c.crew && c.crew->size() > most_crew)
    return Refusal{Errc::bad_field, "crew should be at most 12 names", {{"field", "crew"}}};
  if (c.crew &&
      std::ranges::any_of(*c.crew, [](const auto& name) { return name.size() > longest_crew_name; }))
    return Refusal{Errc::bad_field, "a name in crew should be at most 200 bytes", {{"field", "crew"}}};
  for (const auto& word : c.aboard.value_or(std::vector<std::string>{})) {
    const auto* known = find_capability(plan_of(view_), word);
    if (known == nullptr || !known->of_crew)
      return Refusal{Errc::bad_field,
                     "aboard should be what people can do, such as midwife: this region has no such word " +
                         text(json::beginning_of(word)),
                     {{"field", "aboard"}}};
  }
  return std::nullopt;
}

OrRefusal<Decision> Rules::operator()(const RegisterUnit& c) {
  const auto& unit = c.unit;
  draft_.add(
      UnitRegistered{unit.id, unit.kind, unit.callsign, unit.station, unit.equipment, unit.usual_crew});
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
OrRefusal<Decision> Rules::open(const Incident& incident, const Sending& how) {
  const auto& unit_id = how.unit;
  const auto* unit = view_.unit(unit_id);
  if (unit == nullptr) return Refusal{Errc::unknown_unit, "there is no unit " + text(unit_id.view()), {}};
  if (unit->duty.state == DutyState::retired)
    return Refusal{Errc::unknown_unit, text(unit_id.view()) + " has been retired", {}};
  if (incident.assignments.size() >= most_assignments)
    return Refusal{Errc::too_much, "this incident has had 50 assignments", {}};
  if (view_.assignment(AssignmentId::same_as(command_.id)) != nullptr)
    return Refusal{Errc::already_exists, "this assignment is already there", {}};
  if (const auto busy = make_free(*unit, incident, how.divert)) return *busy;
  const auto overruled = overruled_by_hand(incident, *unit, how);
  if (overruled.has_error()) return overruled.error();

  draft_.follows(incident.received_at);
  Assignment assignment;
  assignment.id = AssignmentId::same_as(command_.id);
  assignment.incident = incident.id;
  assignment.unit = unit_id;
  assignment.opened_at = draft_.at();
  assignment.by = draft_.by();
  if (*overruled) assignment.by_hand = how.reason;
  assignment.by_plan = how.plan;
  assignment.by_rule = how.rule;
  assignment.promised_s = how.promised;
  if (const auto* fix = view_.fix(unit_id)) assignment.sent_from = fix->where;
  assignment.times.push_back({AssignmentState::reserved, draft_.at(), now_});
  std::optional<std::vector<Filling>> fills;
  if (incident.response) {
    auto goers = goers_of(incident, view_, how.instead_of);
    goers.push_back({assignment.id, capabilities_of(*unit)});
    fills = filled_by(goers, slots_of(incident, view_));
  }
  draft_.add(AssignmentOpened{std::move(assignment), std::move(fills)});
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
OrRefusal<bool> Rules::overruled_by_hand(const Incident& incident, const Unit& unit,
                                         const Sending& how) const {
  std::string against;
  for (const auto& objection : objections(view_, policy_, incident, unit, now_)) {
    // The plan has weighed the one against the other.
    const bool meant = how.divert && (objection.code == Reason::Code::on_less_urgent ||
                                      (how.plan.has_value() && objection.code == Reason::Code::busy));
    if (!meant) against += (against.empty() ? "" : "; ") + objection.text;
  }
  if (against.empty()) return false;
  if (says_something(how.reason)) return true;
  return needs_reason(text(unit.id.view()) + ": " + against + ". Send it all the same by giving a reason");
}

}  // namespace dispatch
