#include <catch2/catch.hpp>
#include <deque>
#include <map>

#include "tests/system/history.hpp"
#include "tests/system/two_nodes.hpp"

using namespace tests;

namespace {

const Serve::Flags by_itself{"--clock-speed",
                             "4",
                             "--sending-P1",
                             "after 30 s",
                             "--dispatch-assign-s",
                             "3600",
                             "--dispatch-acknowledge-s",
                             "3600",
                             "--dispatch-next-unit-s",
                             "3600",
                             "--dispatch-quiet-after-start-s",
                             "0"};

bool has(const Message& one, std::string_view field) {
  return one.as_object().contains(field);
}
bool counts_down(const Message& incident) {
  return has(incident, "countdown");
}
bool has_a_job(const Message& incident) {
  return !incident.at("assignments").as_array().empty();
}

// By incident how many units were sent to it, and by whom.
std::map<std::string, std::vector<std::string>> sent_in(const History& history) {
  std::map<std::string, std::vector<std::string>> sent;
  for (const auto& [n, events] : history.entries)
    for (const auto& event : events)
      if (const auto* open = std::get_if<dispatch::AssignmentOpened>(&event.body))
        sent[std::string{open->assignment.incident.view()}].push_back(event.by);
  return sent;
}

}  // namespace

TEST_CASE("one of two nodes is killed while countdowns run: each call gets its unit, once, by the rule") {
  TwoNodes nodes{by_itself};
  auto& budi = *nodes.budi;
  budi.subscribe("board");
  std::deque<Client> crews;
  for (const auto* unit : {"AMB-01", "AMB-02", "AMB-03"}) {
    crews.emplace_back(Client::Options{.port = nodes.other.port(), .token = nodes.other.token("crew", unit)});
    come_on_duty(crews.back(), unit, negara);
  }
  std::vector<std::string> calls;
  for (int i = 0; i < 3; ++i) {
    const auto said = call("P1");
    nodes.ayu->must(said);
    calls.push_back(id_of(said));
  }
  for (const auto& one : calls) budi.expect_change("incidents", one, counts_down);
  nodes.one.kill();
  for (const auto& one : calls) {
    const auto& change = budi.expect_change("incidents", one, has_a_job);
    CHECK_FALSE(counts_down(by_id(change, "/changed/incidents", one)));
    const auto& jobs = change.at("changed").at("assignments").as_array();
    REQUIRE(jobs.size() == 1);
    CHECK(text(jobs.front(), "/by") == "siaga");
    CHECK(text(jobs.front(), "/by_rule/mode") == "after");
  }
  nodes.one.start();
  const auto later = note(calls.front(), "both are back");
  budi.must(later);
  const auto history = history_of(nodes.redis.address());
  CHECK(history.faults == std::vector<std::string>{});
  for (const auto& one : calls) CHECK(sent_in(history)[one] == std::vector<std::string>{"siaga"});
}

TEST_CASE("a stop at one node holds at the other, and nothing is sent to that call by itself") {
  TwoNodes nodes{by_itself};
  auto& ayu = *nodes.ayu;
  auto& budi = *nodes.budi;
  for (auto* desk : {&ayu, &budi}) desk->subscribe("board");
  std::deque<Client> crews;
  for (const auto* unit : {"AMB-01", "AMB-02"}) {
    crews.emplace_back(Client::Options{.port = nodes.other.port(), .token = nodes.other.token("crew", unit)});
    come_on_duty(crews.back(), unit, negara);
  }
  const auto stopped = call("P1");
  ayu.must(stopped);
  budi.expect_change("incidents", id_of(stopped), counts_down);
  ayu.must(command("incident.stop_sending", {{"incident", id_of(stopped)}}));
  budi.expect_change("incidents", id_of(stopped),
                     [](const Message& one) { return has(one, "sending_stopped") && !counts_down(one); });
  budi.must_not(command("incident.stop_sending", {{"incident", id_of(stopped)}}), "illegal_step");
  const auto later = call("P1");
  budi.must(later);
  // The time of the call that came later runs down, the other's does not.
  ayu.expect_change("incidents", id_of(later), has_a_job);
  const auto history = history_of(nodes.redis.address());
  CHECK(sent_in(history).size() == 1);
  CHECK(history.faults == std::vector<std::string>{});
}
