#include "store/redis_server.hpp"

#include <signal.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>
#include <thread>

#include "tests/support/redis.hpp"

using namespace tests;
using store::RedisServer;

namespace {

// As a Siaga that was killed leaves it behind.
Process left_behind_in(const std::filesystem::path& folder) {
  Process redis{{"redis-server", "--port", "0", "--unixsocket", folder / "redis.sock", "--dir", folder,
                 "--appendonly", "yes", "--appendfsync", "always", "--save", ""},
                folder / "out",
                folder / "err"};
  connect(RedisServer::address_in(folder));
  return redis;
}

std::string setting(const RedisServer& server, const std::string& name) {
  auto redis = connect(server.address());
  return ask(redis, {"CONFIG", "GET", name}).list.at(1).text;
}

}  // namespace

TEST_CASE("a Redis of our own writes everything to disk before it answers, and listens on no port") {
  const Folder folder;
  const auto server = RedisServer::start(folder.path());
  REQUIRE(server.has_value());
  CHECK(setting(*server, "appendonly") == "yes");
  CHECK(setting(*server, "appendfsync") == "always");
  CHECK(setting(*server, "maxmemory-policy") == "noeviction");
  CHECK(setting(*server, "port") == "0");
  CHECK(redis_processes_in(folder.path()) == std::vector{server->process()});
}

TEST_CASE("the Redis of our own ends with us, and what it knew is there at the next start") {
  const Folder folder;
  {
    const auto server = RedisServer::start(folder.path());
    REQUIRE(server.has_value());
    auto redis = connect(server->address());
    ask(redis, {"SET", "a", "1"});
  }
  CHECK(redis_processes_in(folder.path()).empty());
  const auto server = RedisServer::start(folder.path());
  REQUIRE(server.has_value());
  auto redis = connect(server->address());
  CHECK(ask(redis, {"GET", "a"}).text == "1");
}

TEST_CASE("a data folder serves one Siaga: the second is told so and harms nothing") {
  const Folder folder;
  const auto first = RedisServer::start(folder.path());
  REQUIRE(first.has_value());
  const auto second = RedisServer::start(folder.path());
  REQUIRE(second.has_error());
  CHECK(second.error().what.find(folder.path()) != std::string::npos);
  CHECK(second.error().what.find("another siaga") != std::string::npos);
  CHECK(redis_processes_in(folder.path()) == std::vector{first->process()});
}

TEST_CASE("the folder is free again when the first has ended") {
  const Folder folder;
  REQUIRE(RedisServer::start(folder.path()).has_value());
  CHECK(RedisServer::start(folder.path()).has_value());
}

TEST_CASE("a data folder that is not there is made") {
  const Folder folder;
  const auto deeper = folder.path() / "a" / "b";
  CHECK(RedisServer::start(deeper).has_value());
  CHECK(std::filesystem::is_directory(deeper));
}

TEST_CASE("a data folder that cannot be made is told by name") {
  const Folder folder;
  std::ofstream{folder.path() / "file"} << "not a folder";
  const auto started = RedisServer::start(folder.path() / "file" / "data");
  REQUIRE(started.has_error());
  CHECK(started.error().what.find("file/data") != std::string::npos);
}

TEST_CASE("a data folder with a path too long for a socket is told so") {
  const Folder folder;
  const auto started = RedisServer::start(folder.path() / std::string(100, 'x'));
  REQUIRE(started.has_error());
  CHECK(started.error().what.find("too long") != std::string::npos);
}

TEST_CASE("without redis-server installed the start says what is missing") {
  const Folder folder;
  const std::string path = std::getenv("PATH");
  setenv("PATH", folder.path().c_str(), 1);
  const auto started = RedisServer::start(folder.path());
  setenv("PATH", path.c_str(), 1);
  REQUIRE(started.has_error());
  CHECK(started.error().what.find("redis-server") != std::string::npos);
}

TEST_CASE("a Redis that cannot read its own log ends the start, with the file that says why") {
  const Folder folder;
  std::filesystem::create_directories(folder.path() / "appendonlydir");
  std::ofstream{folder.path() / "appendonlydir" / "appendonly.aof.manifest"} << "this is no manifest\n";
  const auto started = RedisServer::start(folder.path());
  REQUIRE(started.has_error());
  CHECK(started.error().what.find("redis.log") != std::string::npos);
}

TEST_CASE("a Redis that a killed Siaga left behind is adopted, and ends with us") {
  const Folder folder;
  auto left = left_behind_in(folder.path());
  auto server = RedisServer::start(folder.path());
  REQUIRE(server.has_value());
  CHECK(server->process() == left.id());
  CHECK(redis_processes_in(folder.path()) == std::vector{left.id()});
  std::thread stopping{[&] { server->stop(); }};
  CHECK(left.exit_status() == 0);  // as init does, when its parent is gone
  stopping.join();
  CHECK(redis_processes_in(folder.path()).empty());
}

TEST_CASE("a Redis of our own that was killed is started again with all it knew") {
  const Folder folder;
  auto server = RedisServer::start(folder.path());
  REQUIRE(server.has_value());
  auto redis = connect(server->address());
  for (int round = 0; round < 5; ++round) {
    ask(redis, {"INCR", "rounds"});
    CHECK_FALSE(server->watch());
    ::kill(server->process(), SIGKILL);
    REQUIRE(becomes_true([&] { return server->watch(); }));
    CHECK_FALSE(server->watch());
    redis = connect(server->address());
    CHECK(ask(redis, {"GET", "rounds"}).text == std::to_string(round + 1));
  }
}

TEST_CASE("an adopted Redis that was killed is started again") {
  const Folder folder;
  auto left = left_behind_in(folder.path());
  auto server = RedisServer::start(folder.path());
  REQUIRE(server.has_value());
  REQUIRE(server->process() == left.id());
  CHECK_FALSE(server->watch());
  SECTION("by whoever waits for it") {
    left.kill();
  }
  SECTION("and nobody waits for it") {
    ::kill(left.id(), SIGKILL);
  }
  REQUIRE(becomes_true([&] { return server->watch(); }, std::chrono::seconds{10}));
  connect(server->address());
}

TEST_CASE("a Redis that was left behind and is slow to answer gets no second one beside it") {
  const Folder folder;
  const auto left = left_behind_in(folder.path());
  freeze(left.id());
  std::optional<dispatch::OrFault<RedisServer>> server;
  std::thread starting{[&] { server.emplace(RedisServer::start(folder.path())); }};
  const bool second_one =
      becomes_true([&] { return redis_processes_in(folder.path()).size() > 1; }, std::chrono::seconds{3});
  thaw(left.id());
  starting.join();
  CHECK_FALSE(second_one);
  REQUIRE(server->has_value());
  CHECK((*server)->process() == left.id());
}

TEST_CASE("a Redis of our own that does not react is ended all the same") {
  const Folder folder;
  auto server = RedisServer::start(folder.path());
  REQUIRE(server.has_value());
  freeze(server->process());
  server->stop();
  CHECK(redis_processes_in(folder.path()).empty());
}
