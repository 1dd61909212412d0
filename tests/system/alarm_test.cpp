#include <catch2/catch.hpp>

#include "tests/support/redis.hpp"
#include "tests/system/said.hpp"

using namespace tests;

namespace {

const Serve::Flags fast{
    "--clock-speed",       "20", "--dispatch-acknowledge-s",  "5",    "--dispatch-quiet-after-start-s", "0",
    "--dispatch-assign-s", "30", "--dispatch-position-old-s", "86400"};

bool declined_before(const Message& recommendation, std::string_view unit) {
  for (const auto& one : recommendation.at("passed_over").as_array())
    for (const auto& reason : one.at("reasons").as_array())
      if (text(one, "/unit") == unit && text(reason, "/code") == "declined_before") return true;
  return false;
}

}  // namespace

TEST_CASE("a job that nobody acknowledges goes back to the desk as an alarm, with the next unit proposed") {
  const Folder folder;
  Serve serve{folder.path(), fast};
  serve.start();
  Client ayu{{.port = serve.port(), .token = serve.token("operator")}};
  Client asleep{{.port = serve.port(), .token = serve.token("crew", "AMB-01")}};
  Client awake{{.port = serve.port(), .token = serve.token("crew", "AMB-03")}};
  come_on_duty(asleep, "AMB-01", negara);
  come_on_duty(awake, "AMB-03", mendoyo);
  asleep.must(duty("AMB-01", "on"));
  awake.must(duty("AMB-03", "on"));
  ayu.subscribe("board");
  const auto said = call();
  ayu.must(said);
  ayu.expect("recommendation");
  const auto sent = send(id_of(said), "AMB-01");
  ayu.must(sent);
  if (GENERATE(true, false)) asleep.ask(step(id_of(sent), "delivered"));  // the tablet has it, nobody pressed

  const auto is_timed_out = [](const Message& job) { return text(job, "/state") == "timed_out"; };
  const auto back = ayu.expect_change("assignments", id_of(sent), is_timed_out);
  const auto incident = by_id(back, "/changed/incidents", id_of(said));
  CHECK(text(incident, "/alarm/kind") == "not_acknowledged");
  CHECK(text(incident, "/alarm/unit") == "AMB-01");
  CHECK(text(incident, "/state") == "pending");
  CHECK(text(by_id(back, "/changed/units", "AMB-01"), "/availability/state") == "available");
  const auto next = ayu.expect("recommendation");
  CHECK(text(next, "/options/0/unit") == "AMB-03");
  CHECK(declined_before(next, "AMB-01"));
  asleep.expect_change("assignments", id_of(sent), is_timed_out);
  asleep.must_not(step(id_of(sent), "acknowledged"), "illegal_step");

  const auto again = send(id_of(said), "AMB-03");
  ayu.must(again);
  awake.must(step(id_of(again), "acknowledged"));
  const auto calm = ayu.expect_change(
      "assignments", id_of(again), [](const Message& job) { return text(job, "/state") == "acknowledged"; });
  CHECK_FALSE(by_id(calm, "/changed/incidents", id_of(said)).as_object().contains("alarm"));
}

TEST_CASE("an urgent call with nobody on it raises an alarm, once, whichever node finds it first") {
  Redis redis;
  auto flags = fast;
  flags.insert(flags.end(), {"--redis-url", redis.url()});
  Serve one{redis.folder() / "one", flags};
  Serve other{redis.folder() / "other", flags};
  one.start();
  other.start();
  Client ayu{{.port = one.port(), .token = one.token("operator")}};
  ayu.subscribe("board");
  const auto urgent = call("P1");
  const auto calm = call("P2");
  ayu.must(calm);
  ayu.must(urgent);
  const auto& alarm = ayu.expect_change("incidents", id_of(urgent), [](const Message& incident) {
    return incident.as_object().contains("alarm");
  });
  CHECK(text(alarm, "/events/0/type") == "incident.overdue");
  CHECK(text(alarm, "/events/0/by") == "siaga");
  const auto last = ayu.must(note(id_of(calm), "only a question"));
  ayu.expect(
      [&](const Message& heard) {
        return text(heard, "/type") == "events" &&
               number(heard, "/position/n") == static_cast<std::int64_t>(last);
      },
      "the note");
  CHECK(std::ranges::count_if(ayu.heard(), [](const Message& heard) {
          return text(heard, "/type") == "events" && text(heard, "/events/0/type") == "incident.overdue";
        }) == 1);
}

TEST_CASE("after a start no crew's time runs out before tablets could come back") {
  const Folder folder;
  Serve serve{folder.path(), {"--clock-speed", "20", "--dispatch-acknowledge-s", "5"}};
  const auto before = std::chrono::system_clock::now().time_since_epoch() / std::chrono::milliseconds{1};
  serve.start();
  Client ayu{{.port = serve.port(), .token = serve.token("operator")}};
  ayu.subscribe("board");
  const auto said = call("P2");
  ayu.must(said);
  const auto sent = send(id_of(said), "AMB-01", "by radio");
  ayu.must(sent);
  const auto& back = ayu.expect_change("assignments", id_of(sent),
                                       [](const Message& job) { return text(job, "/state") == "timed_out"; });
  // By Siaga's own clock, though 5 s after it was sent would have been enough.
  CHECK(number(back, "/events/0/recorded") >= before + 30'000);
}

TEST_CASE("a planned visit falls due at its time") {
  const Folder folder;
  Serve serve{folder.path(), fast};
  serve.start();
  Client ayu{{.port = serve.port(), .token = serve.token("operator")}};
  ayu.subscribe("board");
  auto visit = call("P4", negara, "home_care");
  visit.as_object()["scheduled_at"] = number(ayu.welcome(), "/server_time") + 20'000;
  ayu.must(visit);
  ayu.expect_change("incidents", id_of(visit),
                    [](const Message& one) { return text(one, "/state") == "scheduled"; });
  ayu.expect_change("incidents", id_of(visit),
                    [](const Message& one) { return text(one, "/state") == "due"; });
}

TEST_CASE("what has long been over leaves the boards, and all that is left is told") {
  const Folder folder;
  Serve serve{folder.path(), {"--dispatch-archive-s", "1"}};
  serve.start();
  Client ayu{{.port = serve.port(), .token = serve.token("operator")}};
  ayu.subscribe("board");
  const auto said = call("P3");
  ayu.must(said);
  const auto sent = send(id_of(said), "AMB-01", "by radio");
  ayu.must(sent);
  ayu.must(call_off(id_of(said)));
  const auto& gone = ayu.expect(
      [](const Message& one) {
        return text(one, "/type") == "events" && text(one, "/events/0/type") == "incident.archived";
      },
      "the archived incident");
  CHECK(gone.at("changed").at("gone") == boost::json::array{id_of(said), id_of(sent)});
  const auto board = ayu.subscribe("board");
  CHECK(board.at("picture").at("incidents").as_array().empty());
  CHECK(board.at("picture").at("assignments").as_array().empty());
}
