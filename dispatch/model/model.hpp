#pragma once

#include <boost/describe.hpp>
#include <boost/json/fwd.hpp>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "dispatch/model/assignment_life.hpp"
#include "dispatch/model/destination.hpp"
#include "dispatch/model/id.hpp"
#include "dispatch/model/incident_life.hpp"
#include "dispatch/model/late.hpp"
#include "dispatch/model/outcome.hpp"
#include "dispatch/model/post.hpp"
#include "dispatch/model/sending.hpp"
#include "dispatch/model/slot.hpp"
#include "dispatch/model/time.hpp"
#include "dispatch/model/unit_life.hpp"
#include "geo/position.hpp"

// What there is: incidents, assignments, units. Field names are those of the wire (ws/protocol/) and of the
// log.
namespace dispatch {

using Version = std::uint64_t;

enum class Needs { ambulance, home_care, either };
BOOST_DESCRIBE_ENUM(Needs, ambulance, home_care, either)

enum class UnitKind { ambulance, home_care, motorcycle };
BOOST_DESCRIBE_ENUM(UnitKind, ambulance, home_care, motorcycle)

// What the region's lists name.
struct Listed {
  std::string code;
  std::string name;
  friend bool operator==(const Listed&, const Listed&) = default;
};
BOOST_DESCRIBE_STRUCT(Listed, (), (code, name))

// The village that a pin is in, and the puskesmas that serves it, as the region's lists had them when the pin
// was set. Each only where they leave no doubt.
struct Locality {
  std::optional<Listed> village = {};
  std::optional<Listed> puskesmas = {};
  friend bool operator==(const Locality&, const Locality&) = default;
};
BOOST_DESCRIBE_STRUCT(Locality, (), (village, puskesmas))

// What was said, the pin, how far off it may be, and who stands for it: separate facts, never rewritten from
// one another. An uncertainty is the radius that holds the truth in 90 of 100 cases.
struct Place {
  std::string text;
  std::optional<geo::Position> pin;
  std::optional<geo::Metres> uncertainty_m;
  std::optional<std::string> source;
  // The person who set the pin, and when: `decide` says so, whatever a client's message says.
  std::optional<std::string> confirmed_by = {};
  std::optional<TimePoint> confirmed_at = {};
  std::optional<Locality> locality = {};  // of the pin; not the client's to say either
};
BOOST_DESCRIBE_STRUCT(Place, (), (text, pin, uncertainty_m, source, confirmed_by, confirmed_at, locality))

// Where an incident may be, by somebody or something that does not decide it.
struct Proposal {
  geo::Position pin;
  geo::Metres uncertainty_m;
  std::string source;  // caller_link, aml, gazetteer, operator ...
  std::optional<std::string> label;
  TimePoint at;
  std::string by;
  // What speaks against it, where it does: so far outside the region, so far from the place that was said.
  std::optional<geo::Metres> outside_m = {};
  std::optional<geo::Metres> from_said_m = {};
  std::optional<bool> with_patient = {};  // what the caller said, when asked
};
BOOST_DESCRIBE_STRUCT(Proposal, (),
                      (pin, uncertainty_m, source, label, at, by, outside_m, from_said_m, with_patient))

// A page for the caller's phone. Whoever has the token may tell where the incident is and sees whether help
// comes, until the link expires, another takes its place, somebody ends it, or the incident is over.
struct CallerLink {
  LinkToken token;
  TimePoint made_at;
  std::string made_by;
  TimePoint expires_at;
};
BOOST_DESCRIBE_STRUCT(CallerLink, (), (token, made_at, made_by, expires_at))

struct Caller {
  std::optional<std::string> phone;
  std::optional<std::string> name;
};
BOOST_DESCRIBE_STRUCT(Caller, (), (phone, name))

enum class Sex { female, male };
BOOST_DESCRIBE_ENUM(Sex, female, male)

struct Triage {
  Priority priority = Priority::P2;
  Needs needs = Needs::ambulance;
  std::optional<std::string> complaint;
  std::optional<std::string> determinant;
  std::optional<std::uint64_t> alarm = {};  // its level, from 1; none is 1
  // Of the patient, as the caller says.
  std::optional<std::uint64_t> age_months = {};
  std::optional<Sex> sex = {};
};
BOOST_DESCRIBE_STRUCT(Triage, (), (priority, needs, complaint, determinant, alarm, age_months, sex))

struct Note {
  TimePoint at;
  std::string by;
  std::string text;
};
BOOST_DESCRIBE_STRUCT(Note, (), (at, by, text))

enum class EndingKind { cancelled, hoax, referred, merged };
BOOST_DESCRIBE_ENUM(EndingKind, cancelled, hoax, referred, merged)

struct Ending {
  EndingKind kind = EndingKind::cancelled;
  std::string reason;
  std::optional<IncidentId> into;
  TimePoint at;
  std::string by;
};
BOOST_DESCRIBE_STRUCT(Ending, (), (kind, reason, into, at, by))

struct Incident {
  IncidentId id;
  Version v = 0;
  std::string number;  // what people say aloud, e.g. JBR-1122-042
  Place place;
  Caller caller;
  std::optional<Triage> triage;
  TimePoint received_at;
  std::optional<TimePoint> scheduled_at;
  std::optional<TimePoint> due_at;      // when a planned visit became due
  std::optional<TimePoint> overdue_at;  // when it was found waiting too long with nobody on it
  std::vector<Note> notes;
  std::optional<Ending> ending;
  std::optional<TimePoint> reopened_at;
  std::vector<AssignmentId> assignments;  // all it ever had, in order
  std::vector<Proposal> proposals;        // the latest of each source and person, in order of arrival
  std::optional<CallerLink> link;         // the last one, if nobody ended it; it may have expired
  std::vector<IncidentId> merged;         // into this one, and not opened again since
  std::optional<Response> response = {};  // none: of a log that knows none (slots_of)
  std::optional<Countdown> countdown = {};
  std::optional<StoppedSending> sending_stopped = {};
  std::shared_ptr<const boost::json::object> rest = {};  // what a newer version knows of it
};
BOOST_DESCRIBE_STRUCT(Incident, (),
                      (id, v, number, place, caller, triage, received_at, scheduled_at, due_at, overdue_at,
                       notes, ending, reopened_at, assignments, proposals, link, merged, response, countdown,
                       sending_stopped))

// When it happened (by the device's clock) and when it was recorded (by the server's).
struct Stamp {
  AssignmentState state = AssignmentState::reserved;
  TimePoint at;
  TimePoint recorded;
};
BOOST_DESCRIBE_STRUCT(Stamp, (), (state, at, recorded))

// That a unit was sent because the plan said so, and what the plan said of it.
struct ByPlan {
  std::int64_t eta_s = 0;
  std::optional<std::int64_t> gain_s;    // for the incident, against leaving all as it was
  std::optional<std::int64_t> costs_s;   // so much longer waits the one that it was taken from
  std::optional<AssignmentId> replaces;  // stood down for it
};
BOOST_DESCRIBE_STRUCT(ByPlan, (), (eta_s, gain_s, costs_s, replaces))

struct Assignment {
  AssignmentId id;
  Version v = 0;
  IncidentId incident;
  UnitId unit;
  AssignmentState state = AssignmentState::reserved;
  TimePoint opened_at;
  std::string by;
  std::optional<std::string> by_hand;  // why a rule was overruled
  std::optional<ByPlan> by_plan = {};
  std::optional<SendingRule> by_rule = {};      // by which Siaga sent it
  std::optional<seconds> promised_s = {};       // until it is there, as was said when it was sent
  std::optional<geo::Position> sent_from = {};  // where it was seen then
  std::optional<TimePoint> moving_since = {};   // as its positions say; no step of the crew's
  std::optional<std::string> reason;            // why it ended, for declined, diverted, stood_down
  std::optional<IncidentId> diverted_to;
  std::vector<Stamp> times;
  std::optional<std::vector<Late>> late = {};  // each once, in the order in which they were found
  std::optional<BoundFor> bound_for = {};      // none: nobody has chosen a destination
  std::optional<Outcome> outcome = {};         // none: nobody has said
  std::shared_ptr<const boost::json::object> rest = {};
};
BOOST_DESCRIBE_STRUCT(Assignment, (),
                      (id, v, incident, unit, state, opened_at, by, by_hand, by_plan, by_rule, promised_s,
                       sent_from, moving_since, reason, diverted_to, times, late, bound_for, outcome))

struct Station {
  std::string name;
  geo::Position where;
};

struct Duty {
  DutyState state = DutyState::off;
  TimePoint since;
  std::optional<std::string> reason;
  std::optional<TimePoint> until;
};
BOOST_DESCRIBE_STRUCT(Duty, (), (state, since, reason, until))

struct Unit {
  UnitId id;
  Version v = 0;
  UnitKind kind = UnitKind::ambulance;
  std::string callsign;
  Station station;
  std::vector<std::string> crew;
  Duty duty;
  std::optional<AssignmentId> assignment;  // its open one
  // Each with all that it includes. None: nothing is said.
  std::optional<Capabilities> equipment = {};   // by the list, beyond what its kind can do
  std::optional<Capabilities> usual_crew = {};  // by the list, until somebody says who is aboard
  std::optional<Capabilities> aboard = {};
  std::optional<MoveUp> move_up = {};                // none: it waits at its station
  std::optional<std::vector<TimePoint>> moved = {};  // when it was told to wait elsewhere, of the last day
  std::shared_ptr<const boost::json::object> rest = {};
};
BOOST_DESCRIBE_STRUCT(Unit, (),
                      (id, v, kind, callsign, station, crew, duty, assignment, equipment, usual_crew, aboard,
                       move_up, moved))

// A road that nobody can drive until a time. One point: the spot; several: the road from the first over the
// others to the last. Which stretches that are, each node finds on its own map (geo/roads/closing.hpp).
struct Closure {
  ClosureId id;
  Version v = 0;
  std::vector<geo::Position> points;
  std::string reason;
  TimePoint closed_at;
  std::string by;
  TimePoint until;
  std::shared_ptr<const boost::json::object> rest = {};
};
BOOST_DESCRIBE_STRUCT(Closure, (), (id, v, points, reason, closed_at, by, until))

// What speaks against a position; the server says so.
enum class FixDoubt {
  disputed,  // the unit was said to be elsewhere, too, within the last minute
  outside,   // so far outside the region that no unit of it is there
};
BOOST_DESCRIBE_ENUM(FixDoubt, disputed, outside)

// Where a unit was, at a time of its own device's clock. Not an entity: positions are many, and the latest is
// enough.
struct Fix {
  UnitId unit;
  geo::Position where;
  TimePoint at;
  std::optional<double> accuracy_m;
  std::optional<double> speed_mps;
  std::optional<double> heading_deg;
  std::optional<std::string> source;
  // Said by the server.
  std::optional<bool> clock_is_wrong = {};  // its device's, so `at` is when it arrived
  std::optional<FixDoubt> doubt = {};
  std::optional<double> off_by_m = {};  // with a doubt: from here to where else it may be
  friend bool operator==(const Fix&, const Fix&) = default;
};
// Of a receiver that does not say how exact it is.
inline constexpr geo::Metres unsaid_accuracy{100};
// As its device says; where it says nothing, or 0 as Android does that does not know, what its source is good
// for: kilometres, if that is the mobile network.
[[nodiscard]] geo::Metres accuracy_of(const Fix& fix);
// How far from there it may be, by its device and by what speaks against it.
[[nodiscard]] geo::Metres circle_of(const Fix& fix);

enum class Role {
  operator_,
  crew,
  supervisor,
  puskesmas_staff,
  clinician,
  hospital,
  administrator,
  integration,  // another program
  caller,
  system,
};
std::string_view name_of(Role role);
std::optional<Role> role_from(std::string_view name);
// Can have a token to sign in with. A caller has a link only.
[[nodiscard]] constexpr bool may_sign_in(Role role) {
  return role != Role::caller && role != Role::system;
}

// Who acts: what a token stands for.
struct Actor {
  Role role = Role::system;
  std::string name;
  std::vector<UnitId> units;                 // whom a crew's device speaks for
  std::vector<std::string> stations = {};    // by name: whose units they may move; none: all of the region
  std::optional<std::string> facility = {};  // by id: where they work

  // As it stands in events and notes: "operator Ayu", "crew AMB-01", "caller", "siaga".
  [[nodiscard]] std::string label() const;
};

}  // namespace dispatch
