#include "store/redis_journal.hpp"

#include <catch2/catch.hpp>

#include "tests/store/node.hpp"

using namespace tests;
using dispatch::CommandId;
using dispatch::CommitOutcome;
using Kind = dispatch::CommitOutcome::Kind;

TEST_CASE("a commit is done, as the next entry of the log") {
  Region region;
  for (std::uint64_t n = 1; n <= 3; ++n) {
    const auto outcome = region.commit(region.decided(Region::call()));
    CHECK(outcome.kind == Kind::done);
    CHECK(outcome.n == n);
  }
  const auto log = region.redis.ask({"XRANGE", keys.log(), "-", "+"});
  REQUIRE(log.list.size() == 3);
  CHECK(log.list[2].list[0].text == "3-0");
}

TEST_CASE("of two changes to one version the second is told of the conflict and the log's end") {
  Region region;
  const auto incident = region.calls();
  const auto first = region.decided(Region::note(incident, "the gate is blue"));
  const auto second = Region::command(Region::note(incident, "no, green"));
  const auto too_late = region.decided(second);
  REQUIRE(region.commit(first).kind == Kind::done);
  const auto before = region.everything();
  const auto outcome = region.commit(too_late);
  CHECK(outcome.kind == Kind::conflict);
  CHECK(outcome.n == 2);
  CHECK(region.everything() == before);

  // Decided again on what is true now, it is done.
  region.apply(outcome.n);
  CHECK(region.commit(region.decided(second)).kind == Kind::done);
}

TEST_CASE("what is made anew must not be there yet") {
  Region region;
  auto commit = region.decided(Region::call());
  REQUIRE(region.commit(commit).kind == Kind::done);
  commit.answer.command = id<CommandId>("another");
  CHECK(region.commit(commit).kind == Kind::exists);
}

TEST_CASE("one entity that moved stops the whole commit") {
  Region region;
  region.has_unit("AMB-01");
  const auto incident = region.calls();
  const auto send = region.decided(Region::send(incident, "AMB-01"));
  REQUIRE(send.decision.changes.size() == 3);
  region.happens(Region::on_duty("AMB-01"), crew_of(id("AMB-01")));
  const auto before = region.everything();
  CHECK(region.commit(send).kind == Kind::conflict);
  CHECK(region.everything() == before);
}

TEST_CASE("a decision that rests on what has changed meanwhile is not committed, and writes nothing") {
  Region region;
  const auto one = region.calls();
  const auto other = region.calls();
  auto merge = region.decided(dispatch::EndIncident{one, dispatch::EndingKind::merged, "same", other});
  auto& rests_on = merge.decision.rests_on;
  rests_on = {{dispatch::EntityKind::incident, std::string{region.calls().view()}, 1}};
  const auto before = region.everything();
  rests_on.front().v = 2;
  CHECK(region.commit(merge).kind == Kind::conflict);
  CHECK(region.everything() == before);
  rests_on.front().v = 1;
  CHECK(region.commit(merge).kind == Kind::done);
}

TEST_CASE("a deadline that is early by Redis' clock is refused, and passes when it has come") {
  Region region;
  const auto redis_now = [&] {
    const auto time = region.redis.ask({"TIME"});
    return TimePoint{std::chrono::seconds{std::stoll(time.list[0].text)}};
  };
  auto commit = region.decided(Region::call());
  commit.decision.not_before = redis_now() + 1h;
  CHECK(region.commit(commit).kind == Kind::too_early);
  CHECK(region.entries() == 0);
  commit.decision.not_before = redis_now() - 1s;
  CHECK(region.commit(commit).kind == Kind::done);
}

