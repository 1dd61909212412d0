#include "store/redis_server.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "tests/support/redis.hpp"

using namespace tests;
using store::RedisServer;

namespace {

std::string setting(const RedisServer& server, const std::string& name) {
  auto redis = connect(server.address());
  return ask(redis, {"CONFIG", "GET", name}).list.at(1).text;
}

// A port that somebody listens on, without more care than most programs take.
class Listening {
 public:
  explicit Listening(in_port_t port = 0) : socket_{socket(AF_INET, SOCK_STREAM, 0)} {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = port;
    const int yes = 1;
    setsockopt(socket_, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    is_good_ = bind(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0 &&
               listen(socket_, 1) == 0;
    socklen_t size = sizeof address;
    getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size);
    port_ = address.sin_port;
  }
  ~Listening() { close(socket_); }
  Listening(const Listening&) = delete;
  Listening& operator=(const Listening&) = delete;
  [[nodiscard]] bool is_good() const { return is_good_; }
  [[nodiscard]] in_port_t port() const { return port_; }

 private:
  int socket_;
  bool is_good_ = false;
  in_port_t port_ = 0;
};

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

TEST_CASE("a Redis of our own holds no socket of ours: who is killed leaves the port free") {
  const Folder folder;
  std::optional<Listening> ours{std::in_place};
  REQUIRE(ours->is_good());
  auto server = RedisServer::start(folder.path());
  REQUIRE(server.has_value());
  SECTION("of the first one") {}
  SECTION("nor one that was started again") {
    ::kill(server->process(), SIGKILL);
    REQUIRE(becomes_true([&] { return server->watch(); }));
    connect(server->address());
  }
  const auto port = ours->port();
  ours.reset();
  CHECK(Listening{port}.is_good());
}

TEST_CASE("nobody else may read what a Redis of our own writes") {
  umask(022);
  const Folder folder;
  const auto data = folder.path() / "data";
  const auto server = RedisServer::start(data);
  REQUIRE(server.has_value());
  auto redis = connect(server->address());
  ask(redis, {"SET", "a", "1"});
  ask(redis, {"BGREWRITEAOF"});
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator{data}) {
    using std::filesystem::perms;
    const auto others = entry.symlink_status().permissions() & (perms::group_all | perms::others_all);
    INFO(entry.path());
    CHECK(others == perms::none);
    ++files;
  }
  CHECK(files >= 6);  // socket, lock, log, and the append-only files in their folder
}

TEST_CASE("a Redis that does not last is started again later and later, until a write has gone through") {
  const Folder folder;
  auto server = RedisServer::start(folder.path());
  REQUIRE(server.has_value());
  const auto looks_until_it_is_back = [&] {
    const auto process = store::Process::open(server->process());
    process->signal(SIGKILL);
    REQUIRE(process->ends_within(patience));
    int looks = 1;
    while (!server->watch()) ++looks;
    return looks;
  };
  for (const int looks : {1, 2, 3, 5, 9, 17, 21, 21}) CHECK(looks_until_it_is_back() == looks);
  server->lasts();
  for (const int looks : {1, 2, 3}) CHECK(looks_until_it_is_back() == looks);
}

TEST_CASE("a Redis that finds no room to write is told apart from one that ended otherwise") {
  const Folder folder;
  SmallDisk disk{32};
  auto server = RedisServer::start(folder.path());
  REQUIRE(server.has_value());
  CHECK_FALSE(server->found_no_room());
  const auto write = [&] {
    auto redis = connect(server->address());
    return redis.ask({"SET", "a", std::string(60'000, 'x')}).has_value();
  };
  kill_hard(server->process());
  REQUIRE(becomes_true([&] { return server->watch(); }));
  CHECK_FALSE(server->found_no_room());
  REQUIRE_FALSE(write());
  disk.room(500);
  REQUIRE(becomes_true([&] { return server->watch(); }));
  CHECK(server->found_no_room());  // until it has been seen to write
  REQUIRE(write());
  server->lasts();
  CHECK_FALSE(server->found_no_room());
}

TEST_CASE("a Redis of our own that does not react is ended all the same") {
  const Folder folder;
  auto server = RedisServer::start(folder.path());
  REQUIRE(server.has_value());
  freeze(server->process());
  server->stop();
  CHECK(redis_processes_in(folder.path()).empty());
}
