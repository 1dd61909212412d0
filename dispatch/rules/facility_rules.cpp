#include <algorithm>

#include "dispatch/model/json.hpp"
#include "dispatch/model/limits.hpp"
#include "dispatch/model/rights.hpp"
#include "dispatch/rules/rules.hpp"

namespace dispatch {
namespace {

// Once the patient is in other hands it is too late to choose.
bool may_still_choose(AssignmentState state) {
  return state < AssignmentState::handed_over;
}

std::optional<Refusal> not_bound(const Assignment& job, const FacilityId& facility) {
  const auto& bound = job.bound_for;
  if (bound && bound->facility == facility && may_still_choose(job.state)) return std::nullopt;
  return Refusal{Errc::not_bound,
                 text(job.unit.view()) + " is not on its way to " + text(facility.view()) + " any more",
                 {{"unit", text(job.unit.view())}}};
}

std::optional<Refusal> wrong_beds(const std::vector<BedCount>& beds) {
  const auto wrong = [](std::string why) {
    return Refusal{Errc::bad_field, "beds " + std::move(why), {{"field", "beds"}}};
  };
  if (beds.empty()) return wrong("should name at least one kind");
  for (auto one = beds.begin(); one != beds.end(); ++one) {
    if (one->available > most_beds) return wrong("should be at most 9999 of a kind");
    if (std::find_if(beds.begin(), one, [&](const auto& other) { return other.kind == one->kind; }) != one)
      return wrong("should name each kind once: " + text(json::name_of(one->kind)));
  }
  return std::nullopt;
}

}  // namespace

// Closed or not, the choice is a person's: what spoke against it is kept with it.
OrRefusal<Decision> Rules::operator()(const BindAssignment& c) {
  const auto job = known(c.assignment);
  if (job.has_error()) return job.error();
  if (!may_still_choose((*job)->state))
    return Refusal{Errc::illegal_step,
                   "the job of " + text((*job)->unit.view()) + " is " + text(json::name_of((*job)->state)) +
                       ": there is no destination left to choose",
                   {{"from", text(json::name_of((*job)->state))}, {"to", "bound"}}};
  const auto facility = known(c.facility);
  if (facility.has_error()) return facility.error();
  const auto* incident = view_.incident((*job)->incident);
  std::optional<std::vector<Caution>> despite;
  if (incident != nullptr)
    if (auto cautions = cautions_about(**facility, *incident); !cautions.empty())
      despite = std::move(cautions);
  const auto reason = says_something(c.reason) ? c.reason : std::nullopt;
  draft_.add(AssignmentBound{(*job)->id, (*job)->unit, (*job)->incident, c.facility, reason, c.offered,
                             std::move(despite)});
  return draft_.take();
}

OrRefusal<Decision> Rules::operator()(const UnbindAssignment& c) {
  const auto job = known(c.assignment);
  if (job.has_error()) return job.error();
  if (const auto elsewhere = not_bound(**job, c.facility)) return *elsewhere;
  const auto reason = says_something(c.reason) ? c.reason : std::nullopt;
  draft_.add(AssignmentUnbound{(*job)->id, (*job)->unit, (*job)->incident, c.facility, reason});
  return draft_.take();
}

OrRefusal<Decision> Rules::operator()(const ExpectPatient& c) {
  const auto job = known(c.assignment);
  if (job.has_error()) return job.error();
  if (const auto elsewhere = not_bound(**job, c.facility)) return *elsewhere;
  draft_.add(AssignmentExpected{(*job)->id, (*job)->unit, (*job)->incident, c.facility});
  return draft_.take();
}

OrRefusal<Decision> Rules::operator()(const ChangeFacilityStatus& c) {
  const auto facility = known(c.facility);
  if (facility.has_error()) return facility.error();
  if (c.state != Traffic::Normal && !c.cause && !says_something(c.reason))
    return needs_reason("say why " + (*facility)->name + " is " + text(json::name_of(c.state)));
  const bool is_open = c.state == Traffic::Normal;
  draft_.add(FacilityStatusChanged{c.facility, c.state, is_open ? std::nullopt : c.cause,
                                   says_something(c.reason) ? c.reason : std::nullopt, source()});
  return draft_.take();
}

OrRefusal<Decision> Rules::operator()(const CountBeds& c) {
  const auto facility = known(c.facility);
  if (facility.has_error()) return facility.error();
  if (const auto wrong = wrong_beds(c.beds)) return *wrong;
  draft_.add(FacilityBedsCounted{c.facility, c.beds, source()});
  return draft_.take();
}

OrRefusal<Decision> Rules::operator()(const RegisterFacility& c) {
  const auto& [id, v, name, kind, where, capabilities, traffic, beds, retired_at, rest] = c.facility;
  draft_.add(FacilityRegistered{id, name, kind, where, capabilities});
  return draft_.take();
}

OrRefusal<Decision> Rules::operator()(const RetireFacility& c) {
  const auto facility = known(c.facility);
  if (facility.has_error()) return facility.error();
  draft_.add(FacilityRetired{c.facility});
  return draft_.take();
}

FigureSource Rules::source() const {
  return is_of_facility(actor_.role) ? FigureSource::facility : FigureSource::desk;
}

}  // namespace dispatch
