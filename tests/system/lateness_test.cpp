#include <catch2/catch.hpp>

#include "tests/system/history.hpp"
#include "tests/system/two_nodes.hpp"

using namespace tests;

namespace {

auto is_late_at(std::vector<std::string> what) {
  return [what = std::move(what)](const Message& job) {
    const auto* late = job.as_object().if_contains("late");
    return late != nullptr && std::ranges::equal(late->as_array(), what, {}, [](const auto& one) {
             return std::string{text(one, "/what")};
           });
  };
}

std::int64_t by_the_wall() {
  using namespace std::chrono;
  return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

template <class T>
std::size_t said_in(const History& history) {
  std::size_t count = 0;
  for (const auto& [n, events] : history.entries)
    for (const auto& event : events) count += std::holds_alternative<T>(event.body) ? 1 : 0;
  return count;
}

}  // namespace

TEST_CASE(
    "a unit drives off the wrong way without a press: each node sees it, and it is said once that it moves "
    "and once that it will be late") {
  TwoNodes nodes{{"--dispatch-slip-s", "10", "--dispatch-acknowledge-s", "3600", "--dispatch-next-unit-s",
                  "3600", "--dispatch-deliver-s", "600", "--dispatch-quiet-after-start-s", "0"}};
  auto& ayu = *nodes.ayu;
  auto& budi = *nodes.budi;
  for (auto* desk : {&ayu, &budi}) desk->subscribe("board");
  ayu.say(boost::json::object{{"type", "subscribe"}, {"topic", "plan"}});
  Client crew{{.port = nodes.other.port(), .token = nodes.other.token("crew", "AMB-01")}};
  come_on_duty(crew, "AMB-01", negara);
  const auto said = call("P2");
  ayu.must(said);
  ayu.expect(
      [&](const Message& message) {
        return text(message, "/type") == "plan" && text(message, "/calls/0/sends/unit") == "AMB-01";
      },
      "a plan that sends it");
  auto sent = send(id_of(said), "AMB-01");
  sent.as_object()["by_plan"] = true;
  ayu.must(sent);
  crew.say(position("AMB-01", {negara.lat, negara.lon + 0.0055}, by_the_wall()));
  for (auto* desk : {&ayu, &budi}) {
    desk->expect_change("assignments", id_of(sent),
                        [](const Message& job) { return job.as_object().contains("moving_since"); });
    const auto late = desk->expect_change("assignments", id_of(sent), is_late_at({"arrival"}));
    const auto job = by_id(late, "/changed/assignments", id_of(sent));
    CHECK(number(job, "/late/0/arrives_at") > number(job, "/opened_at") + 1000 * number(job, "/promised_s"));
    CHECK(text(job, "/state") == "notified");
  }
  const auto history = history_of(nodes.redis.address());
  CHECK(said_in<dispatch::AssignmentMoved>(history) == 1);
  CHECK(said_in<dispatch::AssignmentLate>(history) == 1);
  CHECK(history.faults == std::vector<std::string>{});
}

TEST_CASE(
    "what of a job takes too long is said once over all nodes, and one that is killed leaves none out") {
  TwoNodes nodes{{"--clock-speed", "20", "--dispatch-deliver-s", "5", "--dispatch-turnout-s", "60",
                  "--dispatch-scene-s", "60", "--dispatch-hand-over-s", "60", "--dispatch-acknowledge-s",
                  "3600", "--dispatch-next-unit-s", "20", "--dispatch-hand-over-again-s", "120",
                  "--dispatch-quiet-after-start-s", "0"}};
  auto& budi = *nodes.budi;
  budi.subscribe("board");
  Client crew{{.port = nodes.other.port(), .token = nodes.other.token("crew", "AMB-01")}};
  crew.subscribe("mine");
  crew.must(duty("AMB-01", "on"));
  const auto said = call();
  nodes.ayu->must(said);
  const auto sent = send(id_of(said), "AMB-01", "no position");
  nodes.ayu->must(sent);
  // The tablet is told it, and told it again: it says nothing.
  crew.expect_change("assignments", id_of(sent), is_late_at({"delivery"}));
  std::vector<std::string> late{"delivery", "acknowledgement"};
  budi.expect_change("assignments", id_of(sent), is_late_at(late));
  crew.must(step(id_of(sent), "acknowledged"));
  nodes.one.kill();
  late.emplace_back("turnout");
  budi.expect_change("assignments", id_of(sent), is_late_at(late));
  nodes.one.start();
  crew.must(step(id_of(sent), "on_scene"));
  late.emplace_back("scene");
  budi.expect_change("assignments", id_of(sent), is_late_at(late));
  nodes.one.kill();
  crew.must(step(id_of(sent), "left_scene"));
  crew.must(step(id_of(sent), "at_destination"));
  late.emplace_back("hand_over");
  budi.expect_change("assignments", id_of(sent), is_late_at(late));
  nodes.one.start();
  late.emplace_back("hand_over_again");
  const auto last = budi.expect_change("assignments", id_of(sent), is_late_at(late));
  CHECK(text(by_id(last, "/changed/assignments", id_of(sent)), "/state") == "at_destination");
  const auto history = history_of(nodes.redis.address());
  CHECK(history.faults == std::vector<std::string>{});
}
