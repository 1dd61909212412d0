#include <catch2/catch.hpp>
#include <cstdlib>
#include <sstream>

#include "tests/support/redis.hpp"
#include "tests/support/town.hpp"
#include "tests/system/history.hpp"
#include "tests/system/load.hpp"

using namespace tests;

namespace {

int kill_rounds() {
  const auto* given = std::getenv("KILL_ROUNDS");
  return given == nullptr ? 10 : std::stoi(given);
}

// A server with everybody at work.
struct Busy {
  unsigned seed = printed_seed();
  std::mt19937 random{seed};
  Folder folder;
  Serve serve{folder.path()};
  std::atomic<unsigned short> port{0};
  std::string token;
  std::optional<Load> load;

  explicit Busy(int desks = 3) {
    start();
    token = serve.token("operator");
    load.emplace(Load::Options{.port = [this] { return port.load(); },
                               .operator_token = token,
                               .crew_tokens = {serve.token("crew", "AMB-01"), serve.token("crew", "AMB-02")},
                               .desks = desks,
                               .seed = seed});
  }
  void start() {
    serve.start(Serve::Until::listening);
    port = serve.port();
  }
  // Work goes on, and stops at any moment.
  void works_a_while() { load->goes_on_for(std::uniform_int_distribution<std::uint64_t>{20, 400}(random)); }
  [[nodiscard]] store::Address redis() const {
    store::Address address;
    address.unix_socket = folder.path() / "redis.sock";
    return address;
  }

  // Everybody stops working; then what they were answered is compared with what is.
  void check() {
    load->goes_on_for(100);
    const auto people = load->stop();
    const auto history = history_of(redis());
    CHECK(history.faults == std::vector<std::string>{});
    std::size_t acknowledged = 0;
    std::size_t lost = 0;
    std::size_t done_though_refused = 0;
    for (const auto& person : people)
      for (const auto& one : person) {
        const auto found = history.commands.find(id_of(one.command));
        const bool is_there = found != history.commands.end();
        if (one.n) {
          ++acknowledged;
          if (!is_there || found->second != *one.n) ++lost;
        } else if (is_there) {
          ++done_though_refused;
        }
      }
    WARN(acknowledged << " commands acknowledged, " << history.end() << " entries");
    CHECK(acknowledged > 0);
    CHECK(lost == 0);
    CHECK(done_though_refused == 0);

    // The board is what the log makes of it.
    Client ayu{{.port = port, .token = token}};
    const auto board = ayu.subscribe("board");
    if (static_cast<std::uint64_t>(number(board, "/position/n")) == history.end())
      CHECK(board.at("picture") == boost::json::parse(Town::picture_of(history.view)));

    // Said again, everything gets the answer that it got.
    for (const auto& person : people) {
      if (person.empty()) continue;
      std::size_t again = 0;
      if (person.front().by_crew) continue;  // of a tablet only the last is kept: below
      for (auto one = person.rbegin(); one != person.rend() && again < 50; ++one, ++again)
        if (one->n) REQUIRE(ayu.must(one->command) == *one->n);
    }
    CHECK(history_of(redis()).end() - history.end() < 50);  // nothing but what Siaga does by itself
  }
};

}  // namespace

TEST_CASE("kill -9 of the server at any moment loses no acknowledged command and sends no unit twice") {
  Busy busy;
  for (int round = 0; round < 6; ++round) {
    busy.works_a_while();
    busy.serve.kill();
    busy.start();
  }
  busy.check();
}

TEST_CASE("kill -9 of its Redis at any moment loses nothing: Siaga starts it again") {
  Busy busy;
  for (int round = 0; round < 6; ++round) {
    busy.works_a_while();
    const auto before = busy.serve.own_redis();
    kill_hard(before);
    REQUIRE(becomes_true([&] { return redis_processes_in(busy.folder.path()).size() == 1; }));
    CHECK(busy.serve.own_redis() != before);
  }
  busy.check();
}

