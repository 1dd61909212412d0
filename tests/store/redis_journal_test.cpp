#include "store/redis_journal.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <catch2/catch.hpp>

#include "tests/store/node.hpp"

using namespace tests;
using dispatch::AnswerKey;
using dispatch::CommandId;
using dispatch::CommitOutcome;
using dispatch::DeviceId;
using Kind = dispatch::CommitOutcome::Kind;

namespace {

dispatch::NoteIncident note(const IncidentId& incident, const char* text) {
  return {incident, text};
}

}  // namespace

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

TEST_CASE("a command that is sent again gets its first answer and changes nothing") {
  Region region;
  const auto commit = region.decided(Region::call());
  REQUIRE(region.commit(commit).kind == Kind::done);
  region.calls();
  const auto before = region.everything();
  for (int i = 0; i < 3; ++i) {
    const auto again = region.commit(commit);
    CHECK(again.kind == Kind::repeated);
    CHECK(again.n == 1);
  }
  CHECK(region.everything() == before);
}

TEST_CASE("a command id that was used for something else is refused") {
  Region region;
  auto commit = region.decided(Region::call());
  REQUIRE(region.commit(commit).kind == Kind::done);
  const auto before = region.everything();
  commit.answer.digest = "another";
  CHECK(region.commit(commit).kind == Kind::other_body);
  CHECK(region.everything() == before);
}

TEST_CASE("of two changes to one version the second is told of the conflict and the log's end") {
  Region region;
  const auto incident = region.calls();
  const auto first = region.decided(note(incident, "the gate is blue"));
  const auto second = Region::command(note(incident, "no, green"));
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
  region.happens(note(second, "nothing new"));
  CHECK(number_of_last().empty());
  region.now += 24h;
  region.calls();
  CHECK(number_of_last() == "1");
}

TEST_CASE("a number is not used up by a call that comes twice") {
  Region region;
  const auto call = region.decided(Region::call());
  REQUIRE(region.commit(call).kind == Kind::done);
  REQUIRE(region.commit(call).kind == Kind::repeated);
  region.calls();
  CHECK(region.redis.ask({"HVALS", keys.numbers()}).list.at(0).text == "2");
}

TEST_CASE("of a device that sends one command at a time its last answer is kept for half a year") {
  Region region;
  const auto tablet = id<DeviceId>("tablet-7");
  const auto key = keys.answer_to_device("tablet-7");
  const auto incident = region.calls();
  const auto first = region.decided(Region::command(note(incident, "one")), tablet);
  REQUIRE(region.commit(first).kind == Kind::done);
  CHECK(region.commit(first).kind == Kind::repeated);
  CHECK(region.redis.ask({"TTL", key}).number > 180 * 24 * 3600 - 3600);

  const auto other = region.calls();
  const auto second = region.decided(Region::command(note(other, "two")), tablet);
  REQUIRE(region.commit(second).kind == Kind::done);
  CHECK(region.commit(second).kind == Kind::repeated);
  CHECK(region.commit(first).kind == Kind::conflict);  // not done twice, whatever is remembered
}

TEST_CASE("a device and a command of one name do not take each other's answers") {
  Region region;
  const auto first = region.decided(Region::command(Region::call()));
  const auto second =
      region.decided(Region::command(Region::call()), id<DeviceId>(first.answer.command.view()));
  REQUIRE(region.commit(first).kind == Kind::done);
  REQUIRE(region.commit(second).kind == Kind::done);
  CHECK(region.commit(first).kind == Kind::repeated);
  CHECK(region.commit(second).kind == Kind::repeated);
}

