#include "store/redis_pipeline.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <thread>

#include "tests/store/node.hpp"

using namespace tests;
using store::Answer;
using store::Arguments;
using store::Pipeline;

namespace {

using Answers = std::vector<std::optional<Answer>>;
constexpr auto counting = "return redis.call('INCR', KEYS[1])";

// One pipeline to one Redis, and what it said of it.
struct Line {
  explicit Line(std::string script = counting, std::chrono::milliseconds limit = patience, int copies = 0,
                Redis::Flags flags = {})
      : redis{std::move(flags)} {
    Pipeline::Options options;
    options.scripts = {std::move(script)};
    options.limit = limit;
    options.replicas = copies;
    begin(std::move(options));
  }
  Line(Pipeline::Options options, Redis::Flags flags = {}) : redis{std::move(flags)} {
    begin(std::move(options));
  }
  Line(const Line&) = delete;
  Line& operator=(const Line&) = delete;

  void begin(Pipeline::Options options) {
    if (options.address.unix_socket.empty()) options.address = redis.address();
    options.on_state = [this](const store::StoreHealth& health) {
      add_change(states, health.up);
      healths.push_back(health);
    };
    pipeline.emplace(loop.executor(), std::move(options));
  }
  // When it says so of the Redis.
  void is_away(const std::string& reason) {
    loop.until([&] { return !healths.empty() && healths.back().reason.starts_with(reason); });
    CHECK_FALSE(healths.back().up);
  }

  Answer run(Arguments arguments) { return loop.answer(pipeline->run(std::move(arguments))); }
  Answer run_script(Arguments arguments) {
    return loop.answer(pipeline->run_script(counting, std::move(arguments)));
  }
  // When it has been connected and the script is there.
  void comes_up() {
    loop.until([&] { return !states.empty() && states.back(); });
  }

  // Until it is let on, whatever is asked for waits, to go to Redis together.
  void hold() {
    comes_up();
    loop.begin(pipeline->run({"BLPOP", "gate", "0"}), held);
    loop.turn();
    REQUIRE(becomes_true([&] { return waits_in_redis(); }));
  }
  void let_on() { redis.ask({"RPUSH", "gate", "open"}); }
  bool waits_in_redis() {
    return redis.ask({"INFO", "clients"}).text.find("blocked_clients:1") != std::string::npos;
  }
  // From the next turn on.
  void begin(const Arguments& arguments, std::optional<Answer>& answer) {
    loop.begin(pipeline->run(arguments), answer);
  }
  void all_said(const Answers& answers) {
    loop.until([&] { return std::ranges::all_of(answers, &std::optional<Answer>::has_value); });
  }
  bool has(const std::string& key) { return redis.ask({"EXISTS", key}).number == 1; }

  Redis redis;
  Loop loop;
  std::vector<bool> states;
  std::vector<store::StoreHealth> healths;
  std::optional<Answer> held;
  std::optional<Pipeline> pipeline;
};

using States = std::vector<bool>;

}  // namespace

TEST_CASE("commands that wait together go together, and each gets its own answer") {
  Line line;
  line.hold();
  Answers answers(1500);
  for (std::size_t i = 0; i < answers.size(); ++i) line.begin({"ECHO", std::to_string(i)}, answers[i]);
  line.loop.turn();
  line.let_on();
  line.all_said(answers);
  for (std::size_t i = 0; i < answers.size(); ++i) {
    REQUIRE(answers[i]->state == Answer::State::answered);
    REQUIRE(answers[i]->reply.text == std::to_string(i));
  }
}

TEST_CASE("what nobody waits for is done in its turn") {
  Line line;
  line.comes_up();
  line.pipeline->send({"SET", "count", "41"});
  CHECK(line.run({"INCR", "count"}).reply.number == 42);
}

TEST_CASE("what Redis says against a command is an answer like any other") {
  Line line;
  line.comes_up();
  const auto wrong = line.run({"INCR"});
  CHECK(wrong.state == Answer::State::answered);
  CHECK(wrong.reply.is_error());
  CHECK(line.run({"SET", "a", "1"}).state == Answer::State::answered);
  CHECK(line.states == States{true});
}

