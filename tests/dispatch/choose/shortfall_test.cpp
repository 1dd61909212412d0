#include <catch2/catch.hpp>

#include "tests/dispatch/choose/slot_town.hpp"

using namespace dispatch;
using namespace tests;
using enum AssignmentState;
using Lack = Shortfall::Code;
using Strings = std::vector<std::string>;

namespace {

const auto begins = slot(SlotRole::first, {{"basic"}});
const auto carries_with_midwife = slot(SlotRole::transport, {{"transports"}, {"midwife", "doctor"}});
const auto nutritionist = slot(SlotRole::first, {{"nutritionist"}}, SlotWeight::should);

// Of the only slot that the calls of a town have.
Shortfall only(const Town& town, const IncidentId& call) {
  const auto made = town.proposal(call);
  REQUIRE(made.shortfalls.size() == 1);
  return made.shortfalls.front();
}

std::string text(const std::optional<UnitId>& unit) {
  return unit ? std::string{unit->view()} : "-";
}

}  // namespace

TEST_CASE("who is proposed fills an open slot, and which ones is said") {
  SlotTown town{{begins, carries}};
  town.with(UnitKind::motorcycle, "MOT-01", 1min).with_ambulance("AMB-01", 5min);
  const auto call = town.calls(Priority::P1);
  const auto both = town.proposal(call).options;
  REQUIRE(both.size() == 2);
  REQUIRE(both[0].fills == std::vector<std::uint64_t>{0});
  REQUIRE(both[1].fills == std::vector<std::uint64_t>{0, 1});
  town.sends(call, "MOT-01");
  town.with(UnitKind::motorcycle, "MOT-02", 1min);
  REQUIRE(town.proposed(call) == Strings{"AMB-01"});
  REQUIRE(town.proposal(call).options.front().fills == std::vector<std::uint64_t>{1});
}

TEST_CASE("where all slots are filled one more of whoever fits is proposed") {
  SlotTown town{{carries}};
  town.with_ambulance("AMB-01", 1min).with_ambulance("AMB-02", 5min).with(UnitKind::home_care, "HC-01", 1min);
  const auto call = town.calls(Priority::P2);
  town.sends(call, "AMB-01");
  REQUIRE(town.proposed(call) == Strings{"AMB-02"});
  REQUIRE(town.proposal(call).options.front().fills.empty());
}

TEST_CASE("who should come stands after who must, however near") {
  SlotTown town{{nutritionist, carries}};
  town.with_able(UnitKind::home_care, "HC-01", 1min, {}, {"nutritionist"}).with_ambulance("AMB-01", 9min);
  const auto call = town.calls(Priority::P2);
  REQUIRE(town.proposed(call) == Strings{"AMB-01", "HC-01"});
  const auto reasons = town.proposal(call).options.back().reasons;
  REQUIRE(std::ranges::find(reasons, Reason::Code::only_helps, &Reason::code) != reasons.end());
  town.sends(call, "AMB-01");
  REQUIRE(town.proposed(call) == Strings{"HC-01"});
}

TEST_CASE("the first for each slot is among the five, however many others are nearer") {
  SlotTown town{{begins, carries}};
  for (int i = 1; i < 9; ++i) town.with(UnitKind::motorcycle, "MOT-0" + std::to_string(i), 1min);
  town.with_ambulance("AMB-01", 20min);
  const auto proposed = town.proposed(town.calls(Priority::P1));
  REQUIRE(proposed.size() == 5);
  REQUIRE(proposed.back() == "AMB-01");
}

TEST_CASE("a slot for which the region has nobody says so, and names who can do most of it") {
  SlotTown town{{carries_with_midwife}};
  town.with_ambulance("AMB-01", 9min)
      .with_ambulance("AMB-02", 5min)
      .with(UnitKind::motorcycle, "MOT-01", 1min);
  const auto missing = only(town, town.calls(Priority::P2));
  REQUIRE(missing.code == Lack::none_can);
  REQUIRE_FALSE(missing.value.has_value());
  REQUIRE(text(missing.substitute) == "AMB-02");
  REQUIRE(missing.substitute_eta_s == 60 + 300);
}