TEST_CASE(
    "a call that is sent again when nobody remembers its answer is not taken down twice, nor waited for") {
  Region region;
  const auto call = region.decided(Region::call());
  REQUIRE(region.commit(call).kind == Kind::done);
  region.redis.ask({"DEL", keys.answer_to_command(call.answer.command.view())});
  CHECK(region.commit(call).kind == Kind::exists);
  CHECK(region.entries() == 1);
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

TEST_CASE("of anybody else each command is remembered by itself for thirty days") {
  Region region;
  const auto incident = region.calls();
  const auto first = region.decided(note(incident, "one"));
  const auto second = region.decided(Region::call());
  REQUIRE(region.commit(first).kind == Kind::done);
  REQUIRE(region.commit(second).kind == Kind::done);
  CHECK(region.commit(first).kind == Kind::repeated);
  CHECK(region.commit(second).kind == Kind::repeated);
  const auto left = region.redis.ask({"TTL", keys.answer_to_command(first.answer.command.view())}).number;
  CHECK(left > 30 * 24 * 3600 - 600);
  CHECK(left <= 30 * 24 * 3600);
}

TEST_CASE("the answer to an earlier command can be asked for") {
  Region region;
  region.calls();
  const auto commit = region.decided(Region::call());
  REQUIRE(region.commit(commit).kind == Kind::done);
  const auto answer = [&](const AnswerKey& key) { return region.loop.answer(region.journal.answer(key)); };

  const auto known = answer(commit.answer);
  CHECK(known.kind == Kind::repeated);
  CHECK(known.n == 2);
  auto other_body = commit.answer;
  other_body.digest = "another";
  CHECK(answer(other_body).kind == Kind::other_body);
  CHECK(answer({{}, id<CommandId>("never"), "digest"}).kind == Kind::conflict);
  CHECK(answer({id<DeviceId>("tablet-7"), commit.answer.command, commit.answer.digest}).kind ==
        Kind::conflict);
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

TEST_CASE("Redis may forget the script at any time") {
  Region region;
  for (int i = 0; i < 20; ++i) {
    region.redis.ask({"SCRIPT", "FLUSH"});
    region.happens(Region::call());
  }
  CHECK(region.entries() == 20);
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
  const auto commit = region.decided(note(incident, "kept"));
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
  options.on_state = [&](bool up) { states.push_back(up); };
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

TEST_CASE("positions that one node got are put into one batch, and the last of each unit is kept") {
  Region region;
  std::vector<dispatch::Fix> fixes;
  for (int i = 0; i < 1200; ++i)
    fixes.push_back({id("U-" + std::to_string(i)), Town::centre(), region.now, {}, {}, {}, {}});
  region.journal.share(fixes);
  region.calls();  // answered after what was sent before it
  CHECK(region.redis.ask({"XLEN", keys.fixes()}).number == 1);
  CHECK(region.redis.ask({"HLEN", keys.last_fixes()}).number == 1200);

  for (int i = 0; i < 500; ++i) region.journal.share({fixes.front()});
  region.calls();
  CHECK(region.redis.ask({"XLEN", keys.fixes()}).number < 200);  // capped, roughly
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

namespace {

std::string free_port() {
  const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  REQUIRE(bind(socket, reinterpret_cast<const sockaddr*>(&address), size) == 0);
  REQUIRE(getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size) == 0);
  close(socket);
  return std::to_string(ntohs(address.sin_port));
}

}  // namespace

TEST_CASE("with a replica asked for, a commit is acknowledged only when the replica has it") {
  Region region;
  auto options = options_for(region.redis.address(), "b");
  options.replicas = 1;
  store::RedisStore node{region.loop.executor(), std::move(options)};
  const auto first = region.decided(Region::call());
  CHECK(region.loop.answer(node.journal.commit(first)).kind == Kind::unknown);

  Redis replica;
  const auto port = free_port();
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
  CHECK(outcome.kind == Kind::repeated);
  const auto second = region.decided(Region::call());
  CHECK(region.loop.answer(node.journal.commit(second)).kind == Kind::done);
  CHECK(replica.ask({"XLEN", keys.log()}).number == 2);

  replica.freeze();
  const auto third = region.decided(Region::call());
  CHECK(region.loop.answer(node.journal.commit(third)).kind == Kind::unknown);
}