TEST_CASE("what Redis may not write now was not done, and the reply says why") {
  const std::string why = GENERATE("LOADING", "MISCONF", "NOREPLICAS", "OOM", "NOPERM", "CLUSTERDOWN");
  Line line;
  line.comes_up();
  const auto refused = line.run({"EVAL", "return redis.error_reply(ARGV[1])", "0", why + " try later"});
  CHECK(refused.state == Answer::State::unavailable);
  CHECK(refused.reply.text.starts_with(why));
  const auto other = line.run({"EVAL", "return redis.error_reply(ARGV[1])", "0", "ERR not " + why});
  CHECK(other.state == Answer::State::answered);
  CHECK(line.run({"ECHO", why}).state == Answer::State::answered);
}

TEST_CASE("a Redis that has become another one's copy is left until it is none any more") {
  Line line;
  line.comes_up();
  line.redis.ask({"REPLICAOF", "127.0.0.1", "1"});
  CHECK(line.run({"SET", "a", "2"}).state == Answer::State::unavailable);
  line.is_away("it is a replica, which cannot be written");
  line.redis.ask({"REPLICAOF", "NO", "ONE"});
  line.loop.until([&] { return line.states.back(); });
  CHECK(line.run({"SET", "a", "3"}).state == Answer::State::answered);
  CHECK(line.states == States{true, false, true});
}

TEST_CASE("a Redis that is another one's copy from the beginning is not used") {
  Line line{counting, patience, 0, {"--replicaof", "127.0.0.1 1"}};
  line.is_away("it is a replica, which cannot be written: give the address of the primary");
  CHECK(line.states.empty());
}

TEST_CASE("a node of a Cluster that does not have the keys is called so") {
  const Folder folder;
  const auto conf = (folder.path() / "nodes.conf").string();
  Pipeline::Options options;
  options.trial.calls = {{{"SET", "probe", "1"}}};
  Line line{std::move(options),
            {"--cluster-enabled", "yes", "--cluster-config-file", conf, "--port", std::to_string(free_port()),
             "--cluster-port", std::to_string(free_port())}};
  line.is_away("it is a node of a Redis Cluster");
}

TEST_CASE("it is up when it can be written, and says why it cannot, each reason once") {
  Pipeline::Options options;
  options.trial.calls = {{{"SET", "probe", "1"}}};
  Line line{std::move(options), {"--min-replicas-to-write", "1"}};
  line.is_away("it refuses: NOREPLICAS");
  for (int i = 0; i < 3; ++i) CHECK(line.run({"GET", "a"}).state == Answer::State::answered);
  CHECK(line.healths.size() == 1);
  line.redis.ask({"CONFIG", "SET", "min-replicas-to-write", "0"});
  line.comes_up();
  CHECK(line.healths.back().reason.empty());
  line.redis.ask({"CONFIG", "SET", "min-replicas-to-write", "1"});
  CHECK(line.run({"SET", "a", "1"}).state == Answer::State::unavailable);
  line.is_away("it refuses: NOREPLICAS");
}

TEST_CASE("of who publishes no positions no channel is asked for") {
  Line line;
  line.comes_up();
  line.redis.ask({"ACL", "SETUSER", "default", "resetchannels"});
  line.redis.ask({"CLIENT", "KILL", "TYPE", "normal"});
  line.loop.until([&] { return line.states.size() == 3; });
  CHECK(line.healths.back().unheard.empty());
}

TEST_CASE("why it is away is told at each change of the reason and not more often") {
  Line line;
  line.comes_up();
  auto admin = connect(line.redis.address());
  ask(admin, {"CONFIG", "SET", "requirepass", "geheim"});
  ask(admin, {"CLIENT", "KILL", "TYPE", "normal"});
  line.is_away("it asks for a password and none was given");
  for (int i = 0; i < 3; ++i) CHECK(line.run({"PING"}).state == Answer::State::unavailable);
  line.redis.kill();
  line.is_away("nobody listens there");
  std::vector<std::string> reasons;
  for (const auto& health : line.healths) reasons.push_back(health.reason);
  CHECK(std::ranges::adjacent_find(reasons) == reasons.end());
  CHECK(std::ranges::count(reasons, "it asks for a password and none was given") == 1);
}

