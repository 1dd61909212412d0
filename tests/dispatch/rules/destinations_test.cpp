#include <catch2/catch.hpp>

#include "tests/support/town.hpp"

using namespace dispatch;
using namespace tests;
using enum AssignmentState;

namespace {

const auto negara = id<FacilityId>("RS-1");
const auto bunda = id<FacilityId>("RS-2");

Actor at_hospital(const FacilityId& facility) {
  return {Role::hospital, "IGD", {}, {}, std::string{facility.view()}};
}

// Two hospitals and a patient who is on the way to none of them yet.
struct District {
  Town town;
  IncidentId call;
  AssignmentId job;

  District() {
    town.with_ambulance("AMB-01", 3min).with_ambulance("AMB-02", 6min);
    for (const auto& one : {negara, bunda})
      REQUIRE(town.says(siaga(),
                        RegisterFacility{
                            {one, 0, "RSU " + std::string{one.view()}, "hospital", town.away(5min), {}}})
                  .done());
    call = town.calls(Priority::P2);
    job = town.sends(call, "AMB-01");
    for (const auto state : {en_route, on_scene, left_scene}) REQUIRE(town.presses("AMB-01", state).done());
  }
  Told bound(const Actor& who, const FacilityId& where, std::optional<AsOffered> offered = {}) {
    return town.says(who, BindAssignment{job, where, {}, offered});
  }
  Told closes(const FacilityId& where, TrafficCause cause) {
    return town.says(operator_ayu(), ChangeFacilityStatus{where, Traffic::Closed, cause, {}});
  }
  [[nodiscard]] const BoundFor& destination() const { return town.assignment(job).bound_for.value(); }
  [[nodiscard]] const Facility& facility(const FacilityId& one) const { return *town.view().facility(one); }
};

}  // namespace

TEST_CASE("a crew takes its own patient to a hospital, the desk anybody's, and who chose it is kept") {
  District here;
  REQUIRE(here.bound(crew_of(id("AMB-01")), negara, AsOffered{1, 300, 900}).done());
  REQUIRE(here.destination().facility == negara);
  REQUIRE(here.destination().by == "crew AMB-01");
  REQUIRE(here.destination().offered == AsOffered{1, 300, 900});
  REQUIRE(here.bound(crew_of(id("AMB-02")), bunda).refusal() == Errc::not_allowed);
  REQUIRE(here.bound(supervisor(), bunda).refusal() == Errc::not_allowed);
  REQUIRE(here.bound(at_hospital(bunda), bunda).refusal() == Errc::not_allowed);
  REQUIRE(here.bound(operator_ayu(), bunda).done());
  REQUIRE(here.destination().facility == bunda);
  REQUIRE(here.destination().by == "operator Ayu");
  REQUIRE_FALSE(here.destination().offered.has_value());
  REQUIRE(here.town.picture() == here.town.replayed());
}

TEST_CASE("a closed hospital can be chosen by hand, and that it was closed is kept with the choice") {
  District here;
  REQUIRE(here.closes(negara, TrafficCause::own_emergency).done());
  REQUIRE(here.closes(bunda, TrafficCause::full).done());
  REQUIRE(here.bound(operator_ayu(), negara).done());
  REQUIRE(here.destination().despite == std::vector{Caution::own_emergency});
  REQUIRE(here.bound(operator_ayu(), bunda).done());
  REQUIRE(here.destination().despite == std::vector{Caution::closed});
}

TEST_CASE("a choice is made again when the hospital has closed meanwhile") {
  District here;
  REQUIRE(here.bound(operator_ayu(), negara).done());
  REQUIRE(std::ranges::any_of(here.town.decision().rests_on, [](const Basis& one) {
    return one.kind == EntityKind::facility && one.id == "RS-1";
  }));
}

TEST_CASE("nobody chooses a hospital that is not there, nor for a patient who is in other hands") {
  District here;
  REQUIRE(here.bound(operator_ayu(), id<FacilityId>("RS-9")).refusal() == Errc::unknown_facility);
  REQUIRE(here.town.says(siaga(), RetireFacility{bunda}).done());
  REQUIRE(here.bound(operator_ayu(), bunda).refusal() == Errc::unknown_facility);
  for (const auto state : {at_destination, handed_over}) REQUIRE(here.town.presses("AMB-01", state).done());
  REQUIRE(here.bound(operator_ayu(), negara).refusal() == Errc::illegal_step);
}

TEST_CASE("the hospital says that it knows who comes, and another destination is not known there yet") {
  District here;
  const ExpectPatient expected{here.job, negara};
  REQUIRE(here.town.says(at_hospital(negara), expected).refusal() == Errc::not_bound);
  REQUIRE(here.bound(operator_ayu(), negara).done());
  REQUIRE(here.town.says(at_hospital(bunda), expected).refusal() == Errc::not_allowed);
  REQUIRE(here.town.says(operator_ayu(), expected).refusal() == Errc::not_allowed);
  REQUIRE(here.town.says(at_hospital(negara), expected).done());
  REQUIRE(here.destination().expected_by == "hospital IGD");
  REQUIRE(here.bound(crew_of(id("AMB-01")), negara).done());  // the same again
  REQUIRE(here.destination().expected_at.has_value());
  REQUIRE(here.bound(crew_of(id("AMB-01")), bunda).done());
  REQUIRE_FALSE(here.destination().expected_at.has_value());
  REQUIRE(here.town.says(at_hospital(negara), expected).refusal() == Errc::not_bound);
  REQUIRE(here.town.picture() == here.town.replayed());
}

