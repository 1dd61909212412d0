#include <catch2/catch.hpp>

#include "tests/support/redis.hpp"
#include "tests/system/history.hpp"
#include "tests/system/said.hpp"

using namespace tests;

namespace {

auto said_once(std::string_view code) {
  return [code = std::string{code}](const Message& one) {
    return text(one, "/type") == "notice" && text(one, "/code") == code;
  };
}

bool says_full(const Message& list) {
  return std::ranges::any_of(list.at("conditions").as_array(),
                             [](const auto& one) { return text(one, "/code") == "disk_full"; });
}
auto conditions(bool are_full) {
  return [are_full](const Message& one) {
    return text(one, "/type") == "conditions" && says_full(one) == are_full;
  };
}

std::size_t notices(const Client& client) {
  return static_cast<std::size_t>(
      std::ranges::count_if(client.heard(), [](const auto& one) { return text(one, "/type") == "notice"; }));
}

std::size_t starts_of_redis(const Serve& serve) {
  std::size_t count = 0;
  const auto log = serve.log();
  for (auto at = log.find("redis.restarted"); at != std::string::npos;
       at = log.find("redis.restarted", at + 1))
    ++count;
  return count;
}

}  // namespace

TEST_CASE(
    "a full disk is said on every screen while it lasts, in two notices and few starts, and loses nothing") {
  SmallDisk disk{400};
  const Folder folder;
  Serve serve{folder.path()};
  serve.start();
  const auto token = serve.token("operator");
  Client ayu{{.port = serve.port(), .token = token}};
  ayu.subscribe("board");
  std::vector<std::pair<std::string, std::uint64_t>> acknowledged;
  for (unsigned filled = 1; filled <= 2; ++filled) {
    for (bool is_full = false; !is_full;) {
      const auto said = call();
      const auto& answer = ayu.ask(said);
      is_full = text(answer, "/type") != "ack";
      if (!is_full) acknowledged.emplace_back(id_of(said), number(answer, "/position/n"));
    }
    ayu.expect(said_once("store_away"), "the notice that the store is away");
    ayu.expect(conditions(true), "that the disk is full");
    const auto starts = starts_of_redis(serve);
    REQUIRE(becomes_true([&] { return starts_of_redis(serve) >= starts + 4; }));
    CHECK(serve.metric("store_up") == 0);
    disk.room(400 * (filled + 1));
    ayu.expect(said_once("store_back"), "the notice that the store is back");
    ayu.expect(conditions(false), "that the disk is not full any more");
    CHECK(notices(ayu) == 2 * filled);
    ayu.must(call());
  }
  const auto history = history_of([&] {
    store::Address address;
    address.unix_socket = folder.path() / "redis.sock";
    return address;
  }());
  CHECK(history.faults == std::vector<std::string>{});
  for (const auto& [id, n] : acknowledged) REQUIRE(history.commands.at(id) == n);
}
