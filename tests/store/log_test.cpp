#include "store/log.hpp"

#include <catch2/catch.hpp>

#include "tests/store/node.hpp"

using namespace tests;
using store::Reply;

namespace {

Reply text(std::string what) {
  Reply reply;
  reply.type = Reply::Type::text;
  reply.text = std::move(what);
  return reply;
}

Reply list(std::vector<Reply> parts) {
  Reply reply;
  reply.type = Reply::Type::list;
  reply.list = std::move(parts);
  return reply;
}

}  // namespace

TEST_CASE("the format of an entry is what its field says, and the first where it says nothing") {
  CHECK(store::format_of("2") == 2);
  CHECK(store::format_of("17") == 17);
  CHECK(store::format_of("") == 1);
  CHECK(store::format_of("x") == 1);
}

TEST_CASE("the fields of an entry are found by name, wherever they stand") {
  const auto entry =
      list({text("41-0"),
            list({text("events"), text("[]"), text("number"), text("7"), text("format"), text("2")})});
  CHECK(store::entry_number(entry) == 41);
  CHECK(store::entry_field(entry, "events") == "[]");
  CHECK(store::entry_field(entry, "format") == "2");
  CHECK(store::entry_field(entry, "7").empty());  // a value is no name
  CHECK(store::entry_field(text("41-0"), "events").empty());
}

TEST_CASE("who reads a whole log gets every entry once, also past the thousand of one question") {
  Region region;
  region.calls();
  for (int i = 0; i < 1100; ++i)
    region.redis.ask({"XADD", keys.log(), std::to_string(i + 2) + "-0", "events", "[]"});
  auto redis = store::Connection::open(region.redis.address(), std::chrono::seconds{3});
  REQUIRE(redis.has_value());
  std::uint64_t last = 0;
  const auto read = store::read_log(*redis, keys, [&](const dispatch::Entry& entry) {
    REQUIRE(entry.n == last + 1);
    last = entry.n;
  });
  REQUIRE(read.has_value());
  CHECK(last == 1101);
}

TEST_CASE(
    "who reads the end of a log gets so many of the last entries, and passes over what it cannot read") {
  Region region;
  region.calls();
  for (int i = 0; i < 1500; ++i)
    region.redis.ask({"XADD", keys.log(), std::to_string(i + 2) + "-0", "events", i == 1200 ? "?" : "[]"});
  auto redis = store::Connection::open(region.redis.address(), std::chrono::seconds{3});
  REQUIRE(redis.has_value());
  const auto entries_of_last = [&](std::uint64_t most) {
    std::vector<std::uint64_t> read;
    REQUIRE(store::read_last_of_log(*redis, keys, most, [&](const dispatch::Entry& entry) {
              read.push_back(entry.n);
            }).has_value());
    return read;
  };
  CHECK(entries_of_last(2) == std::vector<std::uint64_t>{1500, 1501});
  CHECK(entries_of_last(1400).size() == 1399);
  CHECK(entries_of_last(1400).front() == 102);
  CHECK(entries_of_last(100'000).size() == 1500);
  CHECK(entries_of_last(100'000).front() == 1);
  region.redis.ask({"DEL", keys.log()});
  CHECK(entries_of_last(100).empty());
}