TEST_CASE("a crew takes its destination back, the desk anybody's, and the hospital expects nobody any more") {
  District here;
  const auto unbound = [&](const Actor& who, const FacilityId& where) {
    return here.town.says(who, UnbindAssignment{here.job, where, "family asks"});
  };
  REQUIRE(unbound(operator_ayu(), negara).refusal() == Errc::not_bound);
  REQUIRE(here.bound(operator_ayu(), negara).done());
  REQUIRE(unbound(crew_of(id("AMB-02")), negara).refusal() == Errc::not_allowed);
  REQUIRE(unbound(supervisor(), negara).refusal() == Errc::not_allowed);
  REQUIRE(unbound(at_hospital(negara), negara).refusal() == Errc::not_allowed);
  REQUIRE(unbound(crew_of(id("AMB-01")), negara).done());
  REQUIRE_FALSE(here.town.assignment(here.job).bound_for.has_value());
  REQUIRE(here.town.says(at_hospital(negara), ExpectPatient{here.job, negara}).refusal() == Errc::not_bound);
  REQUIRE(here.bound(operator_ayu(), negara).done());
  REQUIRE_FALSE(here.destination().expected_at.has_value());
  REQUIRE(unbound(operator_ayu(), negara).done());
  REQUIRE(here.town.picture() == here.town.replayed());
}

TEST_CASE("who takes back a destination takes back the one they saw, and no other's choice") {
  District here;
  REQUIRE(here.bound(crew_of(id("AMB-01")), bunda).done());
  REQUIRE(here.town.says(operator_ayu(), UnbindAssignment{here.job, negara}).refusal() == Errc::not_bound);
  REQUIRE(here.destination().facility == bunda);
  for (const auto state : {at_destination, handed_over}) REQUIRE(here.town.presses("AMB-01", state).done());
  REQUIRE(here.town.says(operator_ayu(), UnbindAssignment{here.job, bunda}).refusal() == Errc::not_bound);
}

TEST_CASE("who works at a hospital changes its status and beds and no other's, the desk changes all") {
  District here;
  auto& town = here.town;
  const ChangeFacilityStatus closed{negara, Traffic::Closed, TrafficCause::full, {}};
  REQUIRE(town.says(at_hospital(bunda), closed).refusal() == Errc::not_allowed);
  REQUIRE(town.says(crew_of(id("AMB-01")), closed).refusal() == Errc::not_allowed);
  REQUIRE(town.says(at_hospital(negara), closed).done());
  REQUIRE(here.facility(negara).traffic->source == FigureSource::facility);
  REQUIRE(here.facility(negara).traffic->at == town.now());
  const CountBeds counted{negara, {{BedKind::AdultICU, 2}, {BedKind::EmergencyDepartment, 4}}};
  REQUIRE(town.says(operator_ayu(), counted).done());
  town.passes(60s);
  REQUIRE(town.says(at_hospital(negara), CountBeds{negara, {{BedKind::AdultICU, 0}}}).done());
  const auto& beds = here.facility(negara).beds;
  REQUIRE(beds.size() == 2);
  REQUIRE(beds[0].kind == BedKind::EmergencyDepartment);
  REQUIRE(beds[0].source == FigureSource::desk);
  REQUIRE(beds[1].available == 0);
  REQUIRE(beds[1].source == FigureSource::facility);
  REQUIRE(beds[1].at - beds[0].at == 60s);
  REQUIRE(town.picture() == town.replayed());
}

TEST_CASE("a hospital closes for a reason, and opens without one") {
  District here;
  const auto says = [&](Traffic state, std::optional<TrafficCause> cause, std::optional<std::string> reason) {
    return here.town.says(operator_ayu(), ChangeFacilityStatus{negara, state, cause, std::move(reason)});
  };
  REQUIRE(says(Traffic::Closed, {}, {}).refusal() == Errc::needs_reason);
  REQUIRE(says(Traffic::Advisory, {}, "  ").refusal() == Errc::needs_reason);
  REQUIRE(says(Traffic::Advisory, {}, "CT scan is down").done());
  REQUIRE(says(Traffic::Closed, TrafficCause::staff, {}).done());
  REQUIRE(says(Traffic::Normal, TrafficCause::staff, {}).done());
  REQUIRE_FALSE(here.facility(negara).traffic->cause.has_value());
}

TEST_CASE("beds are counted once a kind, and not beyond all reason") {
  District here;
  const auto counts = [&](std::vector<BedCount> beds) {
    return here.town.says(operator_ayu(), CountBeds{negara, std::move(beds)}).refusal();
  };
  REQUIRE(counts({}) == Errc::bad_field);
  REQUIRE(counts({{BedKind::Burn, 1}, {BedKind::Burn, 2}}) == Errc::bad_field);
  REQUIRE(counts({{BedKind::Burn, 10'000}}) == Errc::bad_field);
  REQUIRE_FALSE(counts({{BedKind::Burn, 9'999}}).has_value());
}
