#include "store/needs.hpp"

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <catch2/catch.hpp>
#include <cctype>
#include <fstream>
#include <iterator>
#include <set>
#include <sstream>

#include "dispatch/learn/tallies.hpp"
#include "tests/store/node.hpp"

using namespace tests;
using Kind = dispatch::CommitOutcome::Kind;

namespace {

// The line that docs/operations.md tells people to give to Redis.
store::Arguments documented_user() {
  std::ifstream document{SIAGA_REPOSITORY "/docs/operations.md"};
  for (std::string line; std::getline(document, line);) {
    if (line.find("    ACL SETUSER siaga ") != 0) continue;
    std::istringstream words{line};
    return {std::istream_iterator<std::string>{words}, {}};
  }
  throw std::runtime_error{"docs/operations.md has no such line"};
}

// A Redis that has the documented user, with other rights after those.
struct Guarded {
  Redis redis;
  Loop loop;
  std::vector<store::StoreHealth> healths;
  explicit Guarded(const store::Arguments& rights = {}) {
    redis.ask(documented_user());
    change(rights);
  }
  void change(const store::Arguments& rights) {
    store::Arguments all{"ACL", "SETUSER", "siaga"};
    all.insert(all.end(), rights.begin(), rights.end());
    redis.ask(all);
  }
  [[nodiscard]] store::Address address() const {
    auto address = redis.address();
    address.user = "siaga";
    address.password = "PASSWORD";
    return address;
  }
  store::RedisStore::Options options(const std::string& node) {
    auto options = options_for(address(), node);
    options.trust = store::Trust::regardless;
    options.on_state = [this](const store::StoreHealth& health) { healths.push_back(health); };
    return options;
  }
  void is_up() {
    loop.until([&] { return !healths.empty() && healths.back().up; });
  }
  // Looked at several times since, and found the same.
  void stays_as_it_is(store::RedisStore& node) {
    for (int i = 0; i < 4; ++i) loop.answer(node.pipeline.run({"PING"}));
  }
};

// As Redis' rights name them.
std::set<std::string> commands_needed() {
  std::set<std::string> commands{"script|load", "publish", "subscribe", "unsubscribe", "ping"};
  for (const auto& call : store::needs_of(keys, "a").calls) {
    std::string command = call.script.empty() ? call.arguments.front() : "evalsha";
    std::ranges::transform(command, command.begin(),
                           [](char c) { return static_cast<char>(std::tolower(c)); });
    commands.insert(command);
  }
  return commands;
}

dispatch::Fix fix(const Region& region, int seconds) {
  return {id("AMB-01"), Town::centre(), region.now + std::chrono::seconds{seconds}, 5.0, 0.0, {}, "tablet"};
}

}  // namespace

TEST_CASE("with the user that the docs name a position goes from one node to the other, and all else works") {
  Region region;
  region.redis.ask(documented_user());
  if (GENERATE(false, true)) {  // or with no right but those that are tried
    region.redis.ask({"ACL", "SETUSER", "siaga", "nocommands"});
    for (const auto& command : commands_needed())
      region.redis.ask({"ACL", "SETUSER", "siaga", "+" + command});
  }
  auto address = region.redis.address();
  address.user = "siaga";
  address.password = "PASSWORD";
  region.has_unit("AMB-01");
  const auto incident = region.calls();
  store::RedisStore node{region.loop.executor(), options_for(address, "one")};
  Listener other{region.loop, address, "two"};
  REQUIRE(region.loop.answer(node.journal.commit(region.decided(Region::note(incident, "one")))).kind ==
          Kind::done);
  region.loop.until([&] {
    node.journal.share({fix(region, 1)});
    return !other.fixes.empty();
  });
  bool is_kept = false;
  boost::asio::co_spawn(region.loop.executor(), node.journal.keep_last_fixes(region.now, {}),
                        [&](const std::exception_ptr&) { is_kept = true; });
  region.loop.until([&] { return is_kept; });
  CHECK(region.redis.ask({"HLEN", keys.last_fixes()}).number == 1);
  CHECK(region.loop.answer(node.tallies.add({{"class.primary.day", {1, 2}, 100}})) == 1);
  CHECK(region.loop.answer(node.tallies.all())->size() == 1);
  CHECK(region.loop.answer(node.past_calls.calls_from("0811")).has_value());
  CHECK(region.loop.answer(node.badges.who_has("nobody's", region.now)).error().code ==
        dispatch::Errc::not_signed_in);
  CHECK(region.loop.answer(node.badges.taken_back([] { return std::vector<std::string>{"x"}; })).size() == 1);
  CHECK(region.loop.answer(node.memory_bytes()).has_value());
  CHECK(region.redis.ask({"ACL", "LOG"}).list.empty());
}

TEST_CASE("whichever right is missing, the store is away and stays so, and says which command it is") {
  Guarded guarded;
  for (const auto& command : commands_needed()) {
    CAPTURE(command);
    guarded.healths.clear();
    guarded.change({"reset"});
    guarded.redis.ask(documented_user());
    guarded.change({"-" + command});
    {
      store::RedisStore node{guarded.loop.executor(), guarded.options("one")};
      guarded.loop.until([&] { return !guarded.healths.empty(); });
      guarded.stays_as_it_is(node);
    }
    guarded.loop.turn();
    REQUIRE(guarded.healths.size() == 1);
    CHECK_FALSE(guarded.healths[0].up);
    CHECK_THAT(guarded.healths[0].reason, Catch::StartsWith("the user may not do what Siaga needs: NOPERM") &&
                                              Catch::Contains("'" + command));
  }
}