TEST_CASE("in a trial with a faster clock deadlines are compared by the clock that Redis has") {
  Region region;
  auto options = options_for(region.redis.address(), "b");
  options.to_store_time = [](TimePoint at) { return at - 10h; };
  store::RedisStore node{region.loop.executor(), std::move(options)};
  const auto time = region.redis.ask({"TIME"});
  auto commit = region.decided(Region::call());
  commit.decision.not_before = TimePoint{std::chrono::seconds{std::stoll(time.list[0].text)}} + 9h;
  CHECK(region.commit(commit).kind == Kind::too_early);
  CHECK(region.loop.answer(node.journal.commit(commit)).kind == Kind::done);
}

TEST_CASE("the incidents of a day are counted from 1") {
  Region region;
  const auto number_of_last = [&] {
    const auto last = region.redis.ask({"XREVRANGE", keys.log(), "+", "-", "COUNT", "1"});
    return last.list.at(0).list.at(1).list.at(3).text;
  };
  region.calls();
  CHECK(number_of_last() == "1");
  const auto second = region.calls();
  CHECK(number_of_last() == "2");
  region.happens(Region::note(second, "nothing new"));
  CHECK(number_of_last().empty());
  region.now += 24h;
  region.calls();
  CHECK(number_of_last() == "1");
}

TEST_CASE("two nodes race for one unit a thousand times, and each time exactly one wins") {
  Region region;
  store::RedisStore other{region.loop.executor(), options_for(region.redis.address(), "b")};
  region.has_unit("AMB-01");
  std::array<int, 2> won{};
  for (int round = 0; round < 1000; ++round) {
    CAPTURE(round);
    const std::array calls{region.calls(), region.calls()};
    const std::array commands{Region::command(Region::send(calls[0], "AMB-01")),
                              Region::command(Region::send(calls[1], "AMB-01"))};
    std::array<std::optional<CommitOutcome>, 2> said;
    const std::array commits{region.decided(commands[0]), region.decided(commands[1])};
    region.loop.begin(region.journal.commit(commits[0]), said[0]);
    region.loop.begin(other.journal.commit(commits[1]), said[1]);
    region.loop.until([&] { return said[0] && said[1]; });

    const std::size_t winner = said[0]->kind == Kind::done ? 0 : 1;
    REQUIRE(said[winner]->kind == Kind::done);
    REQUIRE(said[1 - winner]->kind == Kind::conflict);
    REQUIRE(said[1 - winner]->n == said[winner]->n);
    ++won[winner];
    region.apply(said[winner]->n);
    const auto job = AssignmentId::same_as(commands[winner].id);
    REQUIRE(region.redis.ask({"HGET", keys.entity("unit", "AMB-01"), "open"}).text == job.view());
    region.happens(dispatch::StepAssignment{job, AssignmentState::stood_down, "a mistake"});
  }
  CHECK(won[0] + won[1] == 1000);
}

TEST_CASE("commits that come together all get done, each as an entry of its own") {
  Region region;
  constexpr std::size_t many = 2000;
  std::vector<std::optional<CommitOutcome>> said(many);
  for (auto& one : said) {
    region.loop.begin(region.journal.commit(region.decided(Region::call())), one);
  }
  region.loop.until(
      [&] { return std::ranges::all_of(said, [](const auto& one) { return one.has_value(); }); });
  std::set<std::uint64_t> numbers;
  for (const auto& one : said) {
    REQUIRE(one->kind == Kind::done);
    numbers.insert(one->n);
  }
  CHECK(numbers.size() == many);
  CHECK(*numbers.rbegin() == many);
}

TEST_CASE("the log goes on counting when its old entries have been taken away") {
  Region region;
  for (int i = 0; i < 5; ++i) region.calls();
  const auto kept = GENERATE(2, 1, 0);
  CAPTURE(kept);
  region.redis.ask({"XTRIM", keys.log(), "MAXLEN", std::to_string(kept)});
  const auto outcome = region.commit(region.decided(Region::call()));
  CHECK(outcome.kind == Kind::done);
  CHECK(outcome.n == 6);
  CHECK(region.entries() == kept + 1);
}
