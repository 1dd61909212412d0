#include "dispatch/decide.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

#include "dispatch/caller.hpp"
#include "dispatch/closures.hpp"
#include "dispatch/draft.hpp"
#include "dispatch/json.hpp"
#include "dispatch/locating.hpp"
#include "dispatch/permission.hpp"
#include "dispatch/picture.hpp"
#include "dispatch/recommend.hpp"

namespace dispatch {
namespace {

using std::string;

constexpr std::size_t most_notes = 200;
constexpr std::size_t most_assignments = 50;
constexpr seconds clocks_may_differ{120};

string text(std::string_view view) {
  return string{view};
}

Refusal stale(Version wanted, Version have) {
  return {
      Errc::stale_version,
      "it has changed since you looked: version " + std::to_string(have) + ", not " + std::to_string(wanted),
      {{"version", std::to_string(have)}}};
}

Refusal illegal_step(std::string_view what, std::string_view from, std::string_view to) {
  return {Errc::illegal_step,
          text(what) + " cannot go from " + text(from) + " to " + text(to),
          {{"from", text(from)}, {"to", text(to)}}};
}

Refusal needs_reason(string why) {
  return {Errc::needs_reason, std::move(why), {}};
}

bool says_something(const std::optional<string>& reason) {
  return reason && reason->find_first_not_of(" \t\n") != string::npos;
}

// The prefix and counter of a new incident's number: month and day where the region is.
string day_label(TimePoint now, std::chrono::minutes utc_offset) {
  const std::chrono::year_month_day day{std::chrono::floor<std::chrono::days>(now + utc_offset)};
  std::array<char, 16> label{};
  std::snprintf(label.data(), label.size(), "%02u%02u", static_cast<unsigned>(day.month()),
                static_cast<unsigned>(day.day()));
  return label.data();
}

class Decider {
 public:
  Decider(const View& view, const Policy& policy, const Actor& actor, const Command& command, TimePoint now)
      : view_{view},
        policy_{policy},
        actor_{actor},
        command_{command},
        now_{now},
        draft_{view, actor, command, now} {}

  OrRefusal<Decision> operator()(const ReceiveIncident& c) {
    const auto id = IncidentId::same_as(command_.id);
    if (view_.incident(id) != nullptr)
      return Refusal{Errc::already_exists, "this incident is already there", {}};
    const auto day = day_label(now_, policy_.utc_offset);
    Incident incident;
    incident.id = id;
    incident.number = policy_.number_prefix + "-" + day + "-";
    if (const auto wrong = wrong_pin(c.place ? c.place->pin : std::nullopt, "place.pin")) return *wrong;
    incident.place = confirmed(c.place.value_or(Place{}), person());
    incident.caller = c.caller.value_or(Caller{});
    incident.triage = c.triage;
    incident.received_at = draft_.at();
    incident.scheduled_at = c.scheduled_at;
    draft_.add(IncidentReceived{std::move(incident)});
    auto decision = draft_.take();
    decision.counter = day;
    return decision;
  }

  // An empty text says nothing of the place, so what was said before stays: see `located`.
  OrRefusal<Decision> operator()(const LocateIncident& c) {
    const auto incident = allowing(c.incident, IncidentAct::change);
    if (incident.has_error()) return incident.error();
    if (const auto wrong = wrong_pin(c.place.pin, "place.pin")) return *wrong;
    draft_.add(IncidentLocated{c.incident, located((*incident)->place, c.place, person())});
    return draft_.take();
  }
  OrRefusal<Decision> operator()(const ProposePlace& c) {
    const auto incident = allowing(c.incident, IncidentAct::change);
    if (incident.has_error()) return incident.error();
    if (!says_something(c.proposal.source))
      return Refusal{
          Errc::bad_field, "proposal.source should say where it is from", {{"field", "proposal.source"}}};
    if (const auto wrong = wrong_pin(c.proposal.pin, "proposal.pin")) return *wrong;
    return propose(**incident, c.proposal);
  }
  OrRefusal<Decision> operator()(const LinkIncident& c) {
    if (c.token.empty()) return Refusal{Errc::failed, "no token was made for this link", {}};
    return on_incident(c.incident, IncidentAct::change,
                       IncidentLinked{c.incident, {c.token, now_, draft_.by(), now_ + policy_.caller_link}});
  }
  OrRefusal<Decision> operator()(const UnlinkIncident& c) {
    const auto incident = known(c.incident);
    if (incident.has_error()) return incident.error();
    if (!(*incident)->link) return Refusal{Errc::illegal_step, "the caller has no link", {}};
    draft_.add(IncidentUnlinked{c.incident});
    return draft_.take();
  }
  OrRefusal<Decision> operator()(const HearCaller& c) {
    const auto* incident = incident_of_link(view_, c.token, now_);
    if (incident == nullptr) return Refusal{Errc::incident_over, "this link is not good any more", {}};
    if (const auto wrong = wrong_pin(c.pin, "lat and lon")) return *wrong;
    return propose(*incident, {c.pin, c.uncertainty_m, std::string{by_caller_link}, {}});
  }
  OrRefusal<Decision> operator()(const TriageIncident& c) {
    return on_incident(c.incident, IncidentAct::change, IncidentTriaged{c.incident, c.triage});
  }

