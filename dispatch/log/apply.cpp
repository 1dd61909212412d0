#include "dispatch/log/apply.hpp"

#include "dispatch/log/proposals.hpp"

namespace dispatch {
namespace {

using enum EntityKind;

struct Touched {
  std::vector<EntityRef> operator()(const IncidentReceived& e) const {
    return {{incident, e.incident.id.view()}};
  }
  std::vector<EntityRef> operator()(const IncidentArchived& e) const {
    std::vector<EntityRef> refs{{incident, e.incident.view()}};
    for (const auto& id : e.assignments) refs.push_back({assignment, id.view()});
    return refs;
  }
  std::vector<EntityRef> operator()(const AssignmentOpened& e) const {
    return {{unit, e.assignment.unit.view()},
            {incident, e.assignment.incident.view()},
            {assignment, e.assignment.id.view()}};
  }
  std::vector<EntityRef> operator()(const AssignmentStepped& e) const {
    std::vector<EntityRef> refs{{assignment, e.assignment.view()}};
    if (assignment_life::is_finished(e.to)) refs.push_back({unit, e.unit.view()});
    return refs;
  }
  std::vector<EntityRef> operator()(const UnitRegistered& e) const { return {{unit, e.unit.view()}}; }
  std::vector<EntityRef> operator()(const UnitRetired& e) const { return {{unit, e.unit.view()}}; }
  std::vector<EntityRef> operator()(const SetupRead& e) const { return {{setup, e.setup.id.view()}}; }
  std::vector<EntityRef> operator()(const UnitDutyChanged& e) const { return {{unit, e.unit.view()}}; }
  std::vector<EntityRef> operator()(const RoadClosed& e) const { return {{closure, e.closure.id.view()}}; }
  std::vector<EntityRef> operator()(const ClosureExtended& e) const { return {{closure, e.closure.view()}}; }
  std::vector<EntityRef> operator()(const RoadOpened& e) const { return {{closure, e.closure.view()}}; }
  std::vector<EntityRef> operator()(const UnknownEvent&) const { return {}; }  // as its own list says
  std::vector<EntityRef> operator()(const auto& e) const { return {{incident, e.incident.view()}}; }
};

struct Applied {
  Entities& entities;
  const Event& event;

  void operator()(const IncidentReceived& e) const { make(entities.incident(e.incident.id), e.incident); }
  void operator()(const IncidentLocated& e) const { entities.incident(e.incident).place = e.place; }
  void operator()(const IncidentPlaceProposed& e) const {
    remember(entities.incident(e.incident).proposals, e.proposal);
  }
  void operator()(const IncidentLinked& e) const { entities.incident(e.incident).link = e.link; }
  void operator()(const IncidentUnlinked& e) const { entities.incident(e.incident).link.reset(); }
  void operator()(const IncidentTriaged& e) const { entities.incident(e.incident).triage = e.triage; }
  void operator()(const IncidentNoted& e) const {
    entities.incident(e.incident).notes.push_back({event.at, event.by, e.text});
  }
  void operator()(const IncidentFellDue& e) const { entities.incident(e.incident).due_at = event.at; }
  void operator()(const IncidentOverdue& e) const { entities.incident(e.incident).overdue_at = event.at; }
  void operator()(const IncidentEnded& e) const {
    auto& there = entities.incident(e.incident);
    there.ending =
        Ending{e.kind, e.reason, e.into, event.recorded, event.by};  // it leaves the boards by this
    there.link.reset();
  }
  void operator()(const IncidentReopened& e) const {
    auto& there = entities.incident(e.incident);
    there.ending.reset();
    there.link.reset();  // it ended when the incident was over, and does not come back
    there.overdue_at.reset();
    there.reopened_at = event.recorded;  // devices' clocks differ
    there.notes.push_back({event.at, event.by, e.reason});
  }
  void operator()(const IncidentTookOver& e) const {
    entities.incident(e.incident).merged.push_back(e.other);
  }
  void operator()(const IncidentGaveBack& e) const {
    std::erase(entities.incident(e.incident).merged, e.other);
  }
  void operator()(const IncidentArchived&) const {
  }  // only its leaving matters, and that is the keeper's to do
  void operator()(const AssignmentOpened& e) const {
    make(entities.assignment(e.assignment.id), e.assignment);
    entities.unit(e.assignment.unit).assignment = e.assignment.id;
    auto& incident = entities.incident(e.assignment.incident);
    incident.assignments.push_back(e.assignment.id);
    incident.overdue_at.reset();
  }
  void operator()(const AssignmentStepped& e) const {
    auto& there = entities.assignment(e.assignment);
    there.state = e.to;
    there.times.push_back({e.to, event.at, event.recorded});
    if (e.reason) there.reason = e.reason;
    if (e.diverted_to) there.diverted_to = e.diverted_to;
    if (assignment_life::is_finished(e.to)) entities.unit(e.unit).assignment.reset();
  }
  void operator()(const UnitRegistered& e) const {
    auto& there = entities.unit(e.unit);
    if (there.v == 0 || there.duty.state == DutyState::retired)
      there.duty = {DutyState::off, event.at, {}, {}};
    there.id = e.unit;
    there.kind = e.kind;
    there.callsign = e.callsign;
    there.station = e.station;
  }
  void operator()(const UnitDutyChanged& e) const {
    auto& there = entities.unit(e.unit);
    there.duty = {e.state, event.at, e.reason, e.until};
    if (e.crew) there.crew = *e.crew;
  }
  void operator()(const UnitRetired& e) const {
    entities.unit(e.unit).duty = {DutyState::retired, event.at, {}, {}};
  }
  void operator()(const SetupRead& e) const { make(entities.setup(), e.setup); }
  void operator()(const RoadClosed& e) const { make(entities.closure(e.closure.id), e.closure); }
  void operator()(const ClosureExtended& e) const { entities.closure(e.closure).until = e.until; }
  void operator()(const RoadOpened&) const {}  // as IncidentArchived
  void operator()(const UnknownEvent&) const {}

  // All but the version, which is the keeper's.
  template <class T>
  static void make(T& there, const T& made) {
    const auto v = there.v;
    there = made;
    there.v = v;
  }
};

}  // namespace

std::vector<EntityRef> touched_by(const EventBody& body) {
  return std::visit(Touched{}, body);
}

void apply(Entities& entities, const Event& event) {
  std::visit(Applied{entities, event}, event.body);
}

}  // namespace dispatch
