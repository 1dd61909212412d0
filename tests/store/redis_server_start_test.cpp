#include <signal.h>
#include <sys/stat.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "store/redis_server.hpp"
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

// What is told while a start takes long.
struct Words {
  std::mutex mutex;
  std::vector<std::string> all;
  RedisServer::Start start(std::chrono::milliseconds longest,
                           std::chrono::milliseconds first_word = std::chrono::milliseconds{50}) {
    return {.tell =
                [this](const std::string& what) {
                  const std::lock_guard lock{mutex};
                  all.push_back(what);
                },
            .first_word = first_word,
            .longest = longest};
  }
  bool has(std::string_view part) {
    const std::lock_guard lock{mutex};
    return std::ranges::any_of(all, [&](const auto& one) { return one.find(part) != std::string::npos; });
  }
};

}  // namespace

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

TEST_CASE("an entry that was half written when all stopped is dropped, and that is said once") {
  const Folder folder;
  const auto keep = [&](const char* value) {
    Words words;
    auto server = RedisServer::start(folder.path(), words.start(std::chrono::seconds{60}));
    REQUIRE(server.has_value());
    auto redis = connect(server->address());
    ask(redis, {"SET", "a", value});
    return words.has("half written");
  };
  CHECK_FALSE(keep("1"));
  for (const auto& file : std::filesystem::directory_iterator{folder.path() / "appendonlydir"})
    if (file.path().string().find(".incr.") != std::string::npos)
      std::filesystem::resize_file(file.path(), file.file_size() - 3);
  CHECK(keep("2"));
  CHECK_FALSE(keep("3"));
}

TEST_CASE("the log of our own Redis does not grow for ever: what is long is laid aside at a start") {
  const Folder folder;
  const auto log = folder.path() / "redis.log";
  CHECK(RedisServer::start(folder.path()).has_value());
  const auto first = text_of(log);
  CHECK(RedisServer::start(folder.path()).has_value());
  CHECK(text_of(log).starts_with(first));
  std::filesystem::resize_file(log, 9U << 20U);
  CHECK(RedisServer::start(folder.path()).has_value());
  CHECK(std::filesystem::file_size(log) < 1U << 20U);
  CHECK(std::filesystem::file_size(folder.path() / "redis.log.1") == 9U << 20U);
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

TEST_CASE("a Redis that was left behind and ends as a zombie is started again") {
  const Folder folder;
  const auto file = folder.path() / "id";
  // Its parent waits for no child, as PID 1 of some containers.
  Process parent{{"sh", "-c",
                  "redis-server --port 0 --unixsocket \"$0/redis.sock\" --dir \"$0\" --appendonly yes "
                  "--appendfsync always --save '' & exec sleep 1000",
                  folder.path()},
                 folder.path() / "out",
                 folder.path() / "err"};
  connect(RedisServer::address_in(folder.path()));
  auto server = RedisServer::start(folder.path());
  REQUIRE(server.has_value());
  const auto left = server->process();
  REQUIRE(left != parent.id());
  CHECK_FALSE(server->watch());
  kill_hard(left);
  REQUIRE(::kill(left, 0) == 0);  // its number is still there
  REQUIRE(becomes_true([&] { return server->watch(); }));
  CHECK(server->process() != left);
  connect(server->address());
}

TEST_CASE("loading is waited for as long as it goes on, and it is said how far it is") {
  const Folder folder;
  {
    const auto server = RedisServer::start(folder.path());
    REQUIRE(server.has_value());
    auto redis = connect(server->address());
    ask(redis, {"EVAL", "for i = 1, 4000 do redis.call('SET', i, string.rep('x', 1000)) end", "0"});
    ask(redis, {"BGREWRITEAOF"});
    REQUIRE(becomes_true([&] {
      return ask(redis, {"INFO", "persistence"}).text.find("aof_rewrite_in_progress:0") != std::string::npos;
    }));
  }
  put_before_redis(
      folder.path(),
      std::string{real_redis} + " \"$@\" --key-load-delay 1000 --loading-process-events-interval-bytes 1024");
  Words words;
  const auto began = std::chrono::steady_clock::now();
  const auto server =
      RedisServer::start(folder.path(), words.start(std::chrono::seconds{2}, std::chrono::seconds{1}));
  REQUIRE(server.has_value());
  CHECK(std::chrono::steady_clock::now() - began > std::chrono::seconds{3});
  CHECK(words.has("loads its log"));
  auto redis = connect(server->address());
  CHECK(ask(redis, {"DBSIZE"}).number == 4000);
}

TEST_CASE("a Redis that hangs at the start is said soon, given up in time, and ended") {
  const Folder folder;
  const auto left = left_behind_in(folder.path());
  freeze(left.id());
  Words words;
  const auto began = std::chrono::steady_clock::now();
  const auto server = RedisServer::start(folder.path(), words.start(std::chrono::seconds{2}));
  const auto took = std::chrono::steady_clock::now() - began;
  REQUIRE(server.has_error());
  CHECK(server.error().what.find("does not answer") != std::string::npos);
  CHECK(took > std::chrono::seconds{2});
  CHECK(words.has("redis (process " + std::to_string(left.id()) + ") does not answer yet"));
  CHECK(redis_processes_in(folder.path()).empty());
  CHECK(RedisServer::start(folder.path()).has_value());
}

TEST_CASE("a Redis that a killed Siaga had only just started gets no second one beside it") {
  const Folder folder;
  // Told to listen on the socket, and not so far yet.
  std::filesystem::create_symlink("/bin/sh", folder.path() / "redis-server");
  REQUIRE(mkfifo((folder.path() / "pipe").c_str(), 0600) == 0);
  Process just_started{{folder.path() / "redis-server", "-c", "read nothing < \"$1\"", "x",
                        folder.path() / "pipe", folder.path() / "redis.sock"},
                       folder.path() / "out",
                       folder.path() / "err"};
  REQUIRE(becomes_true([&] {
    return text_of("/proc/" + std::to_string(just_started.id()) + "/cmdline").find("redis.sock") !=
           std::string::npos;
  }));
  Words words;
  SECTION("while it does not listen") {
    const auto server = RedisServer::start(folder.path(), words.start(std::chrono::milliseconds{500}));
    CHECK(server.has_error());
    CHECK_FALSE(std::filesystem::exists(folder.path() / "appendonlydir"));
  }
  SECTION("and when it has ended without, one is started") {
    std::optional<dispatch::OrFault<RedisServer>> server;
    std::thread starting{[&] { server.emplace(RedisServer::start(folder.path(), words.start(patience))); }};
    const bool waits = becomes_true([&] { return words.has("does not answer yet"); });
    just_started.signal(SIGKILL);
    starting.join();
    CHECK(waits);
    CHECK(server->has_value());
  }
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
