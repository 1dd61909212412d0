#include <catch2/catch.hpp>

#include "dispatch/desk/desk.hpp"
#include "tests/support/memory_journal.hpp"

using namespace dispatch;
using namespace tests;

namespace {

Unit listed(std::string_view name, std::string callsign) {
  Unit unit;
  unit.id = id(name);
  unit.callsign = std::move(callsign);
  unit.station = {"Negara", at(-8.33, 114.58)};
  return unit;
}

Setup setup(seconds to_answer) {
  Setup read;
  read.policy.acknowledge_within = to_answer;
  return read;
}

void ticks(Office& office) {
  office.now += 1s;
  office.desk.tick();
  office.run();
}

// In service with these on its list.
struct UnitList : Office {
  explicit UnitList(std::vector<Unit> units) {
    desk.expect({std::move(units), {}, setup(60s)});
    open();
  }
  void reads(std::vector<Unit> units, seconds to_answer = 60s) {
    desk.expect({std::move(units), {}, setup(to_answer)});
    ticks(*this);
  }
  [[nodiscard]] DutyState duty(std::string_view unit) const { return desk.view().unit(id(unit))->duty.state; }
};

}  // namespace

TEST_CASE("what is new or other in the region's lists becomes an event, and what is not none") {
  UnitList here{{listed("AMB-01", "Satu"), listed("AMB-02", "Dua")}};
  REQUIRE(here.journal->size() == 3);  // and how the region is set up
  here.reads({listed("AMB-01", "Satu"), listed("AMB-02", "Dua")});
  REQUIRE(here.journal->size() == 3);
  here.reads({listed("AMB-01", "Satu"), listed("AMB-02", "Dua dari Negara")});
  REQUIRE(here.journal->size() == 4);
  REQUIRE(here.desk.view().unit(id("AMB-02"))->callsign == "Dua dari Negara");
}

TEST_CASE("the region's units are registered as soon as the store takes it, though it could be read before") {
  Office here;
  here.desk.expect({{listed("AMB-01", "Satu")}, {}, setup(60s)});
  here.journal->away = true;
  here.open();
  REQUIRE(here.desk.view().units().empty());
  ticks(here);
  here.journal->away = false;
  ticks(here);
  REQUIRE(here.desk.view().unit(id("AMB-01"))->callsign == "Satu");
  const auto end = here.journal->size();
  ticks(here);
  REQUIRE(here.journal->size() == end);
}

TEST_CASE("a unit that is taken off the list is retired: nobody sees, moves or sends it until it is back") {
  UnitList here{{listed("AMB-01", "Satu"), listed("AMB-02", "Dua")}};
  const auto call = here.calls(Priority::P1);
  here.reads({listed("AMB-01", "Satu")});
  REQUIRE(here.duty("AMB-02") == DutyState::retired);
  REQUIRE(here.duty("AMB-01") == DutyState::off);
  REQUIRE_FALSE(here.desk.report({id("AMB-02"), Town::centre(), here.now, {}, {}, {}, {}}));
  for (const auto& near : here.desk.view().nearest_of_all(Town::centre(), 9))
    REQUIRE(near.unit->id != id("AMB-02"));
  const auto sent = here.says(operator_ayu(), DispatchUnit{call, id("AMB-02"), {}, "the only one"});
  REQUIRE(sent.refusal() == Errc::unknown_unit);
  const auto on = here.says(operator_ayu(), ChangeDuty{id("AMB-02"), DutyState::on, {}, {}, {}});
  REQUIRE(on.refusal() == Errc::illegal_step);

  here.reads({listed("AMB-01", "Satu"), listed("AMB-02", "Dua")});
  REQUIRE(here.duty("AMB-02") == DutyState::off);
  REQUIRE(here.says(operator_ayu(), ChangeDuty{id("AMB-02"), DutyState::on, {}, {}, {}}).done());
  REQUIRE(here.desk.report({id("AMB-02"), Town::centre(), here.now, {}, {}, {}, {}}));
}