TEST_CASE("a script that Redis has forgotten is given to it again, and what stood beside it runs once") {
  Line line;
  line.hold();
  line.redis.ask({"SCRIPT", "FLUSH"});
  Answers answers(4);
  line.begin({"INCR", "beside"}, answers[0]);
  line.loop.begin(line.pipeline->run_script(counting, {"1", "scripted"}), answers[1]);
  line.begin({"INCR", "beside"}, answers[2]);
  line.loop.begin(line.pipeline->run_script(counting, {"1", "scripted"}), answers[3]);
  line.loop.turn();
  line.let_on();
  line.all_said(answers);
  for (const auto& answer : answers) CHECK(answer->state == Answer::State::answered);
  CHECK(answers[0]->reply.number == 1);
  CHECK(answers[1]->reply.number == 1);
  CHECK(answers[2]->reply.number == 2);
  CHECK(answers[3]->reply.number == 2);
  CHECK(line.states == States{true});
}

TEST_CASE("a forgotten script that Redis does not take again was not run") {
  Line line;
  line.comes_up();
  auto other = connect(line.redis.address());
  ask(other, {"ACL", "SETUSER", "default", "-script|load"});
  ask(other, {"SCRIPT", "FLUSH"});
  CHECK(line.run_script({"1", "count"}).state == Answer::State::unavailable);
  line.loop.until([&] { return !line.states.back(); });
  ask(other, {"ACL", "SETUSER", "default", "+script|load"});
  line.loop.until([&] { return line.run_script({"1", "count"}).state == Answer::State::answered; });
  CHECK(line.states == States{true, false, true});
}

TEST_CASE("a script of somebody else's that is not there is no reason to try again") {
  Line line;
  line.comes_up();
  const auto unknown = line.run({"EVALSHA", std::string(40, '0'), "0"});
  CHECK(unknown.state == Answer::State::answered);
  CHECK(unknown.reply.text.starts_with("NOSCRIPT"));
  REQUIRE(line.run({"SET", "word", "not a number"}).state == Answer::State::answered);
  const auto failed = line.run_script({"1", "word"});
  CHECK(failed.state == Answer::State::answered);
  CHECK(failed.reply.is_error());
}

TEST_CASE("a Redis that does not understand the script is as good as none") {
  Line line{"this is no script ("};
  for (int i = 0; i < 3; ++i) CHECK(line.run({"SET", "a", "1"}).state == Answer::State::unavailable);
  CHECK(line.states.empty());
  CHECK_FALSE(line.has("a"));
}

TEST_CASE("without a script there is nothing to load") {
  Line line{""};
  line.comes_up();
  CHECK(line.run({"PING"}).state == Answer::State::answered);
}

TEST_CASE("of commands on their way when the connection breaks those are known that were answered") {
  Line line;
  line.hold();
  Answers answers(3);
  line.begin({"SET", "before", "1"}, answers[0]);
  line.begin({"BLPOP", "nothing ever", "0"}, answers[1]);
  line.begin({"SET", "after", "1"}, answers[2]);
  line.loop.turn();
  line.let_on();
  REQUIRE(becomes_true([&] { return line.has("before") && line.waits_in_redis(); }));
  line.redis.ask({"CLIENT", "KILL", "TYPE", "normal"});
  line.all_said(answers);
  CHECK(answers[0]->state == Answer::State::answered);
  CHECK(answers[1]->state == Answer::State::unknown);
  CHECK(answers[2]->state == Answer::State::unknown);
  line.loop.until([&] { return line.run({"SET", "later", "1"}).state == Answer::State::answered; });
  CHECK_FALSE(line.has("after"));
  CHECK(line.states == States{true, false, true});
}

