#include <catch2/catch.hpp>

#include "tests/support/process.hpp"
#include "tests/system/history.hpp"
#include "tests/system/two_nodes.hpp"

using namespace tests;

namespace {

auto is_page_with(std::size_t coming, bool expected = false) {
  return [=](const Message& message) {
    if (text(message, "/type") != "facility") return false;
    const auto& all = message.at("coming").as_array();
    return all.size() == coming && (all.empty() || all[0].as_object().contains("expected_at") == expected);
  };
}

auto is_bound(std::string_view facility, bool expected) {
  return [=](const Message& job) {
    const auto* bound = job.as_object().if_contains("bound_for");
    return bound != nullptr && text(*bound, "/facility") == facility &&
           bound->as_object().contains("expected_at") == expected;
  };
}

}  // namespace

TEST_CASE("a hospital on one node sees who a desk on another sends there, and both know that it knows") {
  TwoNodes nodes;
  auto& ayu = *nodes.ayu;
  ayu.subscribe("board");
  Client crew{{.port = nodes.one.port(), .token = nodes.one.token("crew", "AMB-01")}};
  come_on_duty(crew, "AMB-01", negara);
  Client igd{{.port = nodes.other.port(), .token = nodes.other.token("hospital", "RS-NEGARA")}};
  const Message follow = boost::json::object{{"type", "subscribe"}, {"topic", "facility/RS-NEGARA"}};
  igd.say(follow);
  igd.expect(is_page_with(0), "its page");

  const auto said = call("P2");
  ayu.must(said);
  const auto sent = send(id_of(said), "AMB-01", "by hand");
  ayu.must(sent);
  ayu.must(command("assignment.bind", {{"assignment", id_of(sent)}, {"facility", "RS-NEGARA"}}));
  crew.expect_change("assignments", id_of(sent), is_bound("RS-NEGARA", false));
  igd.expect(is_page_with(1), "who comes");
  igd.must(command("assignment.expect", {{"assignment", id_of(sent)}, {"facility", "RS-NEGARA"}}));
  igd.expect(is_page_with(1, true), "that it has answered");
  ayu.expect_change("assignments", id_of(sent), is_bound("RS-NEGARA", true));
  crew.expect_change("assignments", id_of(sent), is_bound("RS-NEGARA", true));

  igd.must(command("facility.status", {{"facility", "RS-NEGARA"}, {"state", "Closed"}, {"cause", "full"}}));
  igd.must_not(command("facility.status", {{"facility", "RS-BUNDA"}, {"state", "Normal"}}), "not_allowed");
  crew.expect_change("facilities", "RS-NEGARA",
                     [](const Message& one) { return text(one, "/traffic/state") == "Closed"; });
  for (const auto* to : {"en_route", "on_scene", "left_scene", "at_destination", "handed_over"})
    crew.must(step(id_of(sent), to));
  igd.expect(is_page_with(0), "that nobody comes any more");
  CHECK(history_of(nodes.redis.address()).faults == std::vector<std::string>{});
}