TEST_CASE(
    "no list takes a unit from a crew that is on duty, nor from a patient: it is retired when both are "
    "over") {
  UnitList here{{listed("AMB-01", "Satu")}};
  REQUIRE(here.says(operator_ayu(), ChangeDuty{id("AMB-01"), DutyState::on, {}, {}, {}}).done());
  REQUIRE(here.desk.report({id("AMB-01"), Town::centre(), here.now, {}, {}, {}, {}}));
  here.reads({});
  REQUIRE(here.duty("AMB-01") == DutyState::on);
  here.sends(here.calls(Priority::P1), "AMB-01");
  ticks(here);
  REQUIRE(here.duty("AMB-01") == DutyState::on);
  REQUIRE(here.presses("AMB-01", AssignmentState::declined, "no fuel").done());
  REQUIRE(here.says(operator_ayu(), ChangeDuty{id("AMB-01"), DutyState::off, {}, {}, {}}).done());
  ticks(here);
  REQUIRE(here.duty("AMB-01") == DutyState::retired);
}

TEST_CASE("nobody can retire a unit by a command") {
  UnitList here{{listed("AMB-01", "Satu")}};
  const auto retired = ChangeDuty{id("AMB-01"), DutyState::retired, {}, {}, {}};
  REQUIRE(here.says(operator_ayu(), retired).refusal() == Errc::illegal_step);
  REQUIRE(here.says(operator_ayu(), RetireUnit{id("AMB-01")}).refusal() == Errc::not_allowed);
}

TEST_CASE("the policy that was read last holds on all nodes, and stands in the log") {
  UnitList here{{listed("AMB-01", "Satu")}};
  Office other{here, {}};
  other.open();
  REQUIRE(other.desk.policy().acknowledge_within == 60s);
  here.reads({listed("AMB-01", "Satu")}, 90s);
  REQUIRE(here.desk.policy().acknowledge_within == 90s);
  REQUIRE(other.desk.policy().acknowledge_within == 90s);
  const auto last = here.journal->entry(here.journal->size());
  REQUIRE(std::get<SetupRead>(last.events.front().body).setup.policy.acknowledge_within == 90s);
}

TEST_CASE("the response plan that was read last holds on all nodes, and so does what units can do") {
  UnitList here{{listed("AMB-01", "Satu")}};
  Office other{here, {}};
  other.open();
  auto planned = setup(60s);
  const Slot slot{SlotRole::transport, SlotWeight::must, {{"midwife"}}, {}, {}};
  planned.plan = ResponsePlan{{}, {{{}, {"births", {slot}, {}}}}};
  auto able = listed("AMB-01", "Satu");
  able.usual_crew = Capabilities{"midwife"};
  here.desk.expect({{able}, {}, planned});
  ticks(here);
  const auto call = here.calls(Priority::P2);
  for (const auto* desk : {&here.desk, &other.desk}) {
    REQUIRE(desk->view().incident(call)->response == Response{"births", {slot}, {}});
    REQUIRE(has(capabilities_of(*desk->view().unit(id("AMB-01"))), "midwife"));
  }
  const auto end = here.journal->size();
  here.desk.expect({{able}, {}, planned});
  ticks(here);
  REQUIRE(here.journal->size() == end);
}

TEST_CASE("of two nodes with other lists the one that read last is right, and they do not take turns") {
  Office here;
  here.desk.expect({{listed("AMB-01", "Satu")}, {}, setup(60s)});
  Office other{here, {}};
  other.desk.expect({{listed("AMB-01", "Pertama"), listed("AMB-02", "Dua")}, {}, setup(90s)});
  here.open();
  other.open();
  const auto end = here.journal->size();
  for (int i = 0; i < 5; ++i) {
    ticks(here);
    ticks(other);
  }
  REQUIRE(here.journal->size() == end);
  REQUIRE(here.desk.view().unit(id("AMB-01"))->callsign == "Pertama");
  REQUIRE(here.desk.policy().acknowledge_within == 90s);
}

