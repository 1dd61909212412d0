#include <catch2/catch.hpp>

#include "tests/support/redis.hpp"
#include "tests/system/answers.hpp"
#include "tests/system/history.hpp"
#include "tests/system/said.hpp"

using namespace tests;

namespace {

Message passed_over(const Message& recommendation, std::string_view unit) {
  for (const auto& one : recommendation.at("passed_over").as_array())
    if (text(one, "/unit") == unit) return one;
  return nullptr;
}

auto in_state(std::string_view state) {
  return [state = std::string{state}](const Message& entity) { return text(entity, "/state") == state; };
}

store::Address redis_of(const Serve& serve) {
  store::Address address;
  address.unix_socket = serve.data() / "redis.sock";
  return address;
}

}  // namespace

TEST_CASE("a call goes from the caller's word to the crew that is free again, and all who should know do") {
  const Folder folder;
  Serve serve{folder.path()};
  serve.start();
  Client ayu{{.port = serve.port(), .token = serve.token("operator")}};
  Client wall{{.port = serve.port(), .token = serve.token("supervisor")}};
  Client near{{.port = serve.port(), .token = serve.token("crew", "AMB-01"), .device = "tablet-1"}};
  Client far{{.port = serve.port(), .token = serve.token("crew", "AMB-03"), .device = "tablet-3"}};
  ayu.subscribe("board");
  wall.subscribe("board");
  come_on_duty(near, "AMB-01", negara);
  come_on_duty(far, "AMB-03", mendoyo);
  near.must(duty("AMB-01", "on"));  // answered after the position before it has been taken

  // Received, and at once it is shown who should go and why.
  const auto said = call("P1", negara);
  const auto incident = id_of(said);
  ayu.must(said);
  const auto& received = ayu.expect_change("incidents", incident, in_state("pending"));
  const auto new_incident = by_id(received, "/changed/incidents", incident);
  CHECK(text(new_incident, "/number").starts_with("JBR-"));
  CHECK(text(new_incident, "/number").ends_with("-001"));
  CHECK(text(new_incident, "/place/text") == "behind the market");
  const auto proposal = ayu.expect("recommendation");
  REQUIRE(proposal.at("options").as_array().size() == 2);
  CHECK(text(proposal, "/options/0/unit") == "AMB-01");
  CHECK(has_reason(proposal.at("options").at(0), "first_to_arrive"));
  CHECK(has_reason(proposal.at("options").at(0), "straight_line"));
  CHECK(has_reason(proposal.at("options").at(1), "later"));
  CHECK(has_reason(passed_over(proposal, "AMB-02"), "off_duty"));

  // Sent: the crew's tablet is told, and the desk sees that it was.
  const auto sent = send(incident, "AMB-01");
  const auto job = id_of(sent);
  ayu.must(sent);
  ayu.expect_change("incidents", incident, in_state("assigned"));
  const auto& offered = near.expect_change("assignments", job, in_state("reserved"));
  CHECK(text(by_id(offered, "/changed/incidents", incident), "/place/text") == "behind the market");
  ayu.expect_change("assignments", job, in_state("notified"));

  struct Press {
    std::string_view to;
    std::string_view incident_then;
  };
  for (const auto& [to, then] :
       {Press{"delivered", "assigned"}, Press{"acknowledged", "assigned"}, Press{"en_route", "responding"},
        Press{"on_scene", "on_scene"}, Press{"at_patient", "on_scene"}, Press{"left_scene", "transporting"},
        Press{"at_destination", "at_destination"}, Press{"handed_over", "at_destination"},
        Press{"cleared", "closed"}}) {
    CAPTURE(to);
    near.must(step(job, to));
    near.expect_change("assignments", job, in_state(to));
    const auto& seen = ayu.expect_change("assignments", job, in_state(to));
    CHECK(text(by_id(seen, "/changed/incidents", incident), "/state") == then);
    wall.expect_change("assignments", job, in_state(to));
  }

  const auto board = ayu.subscribe("board");
  CHECK(text(by_id(board, "/picture/incidents", incident), "/state") == "closed");
  CHECK(text(by_id(board, "/picture/units", "AMB-01"), "/availability/state") == "available");
  const auto life = by_id(board, "/picture/assignments", job);
  CHECK(life.at("times").as_array().size() == 11);
  CHECK(far.heard().size() == 4);  // welcome, snapshot, ack, its own duty: nothing of others' work
  CHECK(serve.terminate() == 0);
}

