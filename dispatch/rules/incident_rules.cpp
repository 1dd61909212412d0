#include "dispatch/rules/rules.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

#include "dispatch/log/incident_state.hpp"
#include "dispatch/model/limits.hpp"
#include "dispatch/model/response_plan.hpp"
#include "dispatch/rules/caller_link.hpp"
#include "dispatch/rules/lateness.hpp"

namespace dispatch {
namespace {

// The prefix and counter of a new incident's number: month and day where the region is. Next year the day's
// counter goes on where it was, so no number is said twice.
std::string day_label(TimePoint now, std::chrono::minutes utc_offset) {
  const std::chrono::year_month_day day{std::chrono::floor<std::chrono::days>(now + utc_offset)};
  std::array<char, 16> label{};
  std::snprintf(label.data(), label.size(), "%02u%02u", static_cast<unsigned>(day.month()),
                static_cast<unsigned>(day.day()));
  return label.data();
}

// Other words may have come while these were read.
bool is_of_words(const Incident& incident, const std::optional<std::string>& read) {
  return !read || *read == incident.place.text;
}

}  // namespace

OrRefusal<Decision> Rules::operator()(const ReceiveIncident& c) {
  const auto id = IncidentId::same_as(command_.id);
  if (view_.incident(id) != nullptr)
    return Refusal{Errc::already_exists, "this incident is already there", {}};
  const auto day = day_label(now_, policy_.utc_offset);
  Incident incident;
  incident.id = id;
  incident.number = policy_.number_prefix + "-" + day + "-";
  if (const auto wrong = wrong_pin(c.place ? c.place->pin : std::nullopt, "place.pin")) return *wrong;
  incident.place = confirmed(c.place.value_or(Place{}), person());
  incident.place.locality = incident.place.pin ? c.locality : std::nullopt;
  incident.caller = c.caller.value_or(Caller{});
  if (const auto wrong = wrong_triage(c.triage)) return *wrong;
  incident.triage = c.triage;
  incident.response = response_for(c.triage, {});
  incident.received_at = draft_.at();
  incident.scheduled_at = c.scheduled_at;
  draft_.add(IncidentReceived{std::move(incident)});
  auto decision = draft_.take();
  decision.counter = day;
  return decision;
}

// An empty text says nothing of the place, so what was said before stays: see `located`.
OrRefusal<Decision> Rules::operator()(const LocateIncident& c) {
  const auto incident = allowing(c.incident, IncidentAct::change);
  if (incident.has_error()) return incident.error();
  if (const auto wrong = wrong_pin(c.place.pin, "place.pin")) return *wrong;
  const auto& before = **incident;
  auto given = c.place;
  given.locality = given.pin ? c.locality : std::nullopt;
  auto place = located(before.place, std::move(given), person(), c.confirm.value_or(false));
  if (place.text != before.place.text) {
    auto found = reexamined(policy_, before, place, c.said);
    for (auto& one : found.proposals) draft_.add_by_rule(IncidentPlaceProposed{c.incident, std::move(one)});
    if (found.pin_falls) place = {place.text, {}, {}, {}};
  }
  draft_.add(IncidentLocated{c.incident, std::move(place)});
  return draft_.take();
}

OrRefusal<Decision> Rules::operator()(const ProposePlace& c) {
  const auto incident = allowing(c.incident, IncidentAct::change);
  if (incident.has_error()) return incident.error();
  if (!says_something(c.proposal.source))
    return Refusal{
        Errc::bad_field, "proposal.source should say where it is from", {{"field", "proposal.source"}}};
  if (const auto wrong = wrong_pin(c.proposal.pin, "proposal.pin")) return *wrong;
  const auto& what = c.proposal;
  return propose(**incident,
                 {what.pin, what.uncertainty_m, what.source, what.label, draft_.at(), draft_.by()}, c.said,
                 is_of_words(**incident, c.said_in), c.locality);
}

OrRefusal<Decision> Rules::operator()(const LinkIncident& c) {
  if (c.token.empty()) return Refusal{Errc::failed, "no token was made for this link", {}};
  return on_incident(c.incident, IncidentAct::change,
                     IncidentLinked{c.incident, {c.token, now_, draft_.by(), now_ + policy_.caller_link}});
}

OrRefusal<Decision> Rules::operator()(const UnlinkIncident& c) {
  const auto incident = known(c.incident);
  if (incident.has_error()) return incident.error();
  if (!(*incident)->link) return Refusal{Errc::illegal_step, "the caller has no link", {}};
  draft_.add(IncidentUnlinked{c.incident});
  return draft_.take();
}

OrRefusal<Decision> Rules::operator()(const HearCaller& c) {
  const auto* incident = incident_of_link(view_, c.token, now_);
  if (incident == nullptr) return Refusal{Errc::incident_over, "this link is not good any more", {}};
  if (const auto wrong = wrong_pin(c.pin, "lat and lon")) return *wrong;
  Proposal fix{c.pin, c.uncertainty_m, std::string{by_caller_link}, {}, draft_.at(), draft_.by()};
  fix.with_patient = c.with_patient;
  return propose(*incident, std::move(fix), c.said, !c.is_overtaken && is_of_words(*incident, c.said_in),
                 c.locality);
}

OrRefusal<Decision> Rules::operator()(const TriageIncident& c) {
  const auto incident = allowing(c.incident, IncidentAct::change);
  if (incident.has_error()) return incident.error();
  if (const auto wrong = wrong_triage(c.triage)) return *wrong;
  draft_.add(IncidentTriaged{c.incident, c.triage, response_for(c.triage, goers_of(**incident, view_))});
  return draft_.take();
}

OrRefusal<Decision> Rules::operator()(const NoteIncident& c) {
  const auto incident = known(c.incident);
  if (incident.has_error()) return incident.error();
  if ((*incident)->notes.size() >= most_notes)
    return Refusal{Errc::too_much, "this incident has 200 notes", {}};
  draft_.add(IncidentNoted{c.incident, c.text});
  return draft_.take();
}

OrRefusal<Decision> Rules::operator()(const EndIncident& c) {
  const auto incident = allowing(c.incident, IncidentAct::end);
  if (incident.has_error()) return incident.error();
  if (!says_something(c.reason)) return needs_reason("say why the incident ends");
  if (const auto wrong = wrong_merge(c)) return *wrong;
  if (const auto wrong = forgets_merged(**incident, c)) return *wrong;
  for (const auto* open : view_.open_assignments(**incident))
    finish(*open, AssignmentState::stood_down, c.reason, std::nullopt);
  draft_.add(IncidentEnded{c.incident, c.kind, c.reason, c.into, c.with_merged});
  if (c.into) draft_.add(IncidentTookOver{*c.into, c.incident});
  return draft_.take();
}

OrRefusal<Decision> Rules::operator()(const ReopenIncident& c) {
  if (!says_something(c.reason)) return needs_reason("say why the incident is opened again");
  const auto incident = allowing(c.incident, IncidentAct::reopen);
  if (incident.has_error()) return incident.error();
  const auto& ending = (*incident)->ending;
  const auto* into = ending && ending->into ? view_.incident(*ending->into) : nullptr;
  draft_.add(IncidentReopened{c.incident, c.reason});
  if (into != nullptr && std::ranges::find(into->merged, c.incident) != into->merged.end())
    draft_.add(IncidentGaveBack{into->id, c.incident});
  return draft_.take();
}

OrRefusal<Decision> Rules::operator()(const MarkDue& c) {
  const auto incident = known(c.incident);
  if (incident.has_error()) return incident.error();
  if (!(*incident)->scheduled_at || (*incident)->due_at || now_ < *(*incident)->scheduled_at)
    return Refusal{Errc::too_early, "not due", {}};
  return deadline_event(IncidentFellDue{c.incident}, *(*incident)->scheduled_at);
}

OrRefusal<Decision> Rules::operator()(const MarkOverdue& c) {
  const auto incident = known(c.incident);
  if (incident.has_error()) return incident.error();
  const auto deadline = overdue_from(**incident, view_, policy_);
  if (!deadline) return Refusal{Errc::illegal_step, "not waiting, or already marked", {}};
  return deadline_event(IncidentOverdue{c.incident}, *deadline);
}

OrRefusal<Decision> Rules::operator()(const ArchiveIncident& c) {
  const auto incident = known(c.incident);
  if (incident.has_error()) return incident.error();
  if (!incident_life::is_over(state_of(**incident, view_)))
    return Refusal{Errc::illegal_step, "only what is over leaves the boards", {}};
  draft_.add(IncidentArchived{c.incident, (*incident)->assignments});
  auto decision = draft_.take();
  decision.remember = remembered(**incident, view_, policy_);
  return decision;
}

Response Rules::response_for(const std::optional<Triage>& triage, const std::vector<Goer>& goers) const {
  auto response = response_to(plan_of(view_), triage.value_or(Triage{}));
  for (const auto& one : filled_by(goers, response.slots)) response.slots[one.slot].assignment = one.by;
  return response;
}

std::optional<Refusal> Rules::wrong_triage(const std::optional<Triage>& triage) const {
  if (!triage) return std::nullopt;
  if (triage->age_months && *triage->age_months > oldest_patient)
    return Refusal{
        Errc::bad_field, "triage.age_months should be at most 130 years", {{"field", "triage.age_months"}}};
  if (!triage->alarm || (*triage->alarm >= 1 && *triage->alarm <= most_alarm)) return std::nullopt;
  return Refusal{Errc::bad_field, "triage.alarm should be a level from 1 to 9", {{"field", "triage.alarm"}}};
}

// Who stands for a pin; nobody, when Siaga itself or another program says it.
std::optional<Confirmation> Rules::person() const {
  if (actor_.role == Role::system) return std::nullopt;
  return Confirmation{draft_.by(), draft_.at()};
}

std::optional<Refusal> Rules::wrong_pin(const std::optional<geo::Position>& pin,
                                        std::string_view field) const {
  if (!pin || !is_nowhere(policy_, *pin)) return std::nullopt;
  return Refusal{Errc::bad_field,
                 text(field) + " is 0, 0: that is said when a position is not known",
                 {{"field", text(field)}}};
}

OrRefusal<Decision> Rules::propose(const Incident& incident, Proposal what,
                                   const std::vector<SaidPlace>& said, bool may_be_the_pin,
                                   const std::optional<Locality>& locality) {
  const auto proposal = examined(policy_, incident.place, said, std::move(what));
  draft_.add(IncidentPlaceProposed{incident.id, proposal});
  if (may_be_the_pin && is_accepted_by_rule(policy_, incident, proposal)) {
    Place place{incident.place.text, proposal.pin, proposal.uncertainty_m, proposal.source};
    place.locality = locality;
    draft_.add_by_rule(IncidentLocated{incident.id, std::move(place)});
  }
  return draft_.take();
}

std::optional<Refusal> Rules::wrong_merge(const EndIncident& c) const {
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
  if (into->merged.size() >= most_merged)
    return Refusal{Errc::too_much, "500 incidents were merged into " + into->number + " already", {}};
  return std::nullopt;
}

// One that is merged on takes with it what was merged into it.
std::optional<Refusal> Rules::forgets_merged(const Incident& incident, const EndIncident& c) const {
  if (c.kind == EndingKind::merged) return std::nullopt;
  const auto said = c.with_merged.value_or(std::vector<IncidentId>{});
  const auto forgotten = std::ranges::find_if(
      incident.merged, [&](const auto& id) { return std::ranges::find(said, id) == said.end(); });
  if (forgotten == incident.merged.end()) return std::nullopt;
  const auto* other = view_.incident(*forgotten);
  const auto name = other == nullptr ? text(forgotten->view()) : other->number;
  return Refusal{
      Errc::carries_others,
      name + " was merged into " + incident.number + " and would end with it: say so, or open it again first",
      {{"merged", text(forgotten->view())}}};
}

}  // namespace dispatch