TEST_CASE("while an unlisted unit stays on duty two nodes with other lists do not take turns either") {
  UnitList here{{listed("AMB-01", "Satu"), listed("AMB-09", "Sembilan")}};
  REQUIRE(here.says(operator_ayu(), ChangeDuty{id("AMB-09"), DutyState::on, {}, {}, {}}).done());
  Office other{here, {}};
  other.desk.expect({{listed("AMB-01", "Pertama")}, {}, setup(90s)});
  other.open();
  here.reads({listed("AMB-01", "Satu")});
  ticks(other);
  ticks(here);
  const auto end = here.journal->size();
  for (int i = 0; i < 5; ++i) {
    ticks(here);
    ticks(other);
  }
  REQUIRE(here.journal->size() == end);
  REQUIRE(here.duty("AMB-09") == DutyState::on);
  REQUIRE(here.says(operator_ayu(), ChangeDuty{id("AMB-09"), DutyState::off, {}, {}, {}}).done());
  ticks(here);
  REQUIRE(here.duty("AMB-09") == DutyState::retired);
}

TEST_CASE("a node whose store has lost a unit puts it back, and leaves what another node has read since") {
  UnitList here{{listed("AMB-01", "Satu"), listed("AMB-02", "Dua")}};
  View lost;
  auto newer = *here.desk.view().unit(id("AMB-01"));
  newer.callsign = "Pertama";
  lost.load(newer);
  here.journal->forget_all();
  here.desk.load({{"log-2", 0}, std::move(lost)});
  here.run();
  REQUIRE(here.desk.view().unit(id("AMB-02")) != nullptr);
  REQUIRE(here.desk.view().unit(id("AMB-01"))->callsign == "Pertama");
}

namespace {

Facility hospital(std::string_view name, std::string called, Capabilities capabilities = {}) {
  return {id<FacilityId>(name), 0, std::move(called), "hospital", at(-8.36, 114.62), std::move(capabilities)};
}

}  // namespace

TEST_CASE("facilities of the region's list are registered, changed and retired as units are") {
  Office here;
  const auto reads = [&](std::vector<Facility> facilities) {
    here.desk.expect({{}, std::move(facilities), setup(60s)});
    ticks(here);
  };
  here.open();
  reads({hospital("RS-1", "RSU Negara", {"poned", "ponek"}), hospital("RS-2", "RSU Bunda")});
  REQUIRE(here.journal->size() == 3);
  reads({hospital("RS-1", "RSU Negara", {"poned", "ponek"}), hospital("RS-2", "RSU Bunda")});
  REQUIRE(here.journal->size() == 3);
  const auto full =
      ChangeFacilityStatus{id<FacilityId>("RS-1"), Traffic::Closed, TrafficCause::full, std::nullopt};
  REQUIRE(here.says(operator_ayu(), full).done());

  reads({hospital("RS-1", "RSUD Negara", {"icu"})});
  const auto& kept = *here.desk.view().facility(id<FacilityId>("RS-1"));
  REQUIRE(kept.name == "RSUD Negara");
  REQUIRE(kept.capabilities == Capabilities{"icu"});
  REQUIRE(kept.traffic->state == Traffic::Closed);  // a list says nothing of that
  REQUIRE(here.desk.view().facility(id<FacilityId>("RS-2"))->retired_at.has_value());
  const auto gone = CountBeds{id<FacilityId>("RS-2"), {{BedKind::AdultICU, 1}}};
  REQUIRE(here.says(operator_ayu(), gone).refusal() == Errc::unknown_facility);

  reads({hospital("RS-1", "RSUD Negara", {"icu"}), hospital("RS-2", "RSU Bunda")});
  REQUIRE_FALSE(here.desk.view().facility(id<FacilityId>("RS-2"))->retired_at.has_value());
}

TEST_CASE("nobody registers or retires a facility by a command") {
  Office here;
  here.open();
  const auto made = RegisterFacility{hospital("RS-9", "RS Gelap")};
  REQUIRE(here.says(operator_ayu(), made).refusal() == Errc::not_allowed);
}