TEST_CASE("the time when it happened and the time when it was recorded are both kept") {
  const Folder folder;
  Serve serve{folder.path()};
  serve.start();
  Client ayu{{.port = serve.port(), .token = serve.token("operator")}};
  ayu.subscribe("board");
  const auto happened = number(ayu.welcome(), "/server_time") - 90'000;
  auto said = call();
  said.as_object()["at"] = happened;
  ayu.must(said);
  const auto& heard = ayu.expect("events");
  CHECK(number(heard, "/events/0/at") == happened);
  CHECK(number(heard, "/events/0/recorded") >= happened + 90'000);
  CHECK(number(heard, "/changed/incidents/0/received_at") == happened);
}

TEST_CASE("a home visit is offered to home care, and ends at the patient") {
  const Folder folder;
  Serve serve{folder.path()};
  serve.start();
  Client ayu{{.port = serve.port(), .token = serve.token("operator")}};
  Client ambulance{{.port = serve.port(), .token = serve.token("crew", "AMB-01")}};
  Client nurse{{.port = serve.port(), .token = serve.token("crew", "HC-01")}};
  ayu.subscribe("board");
  come_on_duty(ambulance, "AMB-01", negara);
  come_on_duty(nurse, "HC-01", mendoyo);
  nurse.must(duty("HC-01", "on"));
  ambulance.must(duty("AMB-01", "on"));

  const auto visit = call("P4", negara, "home_care");
  ayu.must(visit);
  const auto proposal = ayu.expect("recommendation");
  REQUIRE(proposal.at("options").as_array().size() == 1);
  CHECK(text(proposal, "/options/0/unit") == "HC-01");
  CHECK(has_reason(passed_over(proposal, "AMB-01"), "does_not_fit"));

  const auto against_the_rule = ayu.must_not(send(id_of(visit), "AMB-01"), "needs_reason");
  CHECK(text(against_the_rule, "/message").find("AMB-01") != std::string::npos);
  const auto sent = send(id_of(visit), "HC-01");
  ayu.must(sent);
  for (const auto* to : {"acknowledged", "on_scene", "at_patient", "cleared"})
    nurse.must(step(id_of(sent), to));
  ayu.expect_change("incidents", id_of(visit), in_state("closed"));
}

TEST_CASE("a crew that declines says why, and the desk is shown who is next") {
  const Folder folder;
  Serve serve{folder.path()};
  serve.start();
  Client ayu{{.port = serve.port(), .token = serve.token("operator")}};
  Client first{{.port = serve.port(), .token = serve.token("crew", "AMB-01")}};
  Client second{{.port = serve.port(), .token = serve.token("crew", "AMB-03")}};
  come_on_duty(first, "AMB-01", negara);
  come_on_duty(second, "AMB-03", mendoyo);
  first.must(duty("AMB-01", "on"));
  second.must(duty("AMB-03", "on"));
  ayu.subscribe("board");
  const auto said = call();
  ayu.must(said);
  ayu.expect("recommendation");
  const auto sent = send(id_of(said), "AMB-01");
  ayu.must(sent);
  first.must_not(step(id_of(sent), "declined"), "needs_reason");
  first.must(step(id_of(sent), "declined", "flat tyre"));
  const auto& back = ayu.expect_change("assignments", id_of(sent), in_state("declined"));
  CHECK(text(back, "/changed/incidents/0/alarm/kind") == "declined");
  CHECK(text(back, "/changed/incidents/0/alarm/unit") == "AMB-01");
  const auto next = ayu.expect("recommendation");
  CHECK(text(next, "/options/0/unit") == "AMB-03");
  CHECK(has_reason(passed_over(next, "AMB-01"), "declined_before"));
}

TEST_CASE("after a restart everything is as it was") {
  const Folder folder;
  Serve serve{folder.path()};
  serve.start();
  const auto token = serve.token("operator");
  Message before;
  {
    Client ayu{{.port = serve.port(), .token = token}};
    const auto one = call("P0");
    const auto other = call("P3", mendoyo);
    ayu.must(one);
    ayu.must(other);
    ayu.must(note(id_of(one), "the gate is blue"));
    ayu.must(duty("AMB-01", "on"));
    ayu.must(send(id_of(one), "AMB-01", "no position"));
    ayu.must(call_off(id_of(other), "hoax"));
    before = ayu.subscribe("board").at("picture");
  }
  REQUIRE(serve.terminate() == 0);
  serve.start();
  Client ayu{{.port = serve.port(), .token = token}};  // tokens are kept too
  CHECK(ayu.subscribe("board").at("picture") == before);
  CHECK(history_of(redis_of(serve)).faults == std::vector<std::string>{});
}

TEST_CASE("a trial with a faster clock is told to everybody who comes") {
  const Folder folder;
  Serve serve{folder.path(), {"--clock-speed", "60"}};
  serve.start();
  const Client ayu{{.port = serve.port(), .token = serve.token("operator")}};
  CHECK(number(ayu.welcome(), "/clock_speed") == 60);
}

TEST_CASE("whoever signs in is told who they are, where, and how the store is") {
  const Folder folder;
  Serve serve{folder.path()};
  serve.start();
  const Client crew{{.port = serve.port(), .token = serve.token("crew", "AMB-01,MOT-01")}};
  CHECK(text(crew.welcome(), "/role") == "crew");
  CHECK(crew.welcome().at("units") == boost::json::array{"AMB-01", "MOT-01"});
  CHECK(text(crew.welcome(), "/region/name") == "jembrana");
  CHECK(number(crew.welcome(), "/clock_speed") == 1);
  CHECK(text(crew.welcome(), "/store/state") == "up");
}
