#include "dispatch/rules/permission.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

#include "dispatch/model/json.hpp"
#include "dispatch/model/rights.hpp"
#include "tests/support/town.hpp"

using namespace dispatch;
using namespace tests;
using enum AssignmentState;

namespace {

// Two ambulances, AMB-01 with a job.
struct Desk {
  Town town;
  IncidentId call;
  AssignmentId job;

  Desk() {
    town.with_ambulance("AMB-01", 3min).with_ambulance("AMB-02", 6min);
    call = town.calls(Priority::P2);
    job = town.sends(call, "AMB-01");
  }
  [[nodiscard]] std::vector<CommandBody> of_the_desk() const {
    return {ReceiveIncident{},
            LocateIncident{call, {}},
            TriageIncident{call, triage(Priority::P1)},
            NoteIncident{call, "dog in the yard"},
            EndIncident{call, EndingKind::cancelled, "mistake", {}},
            ReopenIncident{call, "again"},
            DispatchUnit{call, id("AMB-02"), {}, {}},
            ReassignUnit{job, id("AMB-02"), "nearer"},
            ProposePlace{call, {Town::centre(), geo::Metres{20}, "gazetteer", {}}},
            LinkIncident{call},
            UnlinkIncident{call}};
  }
  [[nodiscard]] std::vector<CommandBody> of_siaga() const {
    return {ExpireAssignment{job}, MarkLate{job, Lateness::turnout}, MarkDue{call}, MarkOverdue{call},
            ArchiveIncident{call}, RegisterUnit{town.unit("AMB-01")}};
  }
  [[nodiscard]] bool may(const Actor& who, const CommandBody& what) const {
    const auto refused = not_permitted(town.view(), who, what);
    if (refused) REQUIRE(refused->code == Errc::not_allowed);
    return !refused;
  }
};

}  // namespace

TEST_CASE("operators run the desk, and can press for a crew that called by radio") {
  const Desk desk;
  for (const auto& what : desk.of_the_desk()) REQUIRE(desk.may(operator_ayu(), what));
  REQUIRE(desk.may(operator_ayu(), StepAssignment{desk.job, acknowledged, {}}));
  REQUIRE(desk.may(operator_ayu(), StepAssignment{desk.job, stood_down, "mistake"}));
  REQUIRE(desk.may(operator_ayu(), ChangeDuty{id("AMB-02"), DutyState::off, {}, {}, {}}));
}

TEST_CASE("what Siaga does by itself nobody else may ask for") {
  const Desk desk;
  for (const auto& what : desk.of_siaga()) {
    REQUIRE(desk.may(siaga(), what));
    REQUIRE_FALSE(desk.may(operator_ayu(), what));
    REQUIRE_FALSE(desk.may(crew_of(id("AMB-01")), what));
    REQUIRE_FALSE(desk.may(supervisor(), what));
  }
}

TEST_CASE("a crew does its own job and its own duty, and nothing of the desk's") {
  const Desk desk;
  const auto own = crew_of(id("AMB-01"));
  const auto other = crew_of(id("AMB-02"));
  for (const auto& what : desk.of_the_desk()) REQUIRE_FALSE(desk.may(own, what));
  for (const auto to : {delivered, acknowledged, en_route, declined, cleared}) {
    REQUIRE(desk.may(own, StepAssignment{desk.job, to, {}}));
    REQUIRE_FALSE(desk.may(other, StepAssignment{desk.job, to, {}}));
  }
  const ChangeDuty off{id("AMB-01"), DutyState::off, {}, {}, {}};
  REQUIRE(desk.may(own, off));
  REQUIRE_FALSE(desk.may(other, off));
}

TEST_CASE("a crew does not stand itself down, nor say for the server that it was notified") {
  const Desk desk;
  for (const auto to : {stood_down, notified})
    REQUIRE_FALSE(desk.may(crew_of(id("AMB-01")), StepAssignment{desk.job, to, "tired"}));
}

TEST_CASE("a device that speaks for two units may press for both") {
  const Desk desk;
  const Actor both{Role::crew, "spare tablet", {id("AMB-01"), id("AMB-02")}};
  REQUIRE(desk.may(both, StepAssignment{desk.job, acknowledged, {}}));
  REQUIRE(desk.may(both, ChangeDuty{id("AMB-02"), DutyState::off, {}, {}, {}}));
  REQUIRE_FALSE(desk.may(both, ChangeDuty{id("AMB-03"), DutyState::off, {}, {}, {}}));
}