  OrRefusal<Decision> operator()(const NoteIncident& c) {
    const auto incident = known(c.incident);
    if (incident.has_error()) return incident.error();
    if ((*incident)->notes.size() >= most_notes)
      return Refusal{Errc::too_much, "this incident has 200 notes", {}};
    draft_.add(IncidentNoted{c.incident, c.text});
    return draft_.take();
  }

  OrRefusal<Decision> operator()(const EndIncident& c) {
    const auto incident = allowing(c.incident, IncidentAct::end);
    if (incident.has_error()) return incident.error();
    if (!says_something(c.reason)) return needs_reason("say why the incident ends");
    if (const auto wrong = wrong_merge(c)) return *wrong;
    for (const auto* open : view_.open_assignments(**incident))
      finish(*open, AssignmentState::stood_down, c.reason, std::nullopt);
    draft_.add(IncidentEnded{c.incident, c.kind, c.reason, c.into});
    return draft_.take();
  }

  OrRefusal<Decision> operator()(const ReopenIncident& c) {
    if (!says_something(c.reason)) return needs_reason("say why the incident is opened again");
    return on_incident(c.incident, IncidentAct::reopen, IncidentReopened{c.incident, c.reason});
  }

  OrRefusal<Decision> operator()(const DispatchUnit& c) {
    const auto incident = allowing(c.incident, IncidentAct::dispatch);
    if (incident.has_error()) return incident.error();
    return open(**incident, c.unit, c.divert.value_or(false), c.reason);
  }

  OrRefusal<Decision> operator()(const ReassignUnit& c) {
    const auto old = known(c.assignment);
    if (old.has_error()) return old.error();
    if (!says_something(c.reason)) return needs_reason("say why another unit is sent");
    if (const auto wrong = wrong_step(**old, AssignmentState::stood_down)) return *wrong;
    const auto incident = allowing((*old)->incident, IncidentAct::dispatch);
    if (incident.has_error()) return incident.error();
    finish(**old, AssignmentState::stood_down, c.reason, std::nullopt);
    return open(**incident, c.unit, false, c.reason);
  }

