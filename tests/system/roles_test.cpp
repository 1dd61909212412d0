#include <catch2/catch.hpp>

#include "tests/system/said.hpp"

using namespace tests;

namespace {

Message subscribe_to(std::string_view topic) {
  return boost::json::object{{"type", "subscribe"}, {"topic", topic}};
}

}  // namespace

TEST_CASE("each role may do what is its own, and nothing else") {
  const Folder folder;
  Serve serve{folder.path()};
  serve.start();
  Client ayu{{.port = serve.port(), .token = serve.token("operator")}};
  Client crew{{.port = serve.port(), .token = serve.token("crew", "AMB-01")}};
  Client other{{.port = serve.port(), .token = serve.token("crew", "AMB-02")}};
  Client wall{{.port = serve.port(), .token = serve.token("supervisor")}};
  const auto now = number(ayu.welcome(), "/server_time");

  const auto said = call();
  ayu.must(said);
  ayu.must(duty("AMB-02", "on"));  // the desk may do it for a crew that cannot
  crew.must(duty("AMB-01", "on"));
  const auto sent = send(id_of(said), "AMB-01", "no position");
  ayu.must(sent);
  const auto incident = id_of(said);
  const auto job = id_of(sent);

  SECTION("a crew does its own job, and no other's") {
    for (const auto& command :
         {call(), send(incident, "AMB-02", "x"), note(incident, "x"), call_off(incident),
          duty("AMB-02", "off"), step(job, "stood_down", "x"), step(job, "notified"),
          command("incident.triage",
                  {{"incident", incident}, {"triage", {{"priority", "P4"}, {"needs", "either"}}}}),
          command("incident.locate", {{"incident", incident}, {"place", {{"text", "x"}}}}),
          command("incident.reopen", {{"incident", incident}, {"reason", "x"}}),
          command("assignment.reassign", {{"assignment", job}, {"unit", "AMB-02"}, {"reason", "x"}})})
      crew.must_not(command, "not_allowed");
    other.must_not(step(job, "acknowledged"), "not_allowed");
    crew.must(step(job, "acknowledged"));
  }
  SECTION("a crew sees its own job, not the board and not the map") {
    for (const auto* topic : {"board", "map/12/3350/2143"}) {
      crew.say(subscribe_to(topic));
      crew.expect_refused("not_allowed");
    }
    crew.say(boost::json::object{{"type", "recommend"}, {"incident", incident}});
    crew.expect_refused("not_allowed");
    const auto mine = crew.subscribe("mine");
    CHECK(mine.at("picture").at("assignments").as_array().size() == 1);
    CHECK(other.subscribe("mine").at("picture").at("assignments").as_array().empty());
    CHECK(other.subscribe("mine").at("picture").at("incidents").as_array().empty());
  }
  SECTION("a crew tells where its own unit is, and no other's") {
    crew.say(position("AMB-02", negara, now));
    crew.expect_refused("not_allowed");
    crew.say(position("AMB-01", negara, now));
    for (auto* client : {&ayu, &wall}) {
      client->say(position("AMB-01", mendoyo, now + 1));
      client->expect_refused("not_allowed");
    }
    crew.must(duty("AMB-01", "on"));
    CHECK(by_id(ayu.subscribe("board"), "/picture/units", "AMB-01").at("fix").at("at") == now);
  }
  SECTION("a supervisor sees everything and changes nothing but what came of a job") {
    for (const auto& command : {call(), send(incident, "AMB-02", "x"), note(incident, "x"),
                                call_off(incident), duty("AMB-02", "off"), step(job, "acknowledged")})
      wall.must_not(command, "not_allowed");
    wall.must_not(command("assignment.outcome", {{"assignment", job}, {"outcome", "dead"}}), "illegal_step");
    wall.subscribe("board");
    wall.subscribe("map/12/3350/2143");
    wall.say(boost::json::object{{"type", "recommend"}, {"incident", incident}});
    wall.expect("recommendation");
    wall.say(subscribe_to("mine"));
    wall.expect_refused("not_allowed");
  }
  SECTION("an operator has no job of its own") {
    ayu.say(subscribe_to("mine"));
    ayu.expect_refused("not_allowed");
    ayu.must(step(job, "acknowledged"));  // told by radio
    ayu.must_not(step(job, "timed_out"), "illegal_step");
  }
}
