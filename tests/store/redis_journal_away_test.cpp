#include <catch2/catch.hpp>

#include "store/redis_journal.hpp"
#include "tests/store/node.hpp"

using namespace tests;
using dispatch::AnswerKey;
using dispatch::CommandId;
using dispatch::CommitOutcome;
using Kind = dispatch::CommitOutcome::Kind;

TEST_CASE("Redis may forget the script at any time") {
  Region region;
  for (int i = 0; i < 20; ++i) {
    region.redis.ask({"SCRIPT", "FLUSH"});
    region.happens(Region::call());
  }
  CHECK(region.entries() == 20);
}

TEST_CASE("when Redis falls silent nobody knows, and the same command again makes it known") {
  Region region;
  region.calls();
  const auto commit = region.decided(Region::call());
  region.redis.freeze();
  CHECK(region.commit(commit).kind == Kind::unknown);
  region.redis.thaw();
  CommitOutcome outcome;
  region.loop.until([&] {
    outcome = region.commit(commit);
    return outcome.kind != Kind::unavailable && outcome.kind != Kind::unknown;
  });
  CHECK((outcome.kind == Kind::done || outcome.kind == Kind::repeated));
  CHECK(outcome.n == 2);
  CHECK(region.entries() == 2);
}

TEST_CASE("without a Redis a commit is unavailable, and the answer to an earlier one too") {
  Region region;
  const auto commit = region.decided(Region::call());
  region.redis.kill();
  region.loop.until([&] { return region.commit(commit).kind == Kind::unavailable; });
  CHECK(region.loop.answer(region.journal.answer(commit.answer)).kind == Kind::unavailable);
}

TEST_CASE("what was done before Redis was killed is still done after its restart") {
  Region region;
  const auto incident = region.calls();
  const auto commit = region.decided(Region::note(incident, "kept"));
  REQUIRE(region.commit(commit).kind == Kind::done);
  const auto before = region.everything();
  for (int round = 0; round < 3; ++round) {
    region.redis.kill();
    region.redis.start();
    CHECK(region.everything() == before);
    CommitOutcome outcome;
    region.loop.until([&] {
      outcome = region.commit(commit);
      return outcome.kind == Kind::repeated || outcome.kind == Kind::done;
    });
    CHECK(outcome.kind == Kind::repeated);
    CHECK(outcome.n == 2);
  }
}

TEST_CASE("a Redis that is not there yet is found when it comes") {
  Region region;
  region.redis.kill();
  std::vector<bool> states;
  auto options = options_for(region.redis.address(), "a");
  options.on_state = [&](const store::StoreHealth& health) { add_change(states, health.up); };
  store::RedisStore node{region.loop.executor(), std::move(options)};
  const auto commit = region.decided(Region::call());
  CHECK(region.loop.answer(node.journal.commit(commit)).kind == Kind::unavailable);
  region.redis.start();
  region.loop.until([&] { return !states.empty(); });
  CHECK(states == std::vector{true});
  CHECK(region.loop.answer(node.journal.commit(commit)).kind == Kind::done);
}

TEST_CASE("whoever waits for an answer gets one when the journal goes away") {
  Region region;
  std::optional<CommitOutcome> said;
  {
    store::RedisStore node{region.loop.executor(), options_for(region.redis.address(), "a")};
    const AnswerKey anything{{}, id<CommandId>("x"), "y"};
    REQUIRE(region.loop.answer(node.journal.answer(anything)).kind == Kind::conflict);
    region.redis.freeze();
    region.loop.begin(node.journal.commit(region.decided(Region::call())), said);
    region.loop.turn();
  }
  region.redis.thaw();
  region.loop.until([&] { return said.has_value(); });
  CHECK((said->kind == Kind::unknown || said->kind == Kind::unavailable));
}

TEST_CASE("with a replica asked for, a commit is acknowledged only when the replica has it") {
  Region region;
  auto options = options_for(region.redis.address(), "b");
  options.replicas = 1;
  store::RedisStore node{region.loop.executor(), std::move(options)};
  const auto first = region.decided(Region::call());
  CHECK(region.loop.answer(node.journal.commit(first)).kind == Kind::unavailable);
  CHECK(region.entries() == 0);

  Redis replica;
  const auto port = std::to_string(free_port());
  region.redis.ask({"CONFIG", "SET", "bind", "127.0.0.1", "port", port, "repl-diskless-sync-delay", "0"});
  replica.ask({"REPLICAOF", "127.0.0.1", port});
  REQUIRE(becomes_true([&] {
    return replica.ask({"INFO", "replication"}).text.find("master_link_status:up") != std::string::npos;
  }));
  CommitOutcome outcome;
  region.loop.until([&] {
    outcome = region.loop.answer(node.journal.commit(first));
    return outcome.kind != Kind::unknown && outcome.kind != Kind::unavailable;
  });
  CHECK(outcome.kind == Kind::done);
  const auto second = region.decided(Region::call());
  CHECK(region.loop.answer(node.journal.commit(second)).kind == Kind::done);
  CHECK(replica.ask({"XLEN", keys.log()}).number == 2);

  replica.freeze();
  const auto third = region.decided(Region::call());
  CHECK(region.loop.answer(node.journal.commit(third)).kind == Kind::unknown);
}
