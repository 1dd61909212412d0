#include <catch2/catch.hpp>

#include "dispatch/model/json.hpp"
#include "tests/support/redis.hpp"
#include "tests/system/history.hpp"
#include "tests/system/load.hpp"

using namespace tests;

namespace {

std::vector<Message> events_in(const Client& client) {
  std::vector<Message> events;
  for (const auto& one : client.heard())
    if (text(one, "/type") == "events") events.push_back(one);
  return events;
}

std::size_t snapshots_in(const Client& client) {
  return static_cast<std::size_t>(std::ranges::count_if(
      client.heard(), [](const auto& one) { return text(one, "/type") == "snapshot"; }));
}

store::Address redis_of(const Folder& folder) {
  store::Address address;
  address.unix_socket = folder.path() / "redis.sock";
  return address;
}

}  // namespace

TEST_CASE("a session that is cut and resumed 100 times sees every event once, in order") {
  const auto seed = printed_seed();
  std::mt19937 random{seed};
  const Folder folder;
  Serve serve{folder.path(), {"--limits-strangers", "1000"}};  // who comes so often would have to wait
  serve.start();
  const auto token = serve.token("operator");
  const auto crew = serve.token("crew", "AMB-01");
  Client watcher{{.port = serve.port(), .token = token}};
  Client tablet{{.port = serve.port(), .token = crew}};
  Client steady{{.port = serve.port(), .token = crew}};
  const auto first = number(watcher.subscribe("board"), "/position/n") + 1;
  tablet.subscribe("mine");
  steady.subscribe("mine");

  Load load{{.port = [&] { return serve.port(); },
             .operator_token = token,
             .crew_tokens = {crew},
             .desks = 2,
             .seed = seed}};
  for (int cut = 0; cut < 100; ++cut) {
    const auto enough = watcher.heard().size() + std::uniform_int_distribution<std::size_t>{1, 8}(random);
    while (watcher.heard().size() < enough) watcher.expect("events");
    tablet.read_what_is_there();
    steady.read_what_is_there();  // who never answers a ping is taken for gone
    watcher.cut();
    tablet.cut();
    load.goes_on_for(std::uniform_int_distribution<std::uint64_t>{1, 10}(random));
    watcher.connect();
    tablet.connect();
    watcher.resume("board");
    tablet.resume("mine");
    tablet.read_what_is_there();
  }
  load.stop();
  // The last words: what comes now reaches all.
  Client ayu{{.port = serve.port(), .token = token}};
  ayu.must(duty("AMB-01", "on"));
  const auto last = static_cast<std::int64_t>(ayu.must(duty("AMB-01", "on")));
  const auto is_last = [&](const Message& one) {
    return text(one, "/type") == "events" && number(one, "/position/n") >= last;
  };
  for (auto* client : {&watcher, &tablet, &steady}) client->expect(is_last, "the last entry");

  CHECK(snapshots_in(watcher) == 1);
  const auto seen = events_in(watcher);
  const auto log = history_of(redis_of(folder));
  CHECK(log.faults == std::vector<std::string>{});
  auto next = first;
  for (const auto& one : seen) {
    REQUIRE(number(one, "/position/n") == next);
    const auto& written = log.entries.at(static_cast<std::uint64_t>(next));
    std::string expected;
    dispatch::json::write_array(expected, written,
                                [](std::string& to, const dispatch::Event& event) { write(to, event); });
    REQUIRE(one.at("events") == boost::json::parse(expected));
    ++next;
  }
  CHECK(next == last + 1);
  WARN(seen.size() << " entries seen over 101 connections");

  const auto resumed = events_in(tablet);
  const auto uncut = events_in(steady);
  REQUIRE(resumed.size() == uncut.size());
  for (std::size_t i = 0; i < uncut.size(); ++i) REQUIRE(resumed[i] == uncut[i]);
}