  OrRefusal<Decision> operator()(const StepAssignment& c) {
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

  OrRefusal<Decision> operator()(const ChangeDuty& c) {
    const auto unit = known(c.unit);
    if (unit.has_error()) return unit.error();
    const auto from = (*unit)->duty.state;
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

  OrRefusal<Decision> operator()(const ExpireAssignment& c) {
    const auto job = known(c.assignment);
    if (job.has_error()) return job.error();
    if (const auto wrong = wrong_step(**job, AssignmentState::timed_out)) return *wrong;
    const auto deadline = (*job)->opened_at + policy_.acknowledge_within;
    if (now_ < deadline) return Refusal{Errc::too_early, "the crew still has time to answer", {}};
    finish(**job, AssignmentState::timed_out, std::nullopt, std::nullopt);
    auto decision = draft_.take();
    decision.not_before = deadline;
    return decision;
  }

  OrRefusal<Decision> operator()(const MarkDue& c) {
    const auto incident = known(c.incident);
    if (incident.has_error()) return incident.error();
    if (!(*incident)->scheduled_at || (*incident)->due_at || now_ < *(*incident)->scheduled_at)
      return Refusal{Errc::too_early, "not due", {}};
    return deadline_event(IncidentFellDue{c.incident}, *(*incident)->scheduled_at);
  }

  OrRefusal<Decision> operator()(const MarkOverdue& c) {
    const auto incident = known(c.incident);
    if (incident.has_error()) return incident.error();
    if ((*incident)->overdue_at || !is_waiting(state_of(**incident, view_)))
      return Refusal{Errc::illegal_step, "not waiting, or already marked", {}};
    return deadline_event(IncidentOverdue{c.incident}, (*incident)->received_at + policy_.assign_within);
  }

  OrRefusal<Decision> operator()(const ArchiveIncident& c) {
    const auto incident = known(c.incident);
    if (incident.has_error()) return incident.error();
    if (!incident_life::is_over(state_of(**incident, view_)))
      return Refusal{Errc::illegal_step, "only what is over leaves the boards", {}};
    draft_.add(IncidentArchived{c.incident, (*incident)->assignments});
    auto decision = draft_.take();
    decision.remember = remembered(**incident, view_, policy_);
    return decision;
  }

  OrRefusal<Decision> operator()(const CloseRoad& c) {
    Closure made;
    made.id = ClosureId::same_as(command_.id);
    made.closed_at = draft_.at();
    made.by = draft_.by();
    return only(closed(view_, c, std::move(made), now_));
  }
  OrRefusal<Decision> operator()(const ExtendClosure& c) {
    const auto closure = known(c.closure);
    if (closure.has_error()) return closure.error();
    return only(extended(c, now_));
  }
  OrRefusal<Decision> operator()(const OpenRoad& c) {
    const auto closure = known(c.closure);
    if (closure.has_error()) return closure.error();
    return only(EventBody{RoadOpened{c.closure}});
  }
  OrRefusal<Decision> operator()(const EndClosure& c) {
    const auto closure = known(c.closure);
    if (closure.has_error()) return closure.error();
    return deadline_event(RoadOpened{c.closure}, (*closure)->until);
  }

  OrRefusal<Decision> operator()(const RegisterUnit& c) {
    draft_.add(UnitRegistered{c.unit.id, c.unit.kind, c.unit.callsign, c.unit.station});
    return draft_.take();
  }

 private:
  OrRefusal<const Incident*> known(const IncidentId& id) const {
    const auto* incident = view_.incident(id);
    if (incident == nullptr)
      return Refusal{Errc::unknown_incident, "there is no incident " + text(id.view()), {}};
    return checked(incident);
  }
  OrRefusal<const Assignment*> known(const AssignmentId& id) const {
    const auto* job = view_.assignment(id);
    if (job == nullptr)
      return Refusal{Errc::unknown_assignment, "there is no assignment " + text(id.view()), {}};
    return checked(job);
  }
  OrRefusal<const Unit*> known(const UnitId& id) const {
    const auto* unit = view_.unit(id);
    if (unit == nullptr) return Refusal{Errc::unknown_unit, "there is no unit " + text(id.view()), {}};
    return checked(unit);
  }
  OrRefusal<const Closure*> known(const ClosureId& id) const {
    const auto* closure = view_.closure(id);
    if (closure == nullptr)
      return Refusal{Errc::unknown_closure, "no road is closed as " + text(id.view()) + " any more", {}};
    return checked(closure);
  }
  // `if_version` is about the thing the command names.
  template <class T>
  OrRefusal<const T*> checked(const T* entity) const {
    if (command_.if_version && *command_.if_version != entity->v)
      return stale(*command_.if_version, entity->v);
    return entity;
  }

  OrRefusal<const Incident*> allowing(const IncidentId& id, IncidentAct act) const {
    const auto* incident = view_.incident(id);
    if (incident == nullptr)
      return Refusal{Errc::unknown_incident, "there is no incident " + text(id.view()), {}};
    const bool names_incident = !std::holds_alternative<ReassignUnit>(command_.body);
    if (names_incident && command_.if_version && *command_.if_version != incident->v)
      return stale(*command_.if_version, incident->v);
    const auto state = state_of(*incident, view_);
    if (incident_life::allows(state, act)) return incident;
    const auto code = incident_life::is_over(state) ? Errc::incident_over : Errc::illegal_step;
    return Refusal{code,
                   incident->number + " is " + text(json::name_of(state)) + ": " + text(json::name_of(act)) +
                       " is not possible",
                   {{"from", text(json::name_of(state))}, {"to", text(json::name_of(act))}}};
  }

  OrRefusal<Decision> only(OrRefusal<EventBody> event) {
    if (event.has_error()) return event.error();
    draft_.add(std::move(*event));
    return draft_.take();
  }

  OrRefusal<Decision> on_incident(const IncidentId& id, IncidentAct act, EventBody event) {
    const auto incident = allowing(id, act);
    if (incident.has_error()) return incident.error();
    draft_.add(std::move(event));
    return draft_.take();
  }

  // Who stands for a pin; nobody, when Siaga itself or another program says it.
  [[nodiscard]] std::optional<Confirmation> person() const {
    if (actor_.role == Role::system) return std::nullopt;
    return Confirmation{draft_.by(), draft_.at()};
  }

  static std::optional<Refusal> wrong_pin(const std::optional<geo::Position>& pin, std::string_view field) {
    if (!pin || !is_nowhere(*pin)) return std::nullopt;
    return Refusal{Errc::bad_field,
                   text(field) + " is 0, 0: that is said when a position is not known",
                   {{"field", text(field)}}};
  }

  OrRefusal<Decision> propose(const Incident& incident, ProposedPlace what) {
    const Proposal proposal{what.pin,    what.uncertainty_m, std::move(what.source), std::move(what.label),
                            draft_.at(), draft_.by()};
    draft_.add(IncidentPlaceProposed{incident.id, proposal});
    if (is_accepted_by_rule(policy_, incident.place, proposal)) {
      Place place{{}, proposal.pin, proposal.uncertainty_m, proposal.source};
      draft_.add_by_rule(IncidentLocated{incident.id, located(incident.place, std::move(place), {})});
    }
    return draft_.take();
  }

  OrRefusal<Decision> deadline_event(EventBody event, TimePoint deadline) {
    if (now_ < deadline) return Refusal{Errc::too_early, "its time has not come", {}};
    draft_.add(std::move(event));
    auto decision = draft_.take();
    decision.not_before = deadline;
    return decision;
  }

  std::optional<Refusal> wrong_merge(const EndIncident& c) const {
    const bool merges = c.kind == EndingKind::merged;
    if (!merges && !c.into) return std::nullopt;
    if (!merges || !c.into || *c.into == c.incident)
      return Refusal{
          Errc::bad_field, "merged needs another incident in `into`, and only merged", {{"field", "into"}}};
    const auto* into = view_.incident(*c.into);
    if (into == nullptr)
      return Refusal{Errc::unknown_incident, "there is no incident " + text(c.into->view()), {}};
    if (incident_life::is_over(state_of(*into, view_)))
      return Refusal{Errc::incident_over, into->number + " is over itself", {}};
    return std::nullopt;
  }

  std::optional<Refusal> wrong_step(const Assignment& job, AssignmentState to) const {
    if (assignment_life::allows(job.state, to)) return std::nullopt;
    return illegal_step("the assignment of " + text(job.unit.view()), json::name_of(job.state),
                        json::name_of(to));
  }

  void finish(const Assignment& job, AssignmentState to, std::optional<string> reason,
              std::optional<IncidentId> diverted_to) {
    draft_.add(
        AssignmentStepped{job.id, job.unit, job.incident, job.state, to, std::move(reason), diverted_to});
  }

  // Opens an assignment; the unit's present one ends first where it is diverted.
  OrRefusal<Decision> open(const Incident& incident, const UnitId& unit_id, bool divert,
                           const std::optional<string>& reason) {
    const auto* unit = view_.unit(unit_id);
    if (unit == nullptr) return Refusal{Errc::unknown_unit, "there is no unit " + text(unit_id.view()), {}};
    if (incident.assignments.size() >= most_assignments)
      return Refusal{Errc::too_much, "this incident has had 50 assignments", {}};
    if (view_.assignment(AssignmentId::same_as(command_.id)) != nullptr)
      return Refusal{Errc::already_exists, "this assignment is already there", {}};
    if (const auto busy = make_free(*unit, incident, divert)) return *busy;
    const auto overruled = overruled_by_hand(incident, *unit, divert, reason);
    if (overruled.has_error()) return overruled.error();

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

  std::optional<Refusal> make_free(const Unit& unit, const Incident& incident, bool divert) {
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
  OrRefusal<bool> overruled_by_hand(const Incident& incident, const Unit& unit, bool divert,
                                    const std::optional<string>& reason) const {
    string against;
    for (const auto& objection : objections(view_, policy_, incident, unit, now_)) {
      const bool meant = divert && objection.code == Reason::Code::on_less_urgent;
      if (!meant) against += (against.empty() ? "" : "; ") + objection.text;
    }
    if (against.empty()) return false;
    if (says_something(reason)) return true;
    return needs_reason(text(unit.id.view()) + ": " + against + ". Send it all the same by giving a reason");
  }

  const View& view_;
  const Policy& policy_;
  const Actor& actor_;
  const Command& command_;
  TimePoint now_;
  Draft draft_;
};

}  // namespace

OrRefusal<Decision> decide(const View& view, const Policy& policy, const Actor& actor, const Command& command,
                           TimePoint now) {
  if (auto refused = not_permitted(view, actor, command.body)) return *refused;
  if (command.at && *command.at > now + clocks_may_differ)
    return Refusal{Errc::bad_field, "at lies in the future: check the device's clock", {{"field", "at"}}};
  return std::visit(Decider{view, policy, actor, command, now}, command.body);
}

}  // namespace dispatch