TEST_CASE("a command to a Redis that falls silent is in doubt, and later ones were never sent") {
  Line line{counting, std::chrono::milliseconds{300}};
  line.comes_up();
  CHECK(line.run({"BLPOP", "nothing ever", "0"}).state == Answer::State::unknown);
  line.redis.freeze();
  line.loop.until([&] { return line.run({"SET", "a", "1"}).state == Answer::State::unavailable; });
  line.redis.thaw();
  line.loop.until([&] { return line.run({"SET", "b", "1"}).state == Answer::State::answered; });
  CHECK(line.states.back());
}

TEST_CASE("what is sent while Redis is away is not done when it comes back") {
  Line line;
  line.comes_up();
  line.redis.kill();
  line.loop.until([&] { return line.run({"PING"}).state == Answer::State::unavailable; });
  line.pipeline->send({"SET", "nobody waited", "1"});
  const auto waited = line.run({"SET", "somebody waited", "1"});
  CHECK(waited.state == Answer::State::unavailable);
  CHECK(waited.reply.type == store::Reply::Type::nothing);
  line.redis.start();
  line.loop.until([&] { return line.run({"PING"}).state == Answer::State::answered; });
  CHECK_FALSE(line.has("nobody waited"));
  CHECK_FALSE(line.has("somebody waited"));
}

TEST_CASE("that Redis is gone is noticed when nobody asks, and told once, as is its return") {
  Line line;
  line.comes_up();
  line.redis.kill();
  line.loop.until([&] { return line.states.size() == 2; });
  for (int i = 0; i < 3; ++i) CHECK(line.run({"PING"}).state == Answer::State::unavailable);
  CHECK(line.states == States{true, false});
  line.redis.start();
  line.loop.until([&] { return line.states.size() == 3; });
  for (int i = 0; i < 3; ++i) CHECK(line.run({"PING"}).state == Answer::State::answered);
  CHECK(line.states == States{true, false, true});
}

TEST_CASE("a Redis that answers a ping with an error is as good as gone") {
  Line line;
  line.comes_up();
  auto other = connect(line.redis.address());
  ask(other, {"ACL", "SETUSER", "default", "-ping"});
  line.loop.until([&] { return line.states.size() == 2; });
  ask(other, {"ACL", "SETUSER", "default", "+ping"});
  line.loop.until([&] { return line.states.size() == 3; });
  CHECK(line.states == States{true, false, true});
}

TEST_CASE("nobody needs to hear of it: a pipeline without a listener works all the same") {
  Redis redis;
  Loop loop;
  Pipeline::Options options;
  options.address = redis.address();
  Pipeline pipeline{loop.executor(), std::move(options)};
  loop.until([&] { return loop.answer(pipeline.run({"PING"})).state == Answer::State::answered; });
}

namespace {

// A Redis with copies, one of which must have what is written.
struct Copied {
  int port = free_port();
  Line line;
  Redis copy{copy_of(port)};

  explicit Copied(int wanted = 1)
      : line{counting, std::chrono::milliseconds{400}, wanted, primary_at(port)} {}
};

}  // namespace

TEST_CASE("a Redis without its copies is not up, and what is written to it is not sent") {
  Line line{counting, std::chrono::milliseconds{400}, 2};
  line.is_away("a replica is missing: 0 of the 2 that must have a commit have it");
  CHECK(line.healths.back().replicas_missing == 2);
  CHECK(line.run({"SET", "a", "1"}).state == Answer::State::unavailable);
  CHECK(line.run_script({"1", "count"}).state == Answer::State::unavailable);
  CHECK_FALSE(line.has("a"));
  CHECK_FALSE(line.has("count"));
  CHECK(line.states.empty());
}

TEST_CASE("while copies are missing what is only to be known is answered, and does not wait for them") {
  Line line{counting, std::chrono::minutes{2}, 1};  // so long one would have waited for a copy
  line.is_away("a replica is missing");
  for (int i = 0; i < 5; ++i)
    CHECK(line.loop.answer(line.pipeline->ask({"PING"})).state == Answer::State::answered);
}

