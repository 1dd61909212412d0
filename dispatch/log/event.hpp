#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "dispatch/log/facility_event.hpp"
#include "dispatch/log/upgrade.hpp"
#include "dispatch/model/entity.hpp"
#include "dispatch/model/error.hpp"
#include "dispatch/model/model_json.hpp"

// What happened. An event says only what is new; `apply` makes the new state from it.
namespace dispatch {

struct IncidentReceived {
  static constexpr std::string_view type = "incident.received";
  Incident incident;
};
BOOST_DESCRIBE_STRUCT(IncidentReceived, (), (incident))

struct IncidentLocated {
  static constexpr std::string_view type = "incident.located";
  IncidentId incident;
  Place place;
};
BOOST_DESCRIBE_STRUCT(IncidentLocated, (), (incident, place))

struct IncidentPlaceProposed {
  static constexpr std::string_view type = "incident.place_proposed";
  IncidentId incident;
  Proposal proposal;
};
BOOST_DESCRIBE_STRUCT(IncidentPlaceProposed, (), (incident, proposal))

// The caller gets a link; one that was there before is no longer good.
struct IncidentLinked {
  static constexpr std::string_view type = "incident.linked";
  IncidentId incident;
  CallerLink link;
};
BOOST_DESCRIBE_STRUCT(IncidentLinked, (), (incident, link))

struct IncidentUnlinked {
  static constexpr std::string_view type = "incident.unlinked";
  IncidentId incident;
};
BOOST_DESCRIBE_STRUCT(IncidentUnlinked, (), (incident))

struct IncidentTriaged {
  static constexpr std::string_view type = "incident.triaged";
  IncidentId incident;
  Triage triage;
  std::optional<Response> response = {};  // what it needs by that, and who fills it
};
BOOST_DESCRIBE_STRUCT(IncidentTriaged, (), (incident, triage, response))

struct IncidentNoted {
  static constexpr std::string_view type = "incident.noted";
  IncidentId incident;
  std::string text;
};
BOOST_DESCRIBE_STRUCT(IncidentNoted, (), (incident, text))

// A planned visit is due now.
struct IncidentFellDue {
  static constexpr std::string_view type = "incident.fell_due";
  IncidentId incident;
};
BOOST_DESCRIBE_STRUCT(IncidentFellDue, (), (incident))

// An urgent incident has waited too long with nobody on it.
struct IncidentOverdue {
  static constexpr std::string_view type = "incident.overdue";
  IncidentId incident;
};
BOOST_DESCRIBE_STRUCT(IncidentOverdue, (), (incident))

// Siaga will send this unit when its time has come; anew where the plan has another than before.
struct IncidentCountdownBegan {
  static constexpr std::string_view type = "incident.countdown_began";
  IncidentId incident;
  Countdown countdown;
};
BOOST_DESCRIBE_STRUCT(IncidentCountdownBegan, (), (incident, countdown))

struct IncidentCountdownEnded {
  static constexpr std::string_view type = "incident.countdown_ended";
  enum class Why {
    stopped,      // by somebody: nobody is sent there by itself any more
    nobody_goes,  // by the plan
    other_rule,   // the one by which it ran does not hold any more
  };
  BOOST_DESCRIBE_NESTED_ENUM(Why, stopped, nobody_goes, other_rule)
  IncidentId incident;
  Why why = Why::stopped;
};
BOOST_DESCRIBE_STRUCT(IncidentCountdownEnded, (), (incident, why))

struct IncidentEnded {
  static constexpr std::string_view type = "incident.ended";
  IncidentId incident;
  EndingKind kind = EndingKind::cancelled;
  std::string reason;
  std::optional<IncidentId> into;
  // Those merged into it that its ending was said to be good for.
  std::optional<std::vector<IncidentId>> with_merged = {};
};
BOOST_DESCRIBE_STRUCT(IncidentEnded, (), (incident, kind, reason, into, with_merged))

// Another incident was merged into this one: who called for that one waits for this one now.
struct IncidentTookOver {
  static constexpr std::string_view type = "incident.took_over";
  IncidentId incident;
  IncidentId other;
};
BOOST_DESCRIBE_STRUCT(IncidentTookOver, (), (incident, other))

// One that was merged into this one was opened again.
struct IncidentGaveBack {
  static constexpr std::string_view type = "incident.gave_back";
  IncidentId incident;
  IncidentId other;
};
BOOST_DESCRIBE_STRUCT(IncidentGaveBack, (), (incident, other))

struct IncidentReopened {
  static constexpr std::string_view type = "incident.reopened";
  IncidentId incident;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(IncidentReopened, (), (incident, reason))

// Long over: it and its assignments leave the live state.
struct IncidentArchived {
  static constexpr std::string_view type = "incident.archived";
  IncidentId incident;
  std::vector<AssignmentId> assignments;
};
BOOST_DESCRIBE_STRUCT(IncidentArchived, (), (incident, assignments))

struct AssignmentOpened {
  static constexpr std::string_view type = "assignment.opened";
  Assignment assignment;
  std::optional<std::vector<Filling>> fills = {};  // all of the incident's, the others are open
};
BOOST_DESCRIBE_STRUCT(AssignmentOpened, (), (assignment, fills))

struct AssignmentStepped {
  static constexpr std::string_view type = "assignment.stepped";
  AssignmentId assignment;
  UnitId unit;
  IncidentId incident;
  AssignmentState from = AssignmentState::reserved;
  AssignmentState to = AssignmentState::reserved;
  std::optional<std::string> reason;
  std::optional<IncidentId> diverted_to;
};
BOOST_DESCRIBE_STRUCT(AssignmentStepped, (), (assignment, unit, incident, from, to, reason, diverted_to))

// A part of a job has taken longer than it may.
struct AssignmentLate {
  static constexpr std::string_view type = "assignment.late";
  AssignmentId assignment;
  UnitId unit;
  IncidentId incident;
  Lateness what = Lateness::delivery;
  std::optional<TimePoint> arrives_at = {};
};
BOOST_DESCRIBE_STRUCT(AssignmentLate, (), (assignment, unit, incident, what, arrives_at))

// Its positions say that it has left, though its crew has not pressed.
struct AssignmentMoved {
  static constexpr std::string_view type = "assignment.moved";
  AssignmentId assignment;
  UnitId unit;
  IncidentId incident;
};
BOOST_DESCRIBE_STRUCT(AssignmentMoved, (), (assignment, unit, incident))

// What came of it, as somebody says, or says again.
struct AssignmentOutcomeSaid {
  static constexpr std::string_view type = "assignment.outcome_said";
  AssignmentId assignment;
  UnitId unit;
  IncidentId incident;
  OutcomeCode outcome = OutcomeCode::treated_transported;
  std::optional<std::string> note = {};
};
BOOST_DESCRIBE_STRUCT(AssignmentOutcomeSaid, (), (assignment, unit, incident, outcome, note))

// A unit of the region's list, new or changed there.
struct UnitRegistered {
  static constexpr std::string_view type = "unit.registered";
  UnitId unit;
  UnitKind kind = UnitKind::ambulance;
  std::string callsign;
  Station station;
  std::optional<Capabilities> equipment = {};
  std::optional<Capabilities> usual_crew = {};
};
BOOST_DESCRIBE_STRUCT(UnitRegistered, (), (unit, kind, callsign, station, equipment, usual_crew))

// It is no longer on the list. Whoever puts it there again registers it again.
struct UnitRetired {
  static constexpr std::string_view type = "unit.retired";
  UnitId unit;
};
BOOST_DESCRIBE_STRUCT(UnitRetired, (), (unit))

struct UnitDutyChanged {
  static constexpr std::string_view type = "unit.duty_changed";
  UnitId unit;
  DutyState state = DutyState::off;
  std::optional<std::string> reason;
  std::optional<TimePoint> until;
  std::optional<std::vector<std::string>> crew;
  std::optional<Capabilities> aboard = {};  // what they bring
};
BOOST_DESCRIBE_STRUCT(UnitDutyChanged, (), (unit, state, reason, until, crew, aboard))

// It is to wait elsewhere until it is sent to a call.
struct UnitMovedUp {
  static constexpr std::string_view type = "unit.moved_up";
  UnitId unit;
  Post post;
};
BOOST_DESCRIBE_STRUCT(UnitMovedUp, (), (unit, post))

enum class MoveAnswer { seen, there, cannot, called_off };  // the last by the desk
BOOST_DESCRIBE_ENUM(MoveAnswer, seen, there, cannot, called_off)
struct UnitAnsweredMove {
  static constexpr std::string_view type = "unit.answered_move";
  UnitId unit;
  MoveAnswer answer = MoveAnswer::seen;
  std::optional<std::string> reason;
};
BOOST_DESCRIBE_STRUCT(UnitAnsweredMove, (), (unit, answer, reason))

struct RoadClosed {
  static constexpr std::string_view type = "road.closed";
  Closure closure;
};
BOOST_DESCRIBE_STRUCT(RoadClosed, (), (closure))

struct ClosureExtended {
  static constexpr std::string_view type = "road.closure_extended";
  ClosureId closure;
  TimePoint until;
};
BOOST_DESCRIBE_STRUCT(ClosureExtended, (), (closure, until))

// By somebody, or because its time is over.
struct RoadOpened {
  static constexpr std::string_view type = "road.opened";
  ClosureId closure;
};
BOOST_DESCRIBE_STRUCT(RoadOpened, (), (closure))

// The region's files and the settings were read, and said something else than before.
struct SetupRead {
  static constexpr std::string_view type = "setup.read";
  Setup setup;
};
BOOST_DESCRIBE_STRUCT(SetupRead, (), (setup))

// Of a kind that this version does not know, or that says what it cannot read. It is passed on as it was
// written; what it made of the entities that it touches stands in the store.
struct UnknownEvent {
  std::string type;
  std::string as_written;  // the whole event
};

using EventBody =
    std::variant<IncidentReceived, IncidentLocated, IncidentTriaged, IncidentNoted, IncidentFellDue,
                 IncidentOverdue, IncidentEnded, IncidentReopened, IncidentArchived, AssignmentOpened,
                 AssignmentStepped, AssignmentLate, UnitRegistered, UnitDutyChanged, IncidentPlaceProposed,
                 IncidentLinked, IncidentUnlinked, RoadClosed, ClosureExtended, RoadOpened, IncidentTookOver,
                 IncidentGaveBack, UnitRetired, SetupRead, AssignmentBound, AssignmentExpected,
                 FacilityRegistered, FacilityRetired, FacilityStatusChanged, FacilityBedsCounted, UnitMovedUp,
                 UnitAnsweredMove, IncidentCountdownBegan, IncidentCountdownEnded, AssignmentMoved,
                 AssignmentOutcomeSaid, AssignmentUnbound, UnknownEvent>;

// An entity that an event changes, with its version after.
struct Touch {
  EntityKind kind = EntityKind::incident;
  std::string id;
  Version v = 0;
};
BOOST_DESCRIBE_STRUCT(Touch, (), (kind, id, v))

struct Event {
  TimePoint at;        // when it happened, by the clock of whoever saw it
  TimePoint recorded;  // when the server heard of it
  std::string by;
  std::optional<CommandId> command;
  std::vector<Touch> touches;  // of the kinds that this version knows
  EventBody body;
  std::shared_ptr<const json::Rest> rest = {};  // what is not known of it
};

[[nodiscard]] std::string_view type_of(const Event& event);
// What a newer version says with it that this one does not know, for a person; nothing when all is known.
// Then the entities are to be taken from the store.
[[nodiscard]] std::optional<std::string> what_is_unknown(const Event& event);
// What the event touches leaves the live state.
[[nodiscard]] bool takes_away(const EventBody& body);

// Roads are closed or open after it that were not before.
[[nodiscard]] bool changes_roads(const EventBody& body);

// As it stands in the log and on the wire.
void write(std::string& out, const Event& event);
bool read(const boost::json::value& from, Event& into, json::FieldError& why);

// The events of one log entry. `number` is what the commit's counter said, and completes a new incident's
// number.
OrRefusal<std::vector<Event>> read_entry(std::string_view text, std::string_view number,
                                         int format = log_format);
// "JBR-1122-" and "42" make "JBR-1122-042".
std::string complete_number(std::string_view prefix, std::string_view number);

}  // namespace dispatch