TEST_CASE("a slot whose units are all on other jobs says how many, and who is nearest") {
  SlotTown town{{carries_with_midwife}};
  town.with_able(UnitKind::ambulance, "AMB-MW", 2min, {}, {"midwife"});
  town.with_able(UnitKind::ambulance, "AMB-DR", 4min, {}, {"doctor"});
  for (const auto* unit : {"AMB-MW", "AMB-DR"}) town.sends(town.calls(Priority::P1), unit);
  const auto missing = only(town, town.calls(Priority::P2));
  REQUIRE(missing.code == Lack::none_free);
  REQUIRE(missing.value == 2);
  REQUIRE(text(missing.unit) == "AMB-MW");
  REQUIRE(text(missing.substitute) == "-");
}

TEST_CASE("of several reasons why nobody can come the mildest is named") {
  SlotTown town{{carries_with_midwife}};
  town.with_able(UnitKind::ambulance, "AMB-OFF", 1min, {}, {"midwife"});
  REQUIRE(town.duty("AMB-OFF", DutyState::off).done());
  REQUIRE(only(town, town.calls(Priority::P2)).code == Lack::off_duty);
  town.with_able(UnitKind::ambulance, "AMB-BUSY", 2min, {}, {"midwife"});
  town.sends(town.calls(Priority::P1), "AMB-BUSY");
  REQUIRE(only(town, town.calls(Priority::P2)).code == Lack::none_free);
  town.with_able(UnitKind::ambulance, "AMB-LOST", 3min, {}, {"midwife"});
  const auto call = town.calls(Priority::P2);
  town.falls_silent("AMB-LOST");
  town.passes(400s);
  const auto missing = only(town, call);
  REQUIRE(missing.code == Lack::position_old);
  REQUIRE(missing.value == 400);
  REQUIRE(text(missing.unit) == "AMB-LOST");
}

TEST_CASE("who declined is not the one that a slot waits for, and it is said") {
  SlotTown town{{carries_with_midwife}};
  town.with_able(UnitKind::ambulance, "AMB-MW", 2min, {}, {"midwife"});
  const auto call = town.calls(Priority::P2);
  town.sends(call, "AMB-MW");
  REQUIRE(town.presses("AMB-MW", declined, "no fuel").done());
  REQUIRE(only(town, call).code == Lack::declined);
}

TEST_CASE("who needs longer than a slot allows is out of range, and still proposed") {
  auto soon = carries_with_midwife;
  soon.within_s = 600s;
  SlotTown town{{soon}};
  town.with_able(UnitKind::ambulance, "AMB-MW", 20min, {}, {"midwife"}).with_ambulance("AMB-01", 3min);
  const auto call = town.calls(Priority::P2);
  const auto missing = only(town, call);
  REQUIRE(missing.code == Lack::out_of_range);
  REQUIRE(missing.value == 1260);
  REQUIRE(text(missing.unit) == "AMB-MW");
  REQUIRE(text(missing.substitute) == "AMB-01");
  REQUIRE(town.proposed(call) == Strings{"AMB-MW"});
  town.with_able(UnitKind::ambulance, "AMB-DR", 8min, {}, {"doctor"});
  REQUIRE(town.proposal(call).shortfalls.empty());
}

TEST_CASE("nothing is short where somebody can come for each slot, or each is filled") {
  SlotTown town{{begins, carries}};
  town.with_ambulance("AMB-01", 3min);
  const auto call = town.calls(Priority::P1);
  REQUIRE(town.proposal(call).shortfalls.empty());
  town.sends(call, "AMB-01");
  REQUIRE(town.proposal(call).shortfalls.empty());
}
