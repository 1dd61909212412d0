#include <catch2/catch.hpp>

#include "tests/system/history.hpp"
#include "tests/system/two_nodes.hpp"

using namespace tests;

namespace {

auto came_to(std::string_view code, std::string_view by) {
  return [=](const Message& job) {
    return job.as_object().contains("outcome") && text(job, "/outcome/code") == code &&
           text(job, "/outcome/by") == by;
  };
}

Message outcome(const Message& sent, std::string_view code) {
  return command("assignment.outcome", {{"assignment", id_of(sent)}, {"outcome", code}});
}

}  // namespace

TEST_CASE("what a crew says came of its job is seen at the desk of another node, which corrects it") {
  TwoNodes nodes;
  auto& ayu = *nodes.ayu;
  auto& budi = *nodes.budi;
  budi.subscribe("board");
  Client crew{{.port = nodes.one.port(), .token = nodes.one.token("crew", "AMB-01")}};
  come_on_duty(crew, "AMB-01", negara);
  auto said = call("P2");
  said.at("triage").as_object()["age_months"] = 7;
  said.at("triage").as_object()["sex"] = "male";
  ayu.must(said);
  budi.expect_change("incidents", id_of(said), [](const Message& incident) {
    return number(incident, "/triage/age_months") == 7 && text(incident, "/triage/sex") == "male";
  });
  const auto sent = send(id_of(said), "AMB-01", "by hand");
  ayu.must(sent);
  crew.must_not(outcome(sent, "refused"), "illegal_step");
  crew.must(step(id_of(sent), "en_route"));
  crew.must(step(id_of(sent), "on_scene"));
  crew.must(command("assignment.bind", {{"assignment", id_of(sent)}, {"facility", "RS-NEGARA"}}));
  budi.expect_change("assignments", id_of(sent),
                     [](const Message& job) { return job.as_object().contains("bound_for"); });
  budi.must(command("assignment.unbind", {{"assignment", id_of(sent)}, {"facility", "RS-NEGARA"}}));
  crew.expect_change("assignments", id_of(sent),
                     [](const Message& job) { return !job.as_object().contains("bound_for"); });
  crew.must(step(id_of(sent), "cleared"));
  crew.must(outcome(sent, "refused"));
  budi.expect_change("assignments", id_of(sent), came_to("refused", "crew AMB-01"));
  budi.must(outcome(sent, "treated_home"));
  Client made{{.port = nodes.other.port(), .token = nodes.other.token("supervisor")}};
  made.must(outcome(sent, "handed_to_other"));
  budi.expect_change("assignments", id_of(sent), [](const Message& job) {
    return job.as_object().contains("outcome") && text(job, "/outcome/code") == "handed_to_other";
  });
  CHECK(history_of(nodes.redis.address()).faults == std::vector<std::string>{});
}