TEST_CASE("a session that was away for longer than entries are kept gets a fresh picture") {
  const Folder folder;
  Serve serve{folder.path(), {"--limits-kept-entries", "10"}};
  serve.start();
  const auto token = serve.token("operator");
  Client watcher{{.port = serve.port(), .token = token}};
  Client ayu{{.port = serve.port(), .token = token}};
  watcher.subscribe("board");
  const auto said = call();
  ayu.must(said);
  watcher.expect("events");
  watcher.cut();
  const auto missed = GENERATE(10, 11);
  for (int i = 0; i < missed; ++i) ayu.must(note(id_of(said), "more"));

  watcher.connect();
  watcher.resume("board");
  const auto& heard =
      watcher.expect([](const Message& one) { return text(one, "/topic") == "board"; }, "what was missed");
  CHECK(text(heard, "/type") == (missed == 10 ? "events" : "snapshot"));
}

TEST_CASE("a session that missed more than it may have unread gets a fresh picture, not a closed door") {
  const Folder folder;
  Serve serve{folder.path(), {"--limits-queued-bytes", "65536"}};
  serve.start();
  const auto token = serve.token("operator");
  Client watcher{{.port = serve.port(), .token = token}};
  watcher.subscribe("board");
  watcher.cut();
  Client ayu{{.port = serve.port(), .token = token}};
  const auto said = call("P3");
  ayu.must(said);
  std::int64_t last = 0;
  for (int i = 0; i < 40; ++i)
    last = static_cast<std::int64_t>(ayu.must(note(id_of(said), std::string(1900, 'x'))));
  watcher.connect();
  watcher.resume("board");
  CHECK(number(watcher.expect("snapshot"), "/position/n") == last);
  watcher.must(note(id_of(said), "and on"));
  CHECK(number(watcher.expect("events"), "/position/n") == last + 1);
}

TEST_CASE("a session that comes back to a restarted server gets a fresh picture, or what it missed") {
  const Folder folder;
  Serve serve{folder.path()};
  serve.start();
  const auto token = serve.token("operator");
  Client watcher{{.port = serve.port(), .token = token}};
  watcher.subscribe("board");
  const auto said = call();
  {
    Client ayu{{.port = serve.port(), .token = token}};
    ayu.must(said);
    watcher.expect("events");
  }
  const auto before = watcher.position();
  SECTION("killed: its Redis lives on, so the log is the same") {
    serve.kill();
    serve.start();
    watcher.connect(serve.port());
    watcher.resume("board");  // nothing was missed, so nothing is sent before something happens
    watcher.must(note(id_of(said), "after"));
    const auto& next = watcher.expect("events");
    CHECK(number(next, "/position/n") == number(before, "/n") + 1);
    CHECK(snapshots_in(watcher) == 1);
  }
  SECTION("stopped, Redis too: the log is another one") {
    REQUIRE(serve.terminate() == 0);
    serve.start();
    watcher.connect(serve.port());
    watcher.resume("board");
    const auto& picture = watcher.expect(
        [&](const Message& one) {
          return text(one, "/type") == "snapshot" && text(one, "/position/log") != text(before, "/log");
        },
        "a fresh picture");
    CHECK(number(picture, "/position/n") == number(before, "/n"));
    CHECK(by_id(picture, "/picture/incidents", id_of(said)).is_object());
  }
}

TEST_CASE("a position that this log never had is answered with a fresh picture") {
  const Folder folder;
  Serve serve{folder.path()};
  serve.start();
  Client watcher{{.port = serve.port(), .token = serve.token("operator")}};
  const auto here = watcher.subscribe("board").at("position");
  auto after = here;
  SECTION("from the future") {
    after.as_object()["n"] = number(here, "/n") + 1;
  }
  SECTION("of another log") {
    after.as_object()["log"] = std::string(40, '0');
  }
  watcher.say(boost::json::object{{"type", "subscribe"}, {"topic", "board"}, {"after", after}});
  CHECK(watcher.expect("snapshot").at("position") == here);
}
