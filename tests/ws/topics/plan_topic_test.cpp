#include "ws/topics/plan_topic.hpp"

#include <catch2/catch.hpp>
#include <set>

#include "tests/ws/hall.hpp"

using namespace dispatch;
using namespace tests;

namespace {

// By call the unit that the last plan sends there.
using Sent = std::map<std::string, std::string>;
Sent sent_by(const Hall::Guest& guest) {
  Sent sent;
  for (const auto& text : guest->texts) {
    const auto message = json_of(text);
    if (message.at("type") != "plan") continue;
    sent.clear();
    for (const auto& call : message.at("calls").as_array()) {
      const auto* unit = call.as_object().if_contains("sends");
      sent[std::string{call.at("incident").as_string()}] =
          unit != nullptr ? std::string{unit->at("unit").as_string()} : "";
    }
  }
  guest->forgets();
  return sent;
}

std::string by_plan(std::string_view id, const IncidentId& incident, std::string_view unit) {
  return R"({"type":"assignment.dispatch","id":")" + std::string{id} + R"(","incident":")" +
         std::string{incident.view()} + R"(","unit":")" + std::string{unit} + R"(","by_plan":true})";
}

void clears(Hall& hall, std::string_view unit) {
  for (const auto state : {AssignmentState::en_route, AssignmentState::on_scene, AssignmentState::cleared})
    REQUIRE(hall.presses(unit, state).done());
}

void looks_again(Hall& hall) {
  hall.now += 2s;
  hall.ticks();
}

}  // namespace

TEST_CASE("two desks see the same plan, in which two calls that wait do not have the same unit") {
  Hall hall;
  hall.with_ambulance("AMB-01", 3min);
  hall.with_ambulance("AMB-02", 5min);
  const auto ayu = hall.listens("ayu", {"board", "plan"});
  const auto made = hall.listens("made", {"board", "plan"});
  const auto first = hall.calls(Priority::P1);
  const auto second = hall.calls(Priority::P1);
  looks_again(hall);
  const auto seen = sent_by(ayu);
  REQUIRE(seen.size() == 2);
  REQUIRE(std::set{seen.at(std::string{first.view()}), seen.at(std::string{second.view()})} ==
          std::set<std::string>{"AMB-01", "AMB-02"});
  REQUIRE(sent_by(made) == seen);
}

TEST_CASE("who comes later is told the latest plan, and who has left hears no more") {
  Hall hall;
  hall.with_ambulance("AMB-01", 3min);
  const auto ayu = hall.listens("ayu", {"board", "plan"});
  hall.calls(Priority::P1);
  looks_again(hall);
  const auto seen = sent_by(ayu);
  const auto made = hall.signs_in("made");
  hall.subscribes(made, "plan");
  REQUIRE(sent_by(made) == seen);
  hall.says(made, R"({"type":"unsubscribe","topic":"plan"})");
  hall.calls(Priority::P1);
  looks_again(hall);
  REQUIRE(sent_by(ayu).size() == 2);
  REQUIRE(made->has_nothing());
}

TEST_CASE("every call that waits hears of a unit that clears with the next tick") {
  Hall hall;
  hall.with_ambulance("AMB-01", 3min);
  const auto served = hall.calls(Priority::P1);
  hall.sends(served, "AMB-01");
  const auto ayu = hall.listens("ayu", {"board", "plan"});
  const auto urgent = hall.calls(Priority::P1);
  const auto other = hall.calls(Priority::P3);
  looks_again(hall);
  REQUIRE(sent_by(ayu).at(std::string{urgent.view()}).empty());
  clears(hall, "AMB-01");
  hall.now += 250ms;
  hall.ticks();
  const auto seen = sent_by(ayu);
  REQUIRE(seen.at(std::string{urgent.view()}) == "AMB-01");
  REQUIRE(seen.at(std::string{other.view()}).empty());
}

TEST_CASE("an operator who does not read hears only the latest plan, when there is room again") {
  Hall hall;
  hall.with_ambulance("AMB-01", 3min);
  const auto ayu = hall.listens("ayu", {"plan"});
  ayu->unread = ws::PlanTopic::most_unread;
  hall.calls(Priority::P1);
  looks_again(hall);
  hall.calls(Priority::P1);
  looks_again(hall);
  REQUIRE(ayu->has_nothing());
  ayu->unread = 0;
  hall.ticks();
  REQUIRE(ayu->texts.size() == 1);
  REQUIRE(sent_by(ayu).size() == 2);
}

TEST_CASE("a send by the plan is done while the plan says so, else it is refused with whom it sends now") {
  Hall hall;
  hall.with_ambulance("AMB-01", 3min);
  hall.with_ambulance("AMB-02", 5min);
  const auto ayu = hall.listens("ayu", {"plan"});
  const auto call = hall.calls(Priority::P1);
  looks_again(hall);
  SECTION("it does") {
    ayu->forgets();
    hall.says(ayu, by_plan("d-1", call, "AMB-01"));
    ayu->takes("ack");
    REQUIRE(hall.desk.view().assignment(id<AssignmentId>("d-1"))->by_plan.has_value());
    SECTION("and the same said again is answered as the first time") {
      ayu->forgets();
      hall.says(ayu, by_plan("d-1", call, "AMB-01"));
      ayu->takes("ack");
    }
  }
  SECTION("it sends another") {
    ayu->forgets();
    hall.says(ayu, by_plan("d-1", call, "AMB-02"));
    const auto refused = hall.awaits(ayu, "refused");
    REQUIRE(code_of(refused) == "plan_changed");
    REQUIRE(refused.at("details").at("best").as_string() == "AMB-01");
    REQUIRE(refused.at("details").at("eta_s").as_string() == "240");
  }
  SECTION("the unit was sent elsewhere this moment, and no plan has come since") {
    const auto other = hall.calls(Priority::P1);
    hall.sends(other, "AMB-01");
    ayu->forgets();
    hall.says(ayu, by_plan("d-1", call, "AMB-01"));
    const auto refused = hall.awaits(ayu, "refused");
    REQUIRE(code_of(refused) == "plan_changed");
    REQUIRE(refused.at("details").at("best").as_string() == "AMB-02");
  }
  SECTION("nobody watches any more, so there is no plan") {
    hall.says(ayu, R"({"type":"unsubscribe","topic":"plan"})");
    hall.ticks();
    ayu->forgets();
    hall.says(ayu, by_plan("d-1", call, "AMB-01"));
    REQUIRE(code_of(hall.awaits(ayu, "refused")) == "plan_changed");
  }
}
