#include "store/redis_past_calls.hpp"

#include <catch2/catch.hpp>

#include "tests/store/node.hpp"

using namespace tests;
using dispatch::PastCall;

namespace {

struct Desk : Region {
  // Calls, is called off, and leaves the boards: the last step, as it was committed.
  dispatch::Commit archives(const std::string& phone, const std::string& words = "gerbang biru") {
    auto what = Region::call();
    what.place->text = words;
    what.caller = dispatch::Caller{phone, {}};
    const auto call = IncidentId::same_as(happens(what));
    happens(dispatch::EndIncident{call, dispatch::EndingKind::hoax, "nobody there", {}});
    const auto asked = command(dispatch::ArchiveIncident{call});
    auto step = decided(asked, {}, siaga());
    const auto outcome = commit(step);
    REQUIRE(outcome.kind == dispatch::CommitOutcome::Kind::done);
    apply(outcome.n);
    return step;
  }
  std::vector<PastCall> past(const std::string& number) {
    const auto kept = loop.answer(writer.past_calls.calls_from(number));
    REQUIRE(kept);
    return *kept;
  }
};

}  // namespace

TEST_CASE("what an archived call leaves is read under its number, newest first") {
  Desk desk;
  REQUIRE(desk.past("8123456789").empty());
  desk.archives("0812-3456-789", "pertama");
  desk.archives("+62 812 3456 789", "kedua");
  desk.archives("0819999999", "lain");
  const auto past = desk.past("8123456789");
  REQUIRE(past.size() == 2);
  CHECK(past[0].text == "kedua");
  CHECK(past[1].text == "pertama");
  CHECK(past[1].ended == dispatch::IncidentState::hoax);
  CHECK(past[1].pin == Town::centre());
  CHECK(past[1].received_at == desk.now);
  CHECK_FALSE(past[1].number.empty());
  CHECK(desk.past("819999999").size() == 1);
}

TEST_CASE("a step that is sent again remembers nothing twice") {
  Desk desk;
  const auto step = desk.archives("08123456789");
  const auto before = desk.everything();
  CHECK(desk.commit(step).kind == dispatch::CommitOutcome::Kind::repeated);
  auto other = step;
  other.answer.command = id<dispatch::CommandId>("another");
  CHECK(desk.commit(other).kind == dispatch::CommitOutcome::Kind::conflict);
  CHECK(desk.everything() == before);
  CHECK(desk.past("8123456789").size() == 1);
}

TEST_CASE(
    "of a number the last twenty calls are kept, and all go after the time that the region keeps them") {
  Desk desk;
  desk.policy.calls_kept = std::chrono::hours{48};
  for (int i = 0; i < 22; ++i) desk.archives("08123456789", "ke-" + std::to_string(i));
  const auto past = desk.past("8123456789");
  REQUIRE(past.size() == 20);
  CHECK(past.front().text == "ke-21");
  CHECK(past.back().text == "ke-2");
  const auto left = desk.redis.ask({"TTL", keys.calls("8123456789")}).number;
  CHECK(left > 172'000);
  CHECK(left <= 172'800);
}

TEST_CASE("a region that keeps no calls writes none") {
  Desk desk;
  desk.policy.calls_kept = std::chrono::seconds{0};
  desk.archives("08123456789");
  CHECK(desk.redis.ask({"EXISTS", keys.calls("8123456789")}).number == 0);
}

TEST_CASE("a call that a newer version wrote is left out, and the others are read") {
  Desk desk;
  desk.archives("08123456789");
  desk.redis.ask({"LPUSH", keys.calls("8123456789"), R"({"incident":"i","mood":"bad"})"});
  desk.redis.ask({"LPUSH", keys.calls("8123456789"), "not even JSON"});
  CHECK(desk.past("8123456789").size() == 1);
}

TEST_CASE("while Redis is away nobody knows of past calls, which is not the same as none") {
  Desk desk;
  desk.archives("08123456789");
  desk.redis.kill();
  CHECK_FALSE(desk.loop.answer(desk.writer.past_calls.calls_from("8123456789")));
}

TEST_CASE("the calls of a number lie in the slot of their region") {
  CHECK(keys.calls("8123456789") == "siaga:{test}:calls:8123456789");
}
