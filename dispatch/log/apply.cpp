#include "dispatch/log/apply.hpp"

#include <algorithm>

#include "dispatch/log/proposals.hpp"

namespace dispatch {
namespace {

using enum EntityKind;

constexpr std::size_t most_moves_kept = 50;

bool is_own(const Unit& unit, const Post& post) {
  return unit.station.name == post.name && unit.station.where == post.where;
}

MoveUp::State state_after(MoveAnswer answer) {
  using State = MoveUp::State;
  if (answer == MoveAnswer::seen) return State::seen;
  return answer == MoveAnswer::there ? State::there : State::cannot;
}

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
  std::vector<EntityRef> operator()(const AssignmentLate& e) const {
    return {{assignment, e.assignment.view()}};
  }
  std::vector<EntityRef> operator()(const AssignmentMoved& e) const {
    return {{assignment, e.assignment.view()}};
  }
  std::vector<EntityRef> operator()(const UnitRegistered& e) const { return {{unit, e.unit.view()}}; }
  std::vector<EntityRef> operator()(const UnitRetired& e) const { return {{unit, e.unit.view()}}; }
  std::vector<EntityRef> operator()(const UnitMovedUp& e) const { return {{unit, e.unit.view()}}; }
  std::vector<EntityRef> operator()(const UnitAnsweredMove& e) const { return {{unit, e.unit.view()}}; }
  std::vector<EntityRef> operator()(const SetupRead& e) const { return {{setup, e.setup.id.view()}}; }
  std::vector<EntityRef> operator()(const UnitDutyChanged& e) const { return {{unit, e.unit.view()}}; }
  std::vector<EntityRef> operator()(const RoadClosed& e) const { return {{closure, e.closure.id.view()}}; }
  std::vector<EntityRef> operator()(const ClosureExtended& e) const { return {{closure, e.closure.view()}}; }
  std::vector<EntityRef> operator()(const RoadOpened& e) const { return {{closure, e.closure.view()}}; }
  std::vector<EntityRef> operator()(const AssignmentBound& e) const {
    return {{assignment, e.assignment.view()}};
  }
  std::vector<EntityRef> operator()(const AssignmentUnbound& e) const {
    return {{assignment, e.assignment.view()}};
  }
  std::vector<EntityRef> operator()(const AssignmentOutcomeSaid& e) const {
    return {{assignment, e.assignment.view()}};
  }
  std::vector<EntityRef> operator()(const AssignmentExpected& e) const {
    return {{assignment, e.assignment.view()}};
  }
  std::vector<EntityRef> operator()(const FacilityRegistered& e) const { return of(e.facility); }
  std::vector<EntityRef> operator()(const FacilityRetired& e) const { return of(e.facility); }
  std::vector<EntityRef> operator()(const FacilityStatusChanged& e) const { return of(e.facility); }
  std::vector<EntityRef> operator()(const FacilityBedsCounted& e) const { return of(e.facility); }
  std::vector<EntityRef> operator()(const UnknownEvent&) const { return {}; }  // as its own list says
  std::vector<EntityRef> operator()(const auto& e) const { return {{incident, e.incident.view()}}; }