TEST_CASE("kill -9 of the server and of its Redis together loses nothing") {
  Busy busy;
  for (int round = 0; round < 6; ++round) {
    busy.works_a_while();
    const auto redis = busy.serve.own_redis();
    if (round % 2 == 0) {
      kill_hard(redis);
      busy.serve.kill();
    } else {
      busy.serve.kill();
      kill_hard(redis);
    }
    busy.start();
  }
  busy.check();
}

TEST_CASE("under thirty sessions, of ten kills -9 of the server, its Redis or both none costs anything") {
  Busy busy{28};
  std::uniform_int_distribution kind{0, 3};
  for (int round = 0; round < kill_rounds(); ++round) {
    busy.works_a_while();
    const auto redis = busy.serve.own_redis();
    const auto kills = kind(busy.random);
    if (kills == 0 || kills == 2) kill_hard(redis);
    if (kills > 0) busy.serve.kill();
    if (kills == 3) kill_hard(redis);
    if (kills > 0) busy.start();
    REQUIRE(becomes_true([&] {
      const auto all = redis_processes_in(busy.folder.path());
      return all.size() == 1 && (kills == 1 || all.front() != redis);
    }));
  }
  busy.check();
}

TEST_CASE("after any pair of kills the server starts at the first try, on the port that it had") {
  const Folder folder;
  Serve serve{folder.path()};
  serve.start();
  const auto token = serve.token("operator");
  const auto kills =
      GENERATE(as<std::string>{}, "R wait S", "R S", "S R", "S start R wait S", "R wait R wait S");
  CAPTURE(kills);
  for (int round = 0; round < 3; ++round) {
    Client tablet{{.port = serve.port(), .token = token}};
    pid_t killed = -1;
    std::istringstream each{kills};
    for (std::string one; each >> one;) {
      if (one == "S") serve.kill();
      if (one == "R") kill_hard(killed = serve.own_redis());
      if (one == "start") serve.start_on_same_port();
      if (one == "wait")
        REQUIRE(becomes_true([&] {
          const auto all = redis_processes_in(folder.path());
          return all.size() == 1 && all.front() != killed;
        }));
    }
    CHECK(tablet.close_code() == 0);  // nobody who is left holds a socket of the server's
    serve.start_on_same_port();
    CHECK(serve.own_redis() != killed);
    Client ayu{{.port = serve.port(), .token = token}};
    ayu.must(call());
  }
}

TEST_CASE("a Redis that was left behind and then killed is started again like one's own") {
  Busy busy;
  busy.works_a_while();
  busy.serve.kill();
  busy.start();
  busy.works_a_while();
  kill_hard(busy.serve.own_redis());
  REQUIRE(becomes_true([&] { return redis_processes_in(busy.folder.path()).size() == 1; }));
  busy.works_a_while();
  busy.check();
}

TEST_CASE("SIGTERM under load finishes what was accepted and loses nothing") {
  Busy busy;
  for (int round = 0; round < 4; ++round) {
    busy.works_a_while();
    CHECK(busy.serve.terminate() == 0);
    CHECK(redis_processes_in(busy.folder.path()).empty());
    busy.start();
  }
  busy.check();
}

TEST_CASE("a tablet's last command is answered the same however long it was away") {
  const Folder folder;
  Serve serve{folder.path()};
  serve.start();
  const auto token = serve.token("crew", "AMB-01");
  const auto on = duty("AMB-01", "on");
  std::uint64_t n = 0;
  {
    Client tablet{{.port = serve.port(), .token = token, .device = "tablet-1"}};
    n = tablet.must(on);
  }
  for (int round = 0; round < 3; ++round) {
    serve.kill();
    serve.start();
    Client tablet{{.port = serve.port(), .token = token, .device = "tablet-1"}};
    CHECK(tablet.must(on) == n);
  }
}
