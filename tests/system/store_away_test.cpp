#include <catch2/catch.hpp>

#include "tests/support/redis.hpp"
#include "tests/system/history.hpp"
#include "tests/system/said.hpp"

using namespace tests;

namespace {

auto notice(std::string_view code) {
  return [code = std::string{code}](const Message& one) {
    return text(one, "/type") == "notice" && text(one, "/code") == code;
  };
}

// A server whose Redis is a test's to stop.
struct Away {
  Redis redis;
  Serve serve{redis.folder() / "node", {"--redis-url", redis.url()}};
  std::string token;
  std::optional<Client> ayu;

  Away() {
    serve.start();
    token = serve.token("operator");
    ayu.emplace(Client::Options{.port = serve.port(), .token = token});
    ayu->subscribe("board");
  }
  // Until it is neither refused for now, nor unknown.
  Message insists(const Message& command) {
    Message answer;
    const bool answered = becomes_true([&] {
      answer = ayu->ask(command);
      const auto code = text(answer, "/code");
      return code != "store_unavailable" && code != "outcome_unknown";
    });
    REQUIRE(answered);
    return answer;
  }
};

}  // namespace

TEST_CASE(
    "while Redis is away nothing is lost: commands are refused, told since when, and work when it is back") {
  Away desk;
  auto& ayu = *desk.ayu;
  const auto before = call();
  ayu.must(before);
  desk.redis.kill();
  const auto away = ayu.expect(notice("store_away"), "the notice that the store is away");
  CHECK(number(away, "/since") >= number(ayu.welcome(), "/server_time"));
  const auto said = note(id_of(before), "typed while it was away");
  for (int i = 0; i < 3; ++i) {
    const auto& refused = ayu.must_not(said, "store_unavailable");
    CHECK(text(refused, "/message").find("nothing was lost") != std::string::npos);
  }
  CHECK(http_get(desk.serve.port(), "/readyz").status == 503);
  CHECK(http_get(desk.serve.port(), "/healthz").status == 200);
  CHECK(desk.serve.metric("store_up") == 0);
  CHECK(ayu.subscribe("board").at("picture").at("incidents").as_array().size() == 1);  // the last picture

  desk.redis.start();
  ayu.expect(notice("store_back"), "the notice that the store is back");
  const auto answer = desk.insists(said);
  CHECK(text(answer, "/type") == "ack");
  CHECK(history_of(desk.redis.address()).faults == std::vector<std::string>{});
  CHECK(history_of(desk.redis.address()).commands.contains(id_of(said)));
}

TEST_CASE("a Redis that falls silent is away too, and what was said meanwhile happens once") {
  Away desk;
  auto& ayu = *desk.ayu;
  const auto said = call();
  desk.redis.freeze();
  const auto& unknown = ayu.ask(said);
  const auto code = text(unknown, "/code");
  CHECK((code == "outcome_unknown" || code == "store_unavailable"));
  ayu.expect(notice("store_away"), "the notice that the store is away");
  desk.redis.thaw();
  ayu.expect(notice("store_back"), "the notice that the store is back");
  const auto answer = desk.insists(said);
  REQUIRE(text(answer, "/type") == "ack");
  const auto history = history_of(desk.redis.address());
  CHECK(history.faults == std::vector<std::string>{});
  CHECK(history.commands.at(id_of(said)) == static_cast<std::uint64_t>(number(answer, "/position/n")));
}

TEST_CASE("who signs in while Redis is away is asked to come again, not turned away") {
  Away desk;
  desk.redis.kill();
  desk.ayu->expect(notice("store_away"), "the notice that the store is away");
  Client late{{.port = desk.serve.port()}};
  const Message hello = boost::json::object{{"type", "hello"}, {"token", desk.token}};
  late.say(hello);
  late.expect_refused("store_unavailable");
  CHECK(late.is_open());
  desk.redis.start();
  desk.ayu->expect(notice("store_back"), "the notice that the store is back");
  late.say(hello);
  const auto& welcome = late.expect("welcome");
  CHECK(text(welcome, "/store/state") == "up");
}