TEST_CASE(
    "a user of Redis 7 without the channel, or without some of the names, is refused with what to give") {
  const auto [rights, needs] = GENERATE(table<store::Arguments, std::string>({
      {{"resetchannels"}, "(its access list needs &siaga:*)"},
      {{"resetchannels", "&siaga:{other}:*"}, "(its access list needs &siaga:*)"},
      {{"resetkeys", "~siaga:{test}:probe:*"}, "(its access list needs ~siaga:*)"},
      {{"resetkeys", "%R~siaga:*"}, "(its access list needs ~siaga:*)"},
      {{"resetkeys", "~siaga:{test}:[!s]*"}, "(its access list needs ~siaga:*)"},
      {{"resetkeys", "~siaga:{test}:[!t]*"}, "(its access list needs ~siaga:*)"},
      {{"resetkeys", "~siaga:{test}:[!d]*"}, "(its access list needs ~siaga:*)"},
  }));
  CAPTURE(rights);
  Guarded guarded{rights};
  store::RedisStore node{guarded.loop.executor(), guarded.options("one")};
  guarded.loop.until([&] { return !guarded.healths.empty(); });
  guarded.stays_as_it_is(node);
  REQUIRE(guarded.healths.size() == 1);
  CHECK_FALSE(guarded.healths[0].up);
  CHECK_THAT(guarded.healths[0].reason, Catch::EndsWith(needs));
  guarded.redis.ask(documented_user());
  guarded.is_up();
}

TEST_CASE("who may no longer commit is away until they may again, and does not come and go") {
  Guarded guarded;
  const Region region;
  store::RedisStore node{guarded.loop.executor(), guarded.options("one")};
  guarded.is_up();
  const auto command = GENERATE("evalsha", "hset", "xadd");
  CAPTURE(command);
  guarded.change({"-" + std::string{command}});
  const auto call = region.decided(Region::call());
  CHECK(guarded.loop.answer(node.journal.commit(call)).kind == Kind::unavailable);
  guarded.loop.until([&] { return !guarded.healths.back().up; });
  guarded.loop.until([&] { return guarded.healths.back().reason.find(command) != std::string::npos; });
  const auto said = guarded.healths.size();
  guarded.stays_as_it_is(node);
  CHECK(guarded.healths.size() == said);
  guarded.change({"+" + std::string{command}});
  guarded.is_up();
}

TEST_CASE("what is tried leaves nothing that grows, and nothing that anybody reads") {
  Guarded guarded;
  std::string before;
  for (int i = 0; i < 3; ++i) {
    guarded.healths.clear();
    {
      const store::RedisStore node{guarded.loop.executor(), guarded.options("one")};
      guarded.is_up();
    }
    std::string now = std::to_string(guarded.redis.ask({"DBSIZE"}).number);
    for (const auto& key : guarded.redis.ask({"KEYS", "*"}).list) {
      CHECK_THAT(key.text, Catch::StartsWith("siaga:{test}:probe:"));
      now += " " + std::to_string(guarded.redis.ask({"MEMORY", "USAGE", key.text}).number);
    }
    CHECK((before.empty() || now.size() == before.size()));
    before = now;
  }
}

TEST_CASE(
    "a channel that is taken away while all goes on is said, and given back is said, and nobody stops") {
  Guarded guarded;
  auto options = guarded.options("one");
  options.between_watches = std::chrono::milliseconds{50};
  const store::RedisStore node{guarded.loop.executor(), std::move(options)};
  guarded.is_up();
  guarded.change({"resetchannels"});
  guarded.loop.until([&] { return !guarded.healths.back().unheard.empty(); });
  CHECK_THAT(guarded.healths.back().unheard, Catch::EndsWith("(its access list needs &siaga:*)"));
  CHECK(guarded.healths.back().up);
  guarded.change({"&siaga:*"});
  guarded.loop.until([&] { return guarded.healths.back().unheard.empty(); });
  CHECK(std::ranges::all_of(guarded.healths, &store::StoreHealth::up));
}

TEST_CASE("who may not hear the others asks more and more seldom, and hears them once it may") {
  Guarded guarded{{"resetchannels"}};
  const auto begin = std::chrono::steady_clock::now();
  Listener node{guarded.loop, guarded.address(), "two"};
  const auto refused = [&] {
    std::int64_t times = 0;
    for (const auto& entry : guarded.redis.ask({"ACL", "LOG"}).list) times += entry.list.at(1).number;
    return times;
  };
  guarded.loop.until([&] { return refused() >= 5; });
  // Of 0.1, 0.2, 0.4 and 0.8 s; one of them may have been cut short by the reader, who has found Redis.
  CHECK(std::chrono::steady_clock::now() - begin >= std::chrono::milliseconds{700});
  CHECK(node.faults.size() == 1);
  guarded.change({"&siaga:*"});
  guarded.loop.until([&] {
    return guarded.redis.ask({"PUBSUB", "NUMSUB", keys.fixes()}).list.at(1).number == 1;
  });
}
