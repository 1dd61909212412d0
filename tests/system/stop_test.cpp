#include <signal.h>

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "tests/support/redis.hpp"
#include "tests/system/crowd.hpp"
#include "tests/system/said.hpp"

using namespace tests;

TEST_CASE("SIGTERM is a clean stop: everybody is told, then closed, and Redis ends too") {
  const Folder folder;
  Serve serve{folder.path()};
  serve.start();
  const auto token = serve.token("operator");
  Client ayu{{.port = serve.port(), .token = token}};
  Client crew{{.port = serve.port(), .token = serve.token("crew", "AMB-01")}};
  Client nobody{{.port = serve.port()}};
  ayu.subscribe("board");
  ayu.must(call());
  serve.process().signal(SIGTERM);
  for (auto* client : {&ayu, &crew}) {
    const auto& told = client->expect("notice");
    CHECK(text(told, "/code") == "stopping");
    CHECK(client->close_code() == 1012);
  }
  CHECK(nobody.close_code() == 1012);
  CHECK(serve.process().exit_status() == 0);
  CHECK(redis_processes_in(folder.path()).empty());
  CHECK_THROWS_AS(Client({.port = serve.port(), .token = token}), wire::Ended);
}

TEST_CASE("a stop does not wait for those who do not listen") {
  const Folder folder;
  Serve serve{folder.path()};
  serve.start();
  Client deaf{{.port = serve.port(), .receive_buffer = 4096}};
  deaf.say(boost::json::object{{"type", "hello"}, {"token", serve.token("operator")}});
  deaf.say(boost::json::object{{"type", "subscribe"}, {"topic", "board"}});
  Crowd silent;
  silent.connect(serve.port(), 10);
  Crowd half;
  half.connect(serve.port(), 10, "GET /healthz HTTP/1.1\r\nHost: x\r\n");
  CHECK(serve.terminate() == 0);
  CHECK(redis_processes_in(folder.path()).empty());
}

TEST_CASE("a stop while Redis is silent ends all the same, and nobody is told what is not true") {
  Redis redis;
  Serve serve{redis.folder() / "node", {"--redis-url", redis.url()}};
  serve.start();
  const auto token = serve.token("operator");
  Client ayu{{.port = serve.port(), .token = token}};
  redis.freeze();
  const auto said = call();
  ayu.say(said);
  serve.process().signal(SIGTERM);
  CHECK(serve.process().exit_status() == 0);
  redis.thaw();
  ayu.read_what_is_there();
  for (const auto& one : ayu.heard()) CHECK(text(one, "/type") != "ack");
}

TEST_CASE("a stop ends a Redis of its own that does not react") {
  const Folder folder;
  Serve serve{folder.path()};
  serve.start();
  freeze(serve.own_redis());
  CHECK(serve.terminate() == 0);
  CHECK(redis_processes_in(folder.path()).empty());
}

TEST_CASE("a second server on the same data folder is told so, and the first goes on") {
  const Folder folder;
  Serve serve{folder.path()};
  serve.start();
  Process second{serve.command("serve", {"--listen", "127.0.0.1:0"}), folder.path() / "2.out",
                 folder.path() / "2.err"};
  CHECK(second.exit_status() == 1);
  CHECK(text_of(folder.path() / "2.err").find("another siaga uses the data folder") != std::string::npos);
  Client ayu{{.port = serve.port(), .token = serve.token("operator")}};
  ayu.must(call());
}

TEST_CASE("after an orderly restart every unit is where it was last, however briefly before it had said so") {
  const Folder folder;
  Serve serve{folder.path()};
  serve.start();
  const auto desk = serve.token("operator");
  const std::vector<std::string> units{"AMB-01", "AMB-02", "AMB-03", "AMB-04", "AMB-05"};
  {
    Client ayu{{.port = serve.port(), .token = desk}};
    Client crew{{.port = serve.port(), .token = serve.token("crew", "AMB-01,AMB-02,AMB-03,AMB-04,AMB-05")}};
    const auto now = number(crew.welcome(), "/server_time");
    for (const auto& unit : units) crew.say(position(unit, negara, now));
    crew.say(position("AMB-05", mendoyo, now + 1));
    REQUIRE(becomes_true([&] { return serve.metric("fixes_total") >= 6; }));
  }
  REQUIRE(serve.terminate() == 0);
  serve.start();
  Client ayu{{.port = serve.port(), .token = desk}};
  const auto& board = ayu.subscribe("board");
  for (const auto& unit : units) CHECK(by_id(board, "/picture/units", unit).as_object().contains("fix"));
  const auto last = by_id(board, "/picture/units", "AMB-05").at("fix").at("lon").as_double();
  CHECK(last == Approx(mendoyo.lon));
}