TEST_CASE("a copy that goes is noticed when nobody asks, and so is its return") {
  Copied all;
  all.line.comes_up();
  // A copy that writes its own first log may answer late.
  CHECK(becomes_true([&] { return all.line.run({"SET", "a", "1"}).state == Answer::State::answered; }));
  CHECK(all.copy.ask({"GET", "a"}).text == "1");
  all.copy.kill();
  all.line.is_away("a replica is missing: 0 of the 1");
  all.copy.start();
  all.line.loop.until([&] { return all.line.states.back(); });
  CHECK(all.line.healths.back().replicas_missing == 0);
  CHECK(becomes_true([&] { return all.line.run({"SET", "a", "2"}).state == Answer::State::answered; }));
}

TEST_CASE("a write whose copy falls silent is in doubt, though it was done, and the next ones are not sent") {
  Copied all;
  all.line.comes_up();
  all.copy.freeze();
  CHECK(all.line.run({"SET", "a", "1"}).state == Answer::State::unknown);
  CHECK(all.line.has("a"));
  CHECK(all.line.healths.back().replicas_missing == 1);
  CHECK(all.line.run({"SET", "b", "1"}).state == Answer::State::unavailable);
  CHECK_FALSE(all.line.has("b"));
  all.copy.thaw();
  all.line.loop.until([&] { return all.line.states.back(); });
  CHECK(all.line.run({"SET", "b", "1"}).state == Answer::State::answered);
}

TEST_CASE("a write that was refused for want of copies is not in doubt") {
  Copied all;
  all.line.comes_up();
  all.line.redis.ask({"CONFIG", "SET", "min-replicas-to-write", "2"});
  CHECK(all.line.run({"SET", "a", "1"}).state == Answer::State::unavailable);
  all.line.is_away("it refuses: NOREPLICAS");
}

TEST_CASE("a Redis that may lose what it acknowledged is not used unless it is trusted") {
  Pipeline::Options options;
  options.trust = store::Trust::checked;
  const Redis::Flags forgetful{"--appendonly", "no"};
  {
    Line line{options, forgetful};
    line.is_away("it may lose what it has acknowledged (its appendonly is no: set appendonly yes)");
    CHECK(line.run({"SET", "a", "1"}).state == Answer::State::unavailable);
    CHECK(line.states.empty());
  }
  options.trust = GENERATE(store::Trust::regardless, store::Trust::is_ours);
  Line line{options, forgetful};
  line.comes_up();
  CHECK(line.healths.back().loses.empty() == (options.trust == store::Trust::is_ours));
}

TEST_CASE("a Redis that is started anew with settings that lose goes on being used, and it is said") {
  Pipeline::Options options;
  options.trust = store::Trust::checked;
  Line line{options};
  line.comes_up();
  CHECK(line.healths.back().loses.empty());
  line.redis.kill();
  line.redis.set_flags({"--appendfsync", "everysec"});
  line.redis.start();
  line.loop.until([&] { return line.states.size() == 3; });
  CHECK(line.healths.back().loses == "its appendfsync is everysec: set appendfsync always");
  line.redis.kill();
  line.redis.set_flags({});
  line.redis.start();
  line.loop.until([&] { return line.states.size() == 5; });
  CHECK(line.healths.back().loses.empty());
}

TEST_CASE("all that waits when the program ends is still done and answered") {
  Line line;
  line.hold();
  Answers answers(1200);
  for (auto& answer : answers) line.begin({"INCR", "count"}, answer);
  line.loop.turn();
  std::thread opens{[&] { line.let_on(); }};
  line.pipeline.reset();
  opens.join();
  line.all_said(answers);
  for (const auto& answer : answers) REQUIRE(answer->state == Answer::State::answered);
  CHECK(line.redis.ask({"GET", "count"}).text == "1200");
}

TEST_CASE("who waits when the program ends without a Redis is told that nothing was sent") {
  const Folder folder;
  Loop loop;
  std::optional<Answer> said;
  {
    Pipeline::Options options;
    options.address.unix_socket = folder.path() / "redis.sock";
    Pipeline pipeline{loop.executor(), std::move(options)};
    loop.begin(pipeline.run({"SET", "a", "1"}), said);
    loop.turn();
  }
  loop.until([&] { return said.has_value(); });
  CHECK(said->state == Answer::State::unavailable);
}
