#pragma once

#include <boost/mp11/list.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "dispatch/choose/dispatch_plan.hpp"
#include "dispatch/log/event.hpp"
#include "dispatch/model/entity.hpp"
#include "dispatch/model/model_json.hpp"

// What somebody wants. Field names are those of the wire.
namespace dispatch {

struct ReceiveIncident {
  static constexpr std::string_view type = "incident.receive";
  std::optional<Place> place;
  std::optional<Caller> caller;
  std::optional<Triage> triage;
  std::optional<TimePoint> scheduled_at;
  std::optional<Locality> locality = {};  // of the pin; not the client's to say, as below
};
BOOST_DESCRIBE_STRUCT(ReceiveIncident, (), (place, caller, triage, scheduled_at))

// Where what was said may be: read out of the incident's words by who hands in the command.
struct SaidPlace {
  geo::Position at;
  geo::Metres uncertainty;
};

// The pin that is there already is not set anew by coming back with other words: only with `confirm` does who
// says so stand for it.
struct LocateIncident {
  static constexpr std::string_view type = "incident.locate";
  IncidentId incident;
  Place place;
  std::optional<bool> confirm = {};
  std::vector<SaidPlace> said = {};       // in the new words; not the client's to say, as below
  std::optional<Locality> locality = {};  // of the pin
};
BOOST_DESCRIBE_STRUCT(LocateIncident, (), (incident, place, confirm))

struct ProposedPlace {
  geo::Position pin;
  geo::Metres uncertainty_m;
  std::string source;
  std::optional<std::string> label;
};
BOOST_DESCRIBE_STRUCT(ProposedPlace, (), (pin, uncertainty_m, source, label))

// Better information proposes; a person, or a rule of the config, accepts.
struct ProposePlace {
  static constexpr std::string_view type = "incident.propose_place";
  IncidentId incident;
  ProposedPlace proposal;
  std::vector<SaidPlace> said = {};         // not the client's to say: texts are not read here
  std::optional<std::string> said_in = {};  // the words that were read; others may have come meanwhile
  std::optional<Locality> locality = {};    // of the pin
};
BOOST_DESCRIBE_STRUCT(ProposePlace, (), (incident, proposal))

struct LinkIncident {
  static constexpr std::string_view type = "incident.link";
  IncidentId incident;
  LinkToken token = {};  // not the client's to say: chance is not decided here, so it is handed in
};
BOOST_DESCRIBE_STRUCT(LinkIncident, (), (incident))

struct UnlinkIncident {
  static constexpr std::string_view type = "incident.unlink";
  IncidentId incident;
};
BOOST_DESCRIBE_STRUCT(UnlinkIncident, (), (incident))

struct TriageIncident {
  static constexpr std::string_view type = "incident.triage";
  IncidentId incident;
  Triage triage;
};
BOOST_DESCRIBE_STRUCT(TriageIncident, (), (incident, triage))

struct NoteIncident {
  static constexpr std::string_view type = "incident.note";
  IncidentId incident;
  std::string text;
};
BOOST_DESCRIBE_STRUCT(NoteIncident, (), (incident, text))

struct EndIncident {
  static constexpr std::string_view type = "incident.end";
  IncidentId incident;
  EndingKind kind = EndingKind::cancelled;
  std::string reason;
  std::optional<IncidentId> into;
  // The incidents merged into it, as whoever ends it has seen them: their callers wait for this one.
  std::optional<std::vector<IncidentId>> with_merged = {};
};
BOOST_DESCRIBE_STRUCT(EndIncident, (), (incident, kind, reason, into, with_merged))

struct ReopenIncident {
  static constexpr std::string_view type = "incident.reopen";
  IncidentId incident;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(ReopenIncident, (), (incident, reason))

// Send this unit. The command's id becomes the assignment's.
struct DispatchUnit {
  static constexpr std::string_view type = "assignment.dispatch";
  IncidentId incident;
  UnitId unit;
  std::optional<bool> divert;         // take it off its present job
  std::optional<std::string> reason;  // overrules a rule
  // Because the plan says so: with all that this takes, and refused when it no longer does.
  std::optional<bool> by_plan = {};
  // Not the client's to say: of the node's plan, if that says so; until it is there, by the same.
  std::optional<PlanBasis> basis = {};
  std::optional<seconds> promised_s = {};
};
BOOST_DESCRIBE_STRUCT(DispatchUnit, (), (incident, unit, divert, reason, by_plan))

// Stand this assignment down and send another unit, in one step.
struct ReassignUnit {
  static constexpr std::string_view type = "assignment.reassign";
  AssignmentId assignment;
  UnitId unit;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(ReassignUnit, (), (assignment, unit, reason))

// Siaga sends nobody to it by itself any more.
struct StopSending {
  static constexpr std::string_view type = "incident.stop_sending";
  IncidentId incident;
};
BOOST_DESCRIBE_STRUCT(StopSending, (), (incident))

struct StepAssignment {
  static constexpr std::string_view type = "assignment.step";
  AssignmentId assignment;
  AssignmentState to = AssignmentState::reserved;
  std::optional<std::string> reason;
};
BOOST_DESCRIBE_STRUCT(StepAssignment, (), (assignment, to, reason))

// What came of the job. Said again, it is corrected.
struct SayOutcome {
  static constexpr std::string_view type = "assignment.outcome";
  AssignmentId assignment;
  OutcomeCode outcome = OutcomeCode::treated_transported;
  std::optional<std::string> note = {};
};
BOOST_DESCRIBE_STRUCT(SayOutcome, (), (assignment, outcome, note))

struct ChangeDuty {
  static constexpr std::string_view type = "unit.duty";
  UnitId unit;
  DutyState state = DutyState::off;
  std::optional<std::string> reason;
  std::optional<TimePoint> until;
  std::optional<std::vector<std::string>> crew;
  std::optional<std::vector<std::string>> aboard = {};  // what they can do: capabilities of people
};
BOOST_DESCRIBE_STRUCT(ChangeDuty, (), (unit, state, reason, until, crew, aboard))

// It is to wait at another post of the region until it is sent to a call; at its own: to go back there.
struct MoveUnitUp {
  static constexpr std::string_view type = "unit.move_up";
  UnitId unit;
  std::string post;
};
BOOST_DESCRIBE_STRUCT(MoveUnitUp, (), (unit, post))

// What its crew says to that, or that the desk calls it off.
struct AnswerMove {
  static constexpr std::string_view type = "unit.answer_move";
  UnitId unit;
  std::string post;  // that it was told to go to, as who answers has seen it
  MoveAnswer answer = MoveAnswer::seen;
  std::optional<std::string> reason;
};
BOOST_DESCRIBE_STRUCT(AnswerMove, (), (unit, post, answer, reason))

// Nobody is led over this road until then. The command's id becomes the closure's.
struct CloseRoad {
  static constexpr std::string_view type = "road.close";
  std::vector<geo::Position> points;
  std::string reason;
  TimePoint until;
};
BOOST_DESCRIBE_STRUCT(CloseRoad, (), (points, reason, until))

struct ExtendClosure {
  static constexpr std::string_view type = "road.extend";
  ClosureId closure;
  TimePoint until;
};
BOOST_DESCRIBE_STRUCT(ExtendClosure, (), (closure, until))

struct OpenRoad {
  static constexpr std::string_view type = "road.open";
  ClosureId closure;
};
BOOST_DESCRIBE_STRUCT(OpenRoad, (), (closure))

// Take the patient there. `offered`: how it stood among those proposed, where it was.
struct BindAssignment {
  static constexpr std::string_view type = "assignment.bind";
  AssignmentId assignment;
  FacilityId facility;
  std::optional<std::string> reason = {};
  std::optional<AsOffered> offered = {};
};
BOOST_DESCRIBE_STRUCT(BindAssignment, (), (assignment, facility, reason, offered))

// Not there any more: to `facility`, as who says so has seen it.
struct UnbindAssignment {
  static constexpr std::string_view type = "assignment.unbind";
  AssignmentId assignment;
  FacilityId facility;
  std::optional<std::string> reason = {};
};
BOOST_DESCRIBE_STRUCT(UnbindAssignment, (), (assignment, facility, reason))

// The facility knows who comes.
struct ExpectPatient {
  static constexpr std::string_view type = "assignment.expect";
  AssignmentId assignment;
  FacilityId facility;
};
BOOST_DESCRIBE_STRUCT(ExpectPatient, (), (assignment, facility))

struct ChangeFacilityStatus {
  static constexpr std::string_view type = "facility.status";
  FacilityId facility;
  Traffic state = Traffic::Normal;
  std::optional<TrafficCause> cause = {};
  std::optional<std::string> reason = {};
};
BOOST_DESCRIBE_STRUCT(ChangeFacilityStatus, (), (facility, state, cause, reason))

struct CountBeds {
  static constexpr std::string_view type = "facility.beds";
  FacilityId facility;
  std::vector<BedCount> beds;
};
BOOST_DESCRIBE_STRUCT(CountBeds, (), (facility, beds))

// What clients may ask for.
using ClientCommand = std::variant<ReceiveIncident, LocateIncident, TriageIncident, NoteIncident, EndIncident,
                                   ReopenIncident, DispatchUnit, ReassignUnit, StepAssignment, ChangeDuty,
                                   ProposePlace, LinkIncident, UnlinkIncident, CloseRoad, ExtendClosure,
                                   OpenRoad, BindAssignment, ExpectPatient, ChangeFacilityStatus, CountBeds,
                                   MoveUnitUp, AnswerMove, StopSending, SayOutcome, UnbindAssignment>;

// What a caller's phone says through its link: the token says which incident.
struct HearCaller {
  LinkToken token;
  geo::Position pin;
  geo::Metres uncertainty_m;
  std::optional<bool> with_patient = {};
  bool is_overtaken = false;  // the phone has said something newer already
  std::vector<SaidPlace> said = {};
  std::optional<std::string> said_in = {};
  std::optional<Locality> locality = {};
};

// What Siaga asks for itself, when a time has come or at start.
struct ExpireAssignment {
  AssignmentId assignment;
};
struct MarkLate {
  AssignmentId assignment;
  Lateness what = Lateness::delivery;
  std::optional<TimePoint> arrives_at = {};  // of an arrival that is late before its time has come
};
struct MarkMoving {
  AssignmentId assignment;
};
struct MarkDue {
  IncidentId incident;
};
struct MarkOverdue {
  IncidentId incident;
};
struct ArchiveIncident {
  IncidentId incident;
};
// The plan sends this unit, and the rule says that Siaga does unless somebody stops it in time.
struct BeginCountdown {
  IncidentId incident;
  UnitId unit;
  SendingRule rule;
  std::optional<std::uint64_t> slot = {};  // that it fills besides who goes there
};
struct EndCountdown {
  IncidentId incident;
  IncidentCountdownEnded::Why why = IncidentCountdownEnded::Why::nobody_goes;
};
struct SendByRule {
  IncidentId incident;
  UnitId unit;
  SendingRule rule;
  PlanBasis basis;
};
struct EndClosure {
  ClosureId closure;
};
struct RegisterUnit {
  Unit unit;
};
struct RetireUnit {
  UnitId unit;
};
struct RegisterFacility {
  Facility facility;
};
struct RetireFacility {
  FacilityId facility;
};
struct ReadSetup {
  Setup setup;
};

using OwnCommand = std::variant<HearCaller, ExpireAssignment, MarkLate, MarkMoving, MarkDue, MarkOverdue,
                                ArchiveIncident, BeginCountdown, EndCountdown, SendByRule, EndClosure,
                                RegisterUnit, RetireUnit, RegisterFacility, RetireFacility, ReadSetup>;

using CommandBody = boost::mp11::mp_append<ClientCommand, OwnCommand>;

struct Command {
  CommandId id;
  std::optional<TimePoint> at;  // when it happened, if not now
  std::optional<Version> if_version;
  CommandBody body;
};

}  // namespace dispatch
