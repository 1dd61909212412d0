#pragma once

#include <boost/mp11/list.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

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
};
BOOST_DESCRIBE_STRUCT(ReceiveIncident, (), (place, caller, triage, scheduled_at))

struct LocateIncident {
  static constexpr std::string_view type = "incident.locate";
  IncidentId incident;
  Place place;
};
BOOST_DESCRIBE_STRUCT(LocateIncident, (), (incident, place))

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
};
BOOST_DESCRIBE_STRUCT(DispatchUnit, (), (incident, unit, divert, reason))

// Stand this assignment down and send another unit, in one step.
struct ReassignUnit {
  static constexpr std::string_view type = "assignment.reassign";
  AssignmentId assignment;
  UnitId unit;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(ReassignUnit, (), (assignment, unit, reason))

struct StepAssignment {
  static constexpr std::string_view type = "assignment.step";
  AssignmentId assignment;
  AssignmentState to = AssignmentState::reserved;
  std::optional<std::string> reason;
};
BOOST_DESCRIBE_STRUCT(StepAssignment, (), (assignment, to, reason))

struct ChangeDuty {
  static constexpr std::string_view type = "unit.duty";
  UnitId unit;
  DutyState state = DutyState::off;
  std::optional<std::string> reason;
  std::optional<TimePoint> until;
  std::optional<std::vector<std::string>> crew;
};
BOOST_DESCRIBE_STRUCT(ChangeDuty, (), (unit, state, reason, until, crew))

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

// What clients may ask for.
using ClientCommand =
    std::variant<ReceiveIncident, LocateIncident, TriageIncident, NoteIncident, EndIncident, ReopenIncident,
                 DispatchUnit, ReassignUnit, StepAssignment, ChangeDuty, ProposePlace, LinkIncident,
                 UnlinkIncident, CloseRoad, ExtendClosure, OpenRoad>;

// What a caller's phone says through its link: the token says which incident.
struct HearCaller {
  LinkToken token;
  geo::Position pin;
  geo::Metres uncertainty_m;
};

// What Siaga asks for itself, when a time has come or at start.
struct ExpireAssignment {
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
struct EndClosure {
  ClosureId closure;
};
struct RegisterUnit {
  Unit unit;
};
struct RetireUnit {
  UnitId unit;
};
struct ReadSetup {
  Setup setup;
};

using OwnCommand = std::variant<HearCaller, ExpireAssignment, MarkDue, MarkOverdue, ArchiveIncident,
                                EndClosure, RegisterUnit, RetireUnit, ReadSetup>;

using CommandBody = boost::mp11::mp_append<ClientCommand, OwnCommand>;

struct Command {
  CommandId id;
  std::optional<TimePoint> at;  // when it happened, if not now
  std::optional<Version> if_version;
  CommandBody body;
};

}  // namespace dispatch
