#include "dispatch/model/capabilities.hpp"

#include <catch2/catch.hpp>

#include "dispatch/model/response_plan.hpp"

using namespace dispatch;
using Words = std::vector<std::string>;

namespace {

Unit unit_of(UnitKind kind) {
  Unit unit;
  unit.kind = kind;
  return unit;
}

Slot slot_for(SlotRole role, std::vector<Words> capabilities) {
  return {role, SlotWeight::must, std::move(capabilities), {}, {}};
}

}  // namespace

TEST_CASE("a unit of which only the kind is known can do what its kind means") {
  REQUIRE(capabilities_of(unit_of(UnitKind::ambulance)) == Words{"basic", "transports"});
  REQUIRE(capabilities_of(unit_of(UnitKind::motorcycle)) == Words{"basic", "motorcycle"});
  REQUIRE(capabilities_of(unit_of(UnitKind::home_care)) == Words{"home_care"});
}

TEST_CASE("a unit can do what its list adds, and what its usual crew can until somebody says who is aboard") {
  auto unit = unit_of(UnitKind::ambulance);
  unit.equipment = {"neonatal"};
  unit.usual_crew = {"nurse"};
  REQUIRE(capabilities_of(unit) == Words{"basic", "neonatal", "nurse", "transports"});
  unit.aboard = {"midwife"};
  REQUIRE(capabilities_of(unit) == Words{"basic", "midwife", "neonatal", "transports"});
  unit.aboard = Words{};
  REQUIRE(capabilities_of(unit) == Words{"basic", "neonatal", "transports"});
}

TEST_CASE("who can do something can do all that it includes, also by way of other words") {
  const ResponsePlan plan{
      {{"flying_doctor", Title{"dokter terbang", "flying doctor"}, true, {"doctor", "icu"}},
       {"icu", Title{"ICU", "ICU"}, false, {"advanced"}}},
      {}};
  REQUIRE(with_included(nullptr, {"advanced"}) == Words{"advanced", "basic"});
  REQUIRE(with_included(&plan, {"flying_doctor", "flying_doctor"}) ==
          Words{"advanced", "basic", "doctor", "flying_doctor", "icu"});
  REQUIRE(find_capability(&plan, "icu") != nullptr);
  REQUIRE(find_capability(nullptr, "icu") == nullptr);
}

TEST_CASE("a slot wants all of its needs, each by any of its words") {
  const auto birth = slot_for(SlotRole::transport, {{"transports"}, {"midwife", "doctor"}});
  REQUIRE_FALSE(may_fill(birth, {"basic", "transports"}));
  REQUIRE(may_fill(birth, {"doctor", "transports"}));
  REQUIRE(may_fill(birth, {"midwife", "transports"}));
  REQUIRE_FALSE(may_fill(birth, {"midwife"}));
  REQUIRE(met_of(birth, {"basic", "transports"}) == 1);
}

TEST_CASE("a motorcycle begins and never carries, whatever a list says that it can") {
  const auto words = Words{"advanced", "basic", "motorcycle", "transports"};
  REQUIRE(may_fill(slot_for(SlotRole::first, {{"basic"}}), words));
  REQUIRE_FALSE(may_fill(slot_for(SlotRole::transport, {{"basic"}}), words));
}

TEST_CASE("nobody carries who has nothing to carry with, even where the slot forgets to say so") {
  REQUIRE_FALSE(may_fill(slot_for(SlotRole::transport, {{"doctor"}}), {"doctor", "home_care"}));
}

TEST_CASE("a response is for the calls that it names, and a plan's first that fits is taken") {
  const auto named = [](const char* name) { return Response{name, {}, {}}; };
  const ResponsePlan plan{
      {},
      {{{Words{"24-D-*", "10-A-1"}, {}, {}, {}}, named("birth")},
       {{{}, std::vector{Needs::ambulance}, std::vector{Priority::P0, Priority::P1}, 2}, named("big")},
       {{{}, {}, std::vector{Priority::P0}, {}}, named("arrest")}}};
  const auto of = [&](Triage triage) { return response_to(&plan, triage).rule.value_or("-"); };
  REQUIRE(of({Priority::P2, Needs::ambulance, {}, "24-D-3"}) == "birth");
  REQUIRE(of({Priority::P2, Needs::ambulance, {}, "24-C-3"}) == "-");
  REQUIRE(of({Priority::P2, Needs::ambulance, {}, "10-A-1"}) == "birth");
  REQUIRE(of({Priority::P2, Needs::ambulance, {}, "10-A-12"}) == "-");
  REQUIRE(of({Priority::P0, Needs::ambulance, {}, {}, 2}) == "big");
  REQUIRE(of({Priority::P0, Needs::ambulance, {}, {}, 1}) == "arrest");
  REQUIRE(of({Priority::P0, Needs::ambulance, {}, {}}) == "arrest");
  REQUIRE(of({Priority::P1, Needs::home_care, {}, {}, 9}) == "-");
}