  static std::vector<EntityRef> of(const FacilityId& id) { return {{facility, id.view()}}; }
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
  void operator()(const IncidentTriaged& e) const {
    auto& there = entities.incident(e.incident);
    // Another rule holds for it.
    if (!there.triage || there.triage->priority != e.triage.priority) {
      there.countdown.reset();
      there.sending_stopped.reset();
    }
    there.triage = e.triage;
    there.response = e.response;
  }
  void operator()(const IncidentNoted& e) const {
    entities.incident(e.incident).notes.push_back({event.at, event.by, e.text});
  }
  void operator()(const IncidentFellDue& e) const { entities.incident(e.incident).due_at = event.at; }
  void operator()(const IncidentOverdue& e) const { entities.incident(e.incident).overdue_at = event.at; }
  void operator()(const IncidentCountdownBegan& e) const {
    entities.incident(e.incident).countdown = e.countdown;
  }
  void operator()(const IncidentCountdownEnded& e) const {
    auto& there = entities.incident(e.incident);
    there.countdown.reset();
    if (e.why == IncidentCountdownEnded::Why::stopped) there.sending_stopped = {event.recorded, event.by};
  }
  void operator()(const IncidentEnded& e) const {
    auto& there = entities.incident(e.incident);
    there.ending =
        Ending{e.kind, e.reason, e.into, event.recorded, event.by};  // it leaves the boards by this
    there.link.reset();
    there.countdown.reset();
  }
  void operator()(const IncidentReopened& e) const {
    auto& there = entities.incident(e.incident);
    there.ending.reset();
    there.link.reset();  // it ended when the incident was over, and does not come back
    there.overdue_at.reset();
    there.sending_stopped.reset();
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
    auto& unit = entities.unit(e.assignment.unit);
    unit.assignment = e.assignment.id;
    unit.move_up.reset();
    auto& incident = entities.incident(e.assignment.incident);
    incident.assignments.push_back(e.assignment.id);
    incident.overdue_at.reset();
    incident.countdown.reset();
    if (e.fills && incident.response) fill(incident.response->slots, *e.fills);
  }
  void operator()(const AssignmentStepped& e) const {
    auto& there = entities.assignment(e.assignment);
    there.state = e.to;
    there.times.push_back({e.to, event.at, event.recorded});
    if (e.reason) there.reason = e.reason;
    if (e.diverted_to) there.diverted_to = e.diverted_to;
    if (assignment_life::is_finished(e.to)) entities.unit(e.unit).assignment.reset();
  }
  void operator()(const AssignmentLate& e) const {
    auto& late = entities.assignment(e.assignment).late;
    if (!late) late.emplace();
    late->push_back({e.what, event.at, e.arrives_at});
  }
  void operator()(const AssignmentMoved& e) const {
    entities.assignment(e.assignment).moving_since = event.at;
  }
  void operator()(const UnitRegistered& e) const {
    auto& there = entities.unit(e.unit);
    if (there.v == 0 || there.duty.state == DutyState::retired)
      there.duty = {DutyState::off, event.at, {}, {}};
    there.id = e.unit;
    there.kind = e.kind;
    there.callsign = e.callsign;
    there.station = e.station;
    there.equipment = e.equipment;
    there.usual_crew = e.usual_crew;
  }
  void operator()(const UnitDutyChanged& e) const {
    auto& there = entities.unit(e.unit);
    there.duty = {e.state, event.at, e.reason, e.until};
    // Who brought it may have gone with the crew, and has gone home when the unit is off duty.
    if (e.crew || e.aboard || e.state == DutyState::off) there.aboard = e.aboard;
    if (e.crew) there.crew = *e.crew;
    if (e.state != DutyState::on) there.move_up.reset();
  }
  void operator()(const UnitRetired& e) const {
    auto& there = entities.unit(e.unit);
    there.duty = {DutyState::retired, event.at, {}, {}};
    there.move_up.reset();
  }
  void operator()(const UnitMovedUp& e) const {
    auto& there = entities.unit(e.unit);
    there.move_up = MoveUp{e.post, MoveUp::State::told, event.at, event.by, event.at, {}};
    if (is_own(there, e.post)) return;
    auto& moved = there.moved ? *there.moved : there.moved.emplace();
    std::erase_if(moved, [&](TimePoint one) { return event.recorded - one >= std::chrono::days{1}; });
    if (moved.size() >= most_moves_kept) moved.erase(moved.begin());
    moved.push_back(event.recorded);
  }
  void operator()(const UnitAnsweredMove& e) const {
    auto& there = entities.unit(e.unit);
    const bool is_home = there.move_up && is_own(there, there.move_up->post);
    if (e.answer == MoveAnswer::called_off || (e.answer == MoveAnswer::there && is_home))
      return there.move_up.reset();
    if (!there.move_up) return;
    there.move_up->state = state_after(e.answer);
    there.move_up->since = event.at;
    there.move_up->reason = e.reason;
  }
  void operator()(const SetupRead& e) const { make(entities.setup(), e.setup); }
  void operator()(const RoadClosed& e) const { make(entities.closure(e.closure.id), e.closure); }
  void operator()(const ClosureExtended& e) const { entities.closure(e.closure).until = e.until; }
  void operator()(const RoadOpened&) const {}  // as IncidentArchived
  void operator()(const AssignmentBound& e) const {
    auto& there = entities.assignment(e.assignment).bound_for;
    BoundFor bound{e.facility, event.at, event.by, e.reason, e.offered, e.despite};
    if (there && there->facility == e.facility) {  // who knew it still knows
      bound.expected_at = there->expected_at;
      bound.expected_by = there->expected_by;
    }
    there = std::move(bound);
  }
  void operator()(const AssignmentUnbound& e) const {
    auto& there = entities.assignment(e.assignment).bound_for;
    if (there && there->facility == e.facility) there.reset();
  }
  void operator()(const AssignmentOutcomeSaid& e) const {
    entities.assignment(e.assignment).outcome =
        Outcome{e.outcome, event.at, event.recorded, event.by, e.note};
  }
  void operator()(const AssignmentExpected& e) const {
    auto& there = entities.assignment(e.assignment).bound_for;
    if (!there || there->facility != e.facility) return;
    there->expected_at = event.recorded;
    there->expected_by = event.by;
  }
  void operator()(const FacilityRegistered& e) const {
    auto& there = entities.facility(e.facility);
    there.id = e.facility;
    there.name = e.name;
    there.kind = e.kind;
    there.where = e.where;
    there.capabilities = e.capabilities;
    there.retired_at.reset();
  }
  void operator()(const FacilityRetired& e) const {
    entities.facility(e.facility).retired_at = event.recorded;
  }
  void operator()(const FacilityStatusChanged& e) const {
    entities.facility(e.facility).traffic =
        TrafficStatus{e.state, e.cause, e.reason, event.recorded, event.by, e.source};
  }
  void operator()(const FacilityBedsCounted& e) const {
    auto& beds = entities.facility(e.facility).beds;
    for (const auto& [kind, available] : e.beds) {
      std::erase_if(beds, [kind = kind](const Beds& one) { return one.kind == kind; });
      beds.push_back({kind, available, event.recorded, event.by, e.source});
    }
    std::ranges::sort(beds, {}, &Beds::kind);
  }
  void operator()(const UnknownEvent&) const {}

  static void fill(std::vector<Slot>& slots, const std::vector<Filling>& fills) {
    for (auto& slot : slots) slot.assignment.reset();
    for (const auto& one : fills)
      if (one.slot < slots.size()) slots[one.slot].assignment = one.by;
  }
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