TEST_CASE("a server that starts while Redis is away waits for it, and shows no empty board") {
  Redis redis;
  redis.kill();
  Serve serve{redis.folder() / "node", {"--redis-url", redis.url()}};
  serve.start(Serve::Until::listening);
  CHECK(http_get(serve.port(), "/readyz").status == 503);
  redis.start();
  REQUIRE(becomes_true([&] { return serve.is_ready(); }));
  Client ayu{{.port = serve.port(), .token = serve.token("operator")}};
  ayu.must(call());
}

TEST_CASE("a server that starts while Redis cannot write yet has its fleet all the same when it can") {
  Redis redis;
  redis.ask({"CLIENT", "PAUSE", "60000", "WRITE"});
  Serve serve{redis.folder() / "node", {"--redis-url", redis.url()}};
  serve.start(Serve::Until::listening);
  CHECK(http_get(serve.port(), "/readyz").status == 503);  // not before a write has gone through
  redis.ask({"CLIENT", "UNPAUSE"});
  CHECK(becomes_true([&] { return serve.is_ready(); }, std::chrono::seconds{20}));
}

TEST_CASE("after a failover to a Redis that knows less, everybody sees what that Redis knows") {
  Away desk;
  auto& ayu = *desk.ayu;
  const auto file = desk.redis.folder() / "appendonlydir" / "appendonly.aof.1.incr.aof";
  const auto kept = call();
  ayu.must(kept);
  const auto known = std::filesystem::file_size(file);
  const auto lost = call();
  const auto n = ayu.must(lost);
  const auto before = ayu.position();
  ayu.forget();
  // As a replica that had not got the last entry when it was promoted.
  desk.redis.kill();
  std::filesystem::resize_file(file, known);
  desk.redis.start();
  const auto& fresh = ayu.expect("snapshot");
  CHECK(by_id(fresh, "/picture/incidents", id_of(kept)).is_object());
  CHECK(by_id(fresh, "/picture/incidents", id_of(lost)).is_null());
  CHECK(text(fresh, "/position/log") != text(before, "/log"));

  ayu.expect(notice("store_back"), "the notice that the store is back");
  const auto next = desk.insists(call("P3"));
  CHECK(number(next, "/position/n") ==
        static_cast<std::int64_t>(n));  // the number stands for something else now
  Client late{{.port = desk.serve.port(), .token = desk.token}};
  late.say(boost::json::object{{"type", "subscribe"}, {"topic", "board"}, {"after", before}});
  CHECK(late.expect("snapshot").at("picture").at("incidents").as_array().size() == 2);
  CHECK(history_of(desk.redis.address()).faults == std::vector<std::string>{});
}

TEST_CASE("a crew that answers while the store is away for twice its time to answer has answered") {
  Redis redis;
  Serve serve{redis.folder() / "node",
              {"--redis-url", redis.url(), "--clock-speed", "20", "--dispatch-acknowledge-s", "40",
               "--dispatch-quiet-after-start-s", "0", "--dispatch-position-old-s", "86400"}};
  serve.start();
  Client ayu{{.port = serve.port(), .token = serve.token("operator")}};
  Client crew{{.port = serve.port(), .token = serve.token("crew", "AMB-01"), .device = "tablet-1"}};
  come_on_duty(crew, "AMB-01", negara);
  const auto said = call();
  ayu.must(said);
  const auto sent = send(id_of(said), "AMB-01");
  ayu.must(sent);

  const auto server_time = [&] {
    ayu.say(boost::json::object{{"type", "ping"}});
    return number(ayu.expect("pong"), "/server_time");
  };
  redis.kill();
  const auto away = number(ayu.expect(notice("store_away"), "the notice that the store is away"), "/since");
  const auto pressed = step(id_of(sent), "acknowledged");
  crew.must_not(pressed, "store_unavailable");
  while (server_time() < away + 80'000) ayu.forget();
  redis.start();
  Message answer;
  REQUIRE(becomes_true([&] {
    answer = crew.ask(pressed);
    return text(answer, "/code") != "store_unavailable";
  }));
  CHECK(text(answer, "/type") == "ack");
  for (const auto& [n, events] : history_of(redis.address()).entries)
    for (const auto& event : events)
      if (const auto* stepped = std::get_if<dispatch::AssignmentStepped>(&event.body))
        CHECK(stepped->to != dispatch::AssignmentState::timed_out);
}