TEST_CASE("a supervisor looks, and changes nothing but what came of a job") {
  Desk desk;
  const auto before = desk.town.picture();
  for (const auto& what : desk.of_the_desk()) REQUIRE_FALSE(desk.may(supervisor(), what));
  REQUIRE_FALSE(desk.may(supervisor(), StepAssignment{desk.job, acknowledged, {}}));
  REQUIRE(desk.town.says(supervisor(), ChangeDuty{id("AMB-01"), DutyState::off, {}, {}, {}}).refusal() ==
          Errc::not_allowed);
  REQUIRE(desk.town.picture() == before);
  REQUIRE(desk.may(supervisor(), SayOutcome{desk.job, OutcomeCode::refused}));
}

TEST_CASE("a crew that presses on a job that is not there hears that, not that it may not") {
  Desk desk;
  REQUIRE(desk.town.says(crew_of(id("AMB-01")), StepAssignment{id<AssignmentId>("job-99"), acknowledged, {}})
              .refusal() == Errc::unknown_assignment);
}

TEST_CASE("nobody diverts or times out a job by pressing a step") {
  Desk desk;
  const auto to = GENERATE(diverted, timed_out);
  for (const auto& who : {operator_ayu(), crew_of(id("AMB-01")), siaga()})
    REQUIRE(desk.town.says(who, StepAssignment{desk.job, to, "so"}).refusal() == Errc::not_allowed);
}

TEST_CASE("a caller is heard through the link, and may ask for nothing else") {
  const Desk desk;
  const HearCaller where{id<LinkToken>("token"), Town::centre(), geo::Metres{20}};
  REQUIRE(desk.may(caller(), where));
  for (const auto& who : {operator_ayu(), crew_of(id("AMB-01")), supervisor()})
    REQUIRE_FALSE(desk.may(who, where));
  for (const auto& what : desk.of_the_desk()) REQUIRE_FALSE(desk.may(caller(), what));
  for (const auto& what : desk.of_siaga()) REQUIRE_FALSE(desk.may(caller(), what));
  REQUIRE_FALSE(desk.may(caller(), StepAssignment{desk.job, acknowledged, {}}));
  REQUIRE_FALSE(desk.may(caller(), ChangeDuty{id("AMB-01"), DutyState::off, {}, {}, {}}));
}

TEST_CASE("only people of the service can have a token to sign in with") {
  for (const auto role : {Role::operator_, Role::crew, Role::supervisor, Role::puskesmas_staff,
                          Role::clinician, Role::hospital, Role::administrator, Role::integration})
    REQUIRE(may_sign_in(role));
  for (const auto role : {Role::caller, Role::system}) REQUIRE_FALSE(may_sign_in(role));
}

TEST_CASE("a role without rights does nothing, whatever it asks for") {
  const Desk desk;
  for (const auto role :
       {Role::puskesmas_staff, Role::clinician, Role::hospital, Role::administrator, Role::integration}) {
    const Actor who{role, "somebody", {id("AMB-01")}};
    for (const auto& what : desk.of_the_desk()) REQUIRE_FALSE(desk.may(who, what));
    for (const auto& what : desk.of_siaga()) REQUIRE_FALSE(desk.may(who, what));
    REQUIRE_FALSE(desk.may(who, StepAssignment{desk.job, acknowledged, {}}));
    REQUIRE_FALSE(desk.may(who, ChangeDuty{id("AMB-01"), DutyState::off, {}, {}, {}}));
  }
}

TEST_CASE("every role that signs in has a name, and its rights in the order of theirs") {
  for (const auto role : {Role::operator_, Role::crew, Role::supervisor, Role::puskesmas_staff,
                          Role::clinician, Role::hospital, Role::administrator, Role::integration}) {
    REQUIRE(role_from(name_of(role)) == role);
    REQUIRE(std::ranges::is_sorted(rights_of(role), {}, [](Right one) { return json::name_of(one); }));
  }
}

TEST_CASE("an operator of a station moves its units and no others, and takes every call") {
  Town town;
  town.with_ambulance("AMB-01", 3min).with_ambulance("AMB-02", 6min);
  const Actor putu{Role::operator_, "Putu", {}, {"Station of AMB-01"}, {}};
  const auto call = town.calls(Priority::P1);
  REQUIRE(town.says(putu, NoteIncident{call, "a dog"}).done());
  REQUIRE(town.says(putu, DispatchUnit{call, id("AMB-02"), {}, {}}).refusal() == Errc::not_allowed);
  REQUIRE(town.says(putu, DispatchUnit{call, id("AMB-01"), {}, {}}).done());
  const auto job = AssignmentId::same_as(town.last);
  REQUIRE(town.says(putu, ReassignUnit{job, id("AMB-02"), "nearer"}).refusal() == Errc::not_allowed);
  REQUIRE(town.says(putu, ChangeDuty{id("AMB-02"), DutyState::off, {}, {}, {}}).refusal() ==
          Errc::not_allowed);
  REQUIRE(town.says(putu, StepAssignment{job, AssignmentState::stood_down, "not needed"}).done());
}
