#include "tests/system/crowd.hpp"
#include "tests/support/strangers.hpp"

#include <catch2/catch.hpp>

#include "tests/system/said.hpp"

using namespace tests;

TEST_CASE("5,000 sockets that say nothing keep nobody from being served, and are closed") {
  allow_many_files();
  const Folder folder;
  Serve serve{folder.path(), {"--limits-silence-s", "8", "--limits-strangers", "6000"}};
  serve.start();
  Client ayu{{.port = serve.port(), .token = serve.token("operator")}};
  ayu.subscribe("board");
  Crowd silent;
  silent.connect(serve.port(), 4000);
  silent.connect(serve.port(), 500, "GET /healthz HTTP/1.1\r\nHost: ");
  silent.connect(serve.port(), 500, upgrade);
  REQUIRE(becomes_true([&] { return open_files(serve.process()) > 5000; }));

  const auto said = call();
  ayu.must(said);
  ayu.expect("events");
  CHECK(http_get(serve.port(), "/healthz").status == 200);
  Client late{{.port = serve.port(), .token = serve.token("operator")}};
  late.must(note(id_of(said), "not kept waiting"));

  CHECK(becomes_true([&] { return silent.open() == 0; }));
  CHECK(becomes_true([&] { return open_files(serve.process()) < 100; }));
  late.must(note(id_of(said), "still here"));
  ayu.must(note(id_of(said), "and here"));
}

TEST_CASE("more connections than allowed are turned away, and those that are stay") {
  const Folder folder;
  Serve serve{folder.path(), {"--limits-connections", "20"}};
  serve.start();
  Client ayu{{.port = serve.port(), .token = serve.token("operator")}};
  Crowd many;
  many.connect(serve.port(), 19, upgrade);
  Crowd more;
  more.connect(serve.port(), 50, upgrade);
  CHECK(becomes_true([&] { return more.open() == 0; }));
  CHECK(many.open() == 19);
  ayu.must(call());
}

TEST_CASE("whoever does not sign in is told why and closed with 4002") {
  const Folder folder;
  Serve serve{folder.path(), {"--limits-silence-s", "5"}};  // ayu, too, must sign in within it
  serve.start();
  Client ayu{{.port = serve.port(), .token = serve.token("operator")}};
  Client silent{{.port = serve.port()}};
  Client chatty{{.port = serve.port()}};
  chatty.say(call());
  CHECK(silent.close_code() == 4002);
  CHECK(chatty.close_code() == 4002);
  ayu.must(call());  // signed in, and silent for as long
}

namespace {

// An incident with many long notes is large each time it changes. Nobody knows where it is, so nothing is
// proposed.
Message large_call() {
  return command("incident.receive", {{"place", {{"text", "somewhere"}}}});
}
const std::string long_note(1900, 'x');

bool somebody_was_too_slow(const Serve& serve) {
  return serve.log().find("reason=slow") != std::string::npos;
}

}  // namespace

TEST_CASE("a client that never reads is closed, and everybody else is served") {
  const Folder folder;
  Serve serve{folder.path(), {"--limits-queued-bytes", "65536"}};
  serve.start();
  const auto token = serve.token("operator");
  Client ayu{{.port = serve.port(), .token = token}};
  Client other{{.port = serve.port(), .token = token}};
  other.subscribe("board");
  Client deaf{{.port = serve.port(), .receive_buffer = 4096}};
  deaf.say(boost::json::object{{"type", "hello"}, {"token", token}});
  deaf.say(boost::json::object{{"type", "subscribe"}, {"topic", "board"}});
  REQUIRE(becomes_true([&] { return serve.metric("sessions") == 3; }));

  for (int incident = 0; incident < 20 && !somebody_was_too_slow(serve); ++incident) {
    const auto said = large_call();
    ayu.must(said);
    other.expect("events");
    for (int i = 0; i < 150 && !somebody_was_too_slow(serve); ++i) {
      ayu.must(note(id_of(said), long_note));
      other.expect("events");  // none is kept from the others
    }
  }
  REQUIRE(somebody_was_too_slow(serve));
  CHECK(becomes_true([&] { return serve.metric("sessions") == 2; }));
  const auto code = deaf.close_code();
  CHECK((code == 4008 || code == 0));  // 0: cut, because it did not even read the goodbye
}

TEST_CASE("a client that was closed for not reading comes back from where it was") {
  const Folder folder;
  Serve serve{folder.path(), {"--limits-queued-bytes", "65536"}};
  serve.start();
  const auto token = serve.token("operator");
  Client ayu{{.port = serve.port(), .token = token}};
  Client slow{{.port = serve.port(), .token = token}};
  const auto first = number(slow.subscribe("board"), "/position/n");
  std::int64_t last = 0;
  for (int incident = 0; incident < 40 && !somebody_was_too_slow(serve); ++incident) {
    const auto said = large_call();
    ayu.must(said);
    for (int i = 0; i < 150 && !somebody_was_too_slow(serve); ++i)
      last = static_cast<std::int64_t>(ayu.must(note(id_of(said), long_note)));
  }
  REQUIRE(somebody_was_too_slow(serve));
  slow.close_code();  // reads what there is
  slow.connect();
  slow.resume("board");
  slow.expect([&](const Message&) { return number(slow.position(), "/n") >= last; }, "the last entry");
  // No gap and no repeat: entry by entry, and at most once a fresh picture instead of the many that were
  // missed.
  auto next = first;
  int pictures = 0;
  for (const auto& one : slow.heard()) {
    if (text(one, "/type") == "events") REQUIRE(number(one, "/position/n") == ++next);
    if (text(one, "/type") != "snapshot") continue;
    next = number(one, "/position/n");
    ++pictures;
  }
  CHECK(next == last);
  CHECK(pictures <= 2);
}

TEST_CASE("who reads is not taken for slow because of one large message with a small one behind it") {
  const Folder folder;
  Serve serve{folder.path(), {"--limits-queued-bytes", "65536"}};
  serve.start();
  Client ayu{{.port = serve.port(), .token = serve.token("operator")}};
  ayu.subscribe("board");
  const auto said = call("P3");
  ayu.must(said);
  for (int i = 0; i < 50; ++i) {
    ayu.must(note(id_of(said), long_note));  // the ack is the small one
    ayu.expect("events");
  }
  CHECK_FALSE(somebody_was_too_slow(serve));
}
