#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <catch2/catch.hpp>
#include <exception>
#include <optional>

#include "store/kept.hpp"
#include "store/latest_fixes.hpp"
#include "store/redis_journal.hpp"
#include "tests/store/node.hpp"

using namespace tests;

namespace {

dispatch::Fix fix(const Region& region, std::string_view unit, int seconds) {
  const auto at = region.now + std::chrono::seconds{seconds};
  return {id(unit), Town::centre(), at, 5.0, 0.0, std::nullopt, "tablet"};
}

// Nodes that hear what is published from now on.
void are_listening(Region& region, std::int64_t nodes) {
  region.loop.until([&] {
    return region.redis.ask({"PUBSUB", "NUMSUB", keys.fixes()}).list.at(1).number == nodes;
  });
}

void keeps(Region& region, store::RedisStore& node, TimePoint now, dispatch::milliseconds between = {}) {
  bool done = false;
  boost::asio::co_spawn(region.loop.executor(), node.journal.keep_last_fixes(now, between),
                        [&](const std::exception_ptr&) { done = true; });
  region.loop.until([&] { return done; });
}
void keeps(Region& region, TimePoint now, dispatch::milliseconds between = {}) {
  keeps(region, region.writer, now, between);
}

// When the unit was where it is kept to have been.
std::optional<TimePoint> kept(Region& region, const char* unit) {
  const auto text = region.redis.ask({"HGET", keys.last_fixes(), unit}).text;
  dispatch::Fix fix;
  std::string fault;
  if (!store::read_text(text, fix, fault)) return std::nullopt;
  return fix.at;
}

}  // namespace

TEST_CASE("positions ride in no file: however many are shared, the log's does not grow") {
  Region region;
  region.calls();
  const auto size = [&] {
    const auto info = region.redis.ask({"INFO", "persistence"}).text;
    return std::stoul(info.substr(info.find("aof_current_size:") + 17));
  };
  const auto before = size();
  for (int i = 0; i < 500; ++i) region.journal.share({fix(region, "AMB-01", i)});
  region.loop.answer(region.writer.pipeline.run({"PING"}));  // answered after what was sent before it
  CHECK(size() == before);
}

TEST_CASE("the last position of each unit is kept, of one that goes on moving not more than one in a while") {
  Region region;
  region.has_unit("AMB-01");
  const auto keep = [&](int second) {
    keeps(region, region.now + std::chrono::seconds{second}, std::chrono::seconds{8});
  };
  region.journal.share({fix(region, "AMB-01", 0)});
  keep(0);
  CHECK(kept(region, "AMB-01") == fix(region, "AMB-01", 0).at);
  for (int second = 1; second <= 20; ++second) {
    region.journal.share({fix(region, "AMB-01", second)});
    if (second == 4) region.journal.share({fix(region, "AMB-02", 4)});
    keep(second);
    CHECK(kept(region, "AMB-01") == fix(region, "AMB-01", second / 8 * 8).at);
  }
  CHECK(kept(region, "AMB-02") == fix(region, "AMB-02", 4).at);  // at once, for it had said nothing before
  keeps(region, region.now + std::chrono::seconds{20});
  CHECK(kept(region, "AMB-01") == fix(region, "AMB-01", 20).at);
}

TEST_CASE("of 1,200 units the last position is kept") {
  Region region;
  std::vector<dispatch::Sighting> fixes;
  for (int i = 0; i < 1200; ++i) fixes.emplace_back(fix(region, "U-" + std::to_string(i), 0));
  region.journal.share(fixes);
  keeps(region, region.now);
  CHECK(region.redis.ask({"HLEN", keys.last_fixes()}).number == 1200);
}

TEST_CASE("a position that is older than the one kept never replaces it, be it another node's") {
  Region region;
  store::RedisStore other{region.loop.executor(), options_for(region.redis.address(), "other")};
  region.journal.share({fix(region, "AMB-01", 10)});
  other.journal.share({fix(region, "AMB-01", 4), fix(region, "AMB-02", 4)});
  keeps(region, region.now);
  keeps(region, other, region.now + std::chrono::seconds{10});
  CHECK(kept(region, "AMB-01") == fix(region, "AMB-01", 10).at);
  CHECK(kept(region, "AMB-02") == fix(region, "AMB-02", 4).at);
  other.journal.share({fix(region, "AMB-01", 11)});
  keeps(region, other, region.now + std::chrono::seconds{11});
  CHECK(kept(region, "AMB-01") == fix(region, "AMB-01", 11).at);
}

TEST_CASE("a kept position of a time that has not come yet, by a clock that was set back, gives way") {
  Region region;
  region.journal.share({fix(region, "AMB-01", 3600)});
  keeps(region, region.now + std::chrono::hours{1});
  region.journal.share({fix(region, "AMB-01", 1)});
  keeps(region, region.now + std::chrono::seconds{1});
  CHECK(kept(region, "AMB-01") == fix(region, "AMB-01", 1).at);
}

TEST_CASE("a position that could not be kept while Redis was away is kept afterwards") {
  Region region;
  region.journal.share({fix(region, "AMB-01", 1)});
  region.redis.kill();
  keeps(region, region.now);
  region.redis.start();
  REQUIRE(becomes_true([&] {
    keeps(region, region.now);
    return region.redis.ask({"HLEN", keys.last_fixes()}).number == 1;
  }));
}

TEST_CASE("positions that one node got are heard by the others and not by itself") {
  Region region;
  region.has_unit("AMB-01");
  Listener other{region.loop, region.redis.address(), "b"};
  Listener self{region.loop, region.redis.address(), "writer"};
  region.loop.until([&] { return !other.loads.empty() && !self.loads.empty(); });
  are_listening(region, 2);
  for (std::size_t second = 1; second <= 3; ++second) {
    region.journal.share({fix(region, "AMB-01", static_cast<int>(second))});
    region.loop.until([&] { return other.fixes.size() == second; });
  }
  region.calls();
  region.loop.until([&] { return self.entries.size() == 1; });
  CHECK(other.fixes.back().at == fix(region, "AMB-01", 3).at);
  CHECK(other.fixes.back().where == Town::centre());
  CHECK(other.fixes.back().accuracy_m == 5.0);
  CHECK(self.fixes.empty());
}

TEST_CASE("a node that starts knows the last positions that were kept") {
  Region region;
  region.has_unit("AMB-01");
  region.has_unit("AMB-02");
  region.journal.share({fix(region, "AMB-01", 1)});
  keeps(region, region.now);
  Listener node{region.loop, region.redis.address(), "b"};
  region.loop.until([&] { return !node.loads.empty(); });
  REQUIRE(node.loads[0].view.fix(id("AMB-01")) != nullptr);
  CHECK(node.loads[0].view.fix(id("AMB-01"))->at == fix(region, "AMB-01", 1).at);
  CHECK(node.loads[0].view.fix(id("AMB-02")) == nullptr);
}

TEST_CASE("positions that nobody can read are told, and those after them are heard") {
  Region region;
  region.has_unit("AMB-01");
  Listener node{region.loop, region.redis.address(), "b"};
  region.loop.until([&] { return !node.loads.empty(); });
  are_listening(region, 1);
  region.redis.ask({"PUBLISH", keys.fixes(), "x [{]"});
  region.redis.ask({"PUBLISH", keys.fixes(), "nonsense"});
  region.journal.share({fix(region, "AMB-01", 1)});
  region.loop.until([&] { return !node.fixes.empty(); });
  CHECK(node.faults.size() == 2);
}

TEST_CASE("a busy node is told of each unit the last position only, however many have come") {
  const Region region;
  store::LatestFixes waiting;
  for (int second = 0; second < 300; ++second)
    for (const auto* unit : {"AMB-01", "AMB-02"})
      // It is told once that there are some.
      CHECK(waiting.put({fix(region, unit, second)}) == (second == 0 && unit == std::string_view{"AMB-01"}));
  CHECK_FALSE(waiting.put({fix(region, "AMB-01", 3)}));  // came late
  CHECK_FALSE(waiting.put({}));
  const auto told = waiting.take();
  CHECK(told.size() == 2);
  CHECK(std::ranges::all_of(told,
                            [&](const auto& one) { return one.shown.at == fix(region, "AMB-01", 299).at; }));
  CHECK(waiting.take().empty());
  CHECK_FALSE(waiting.put({}));
  CHECK(waiting.put({fix(region, "AMB-01", 300)}));
}

TEST_CASE("a node that was away hears the positions that were kept meanwhile") {
  Region region;
  Listener node{region.loop, region.redis.address(), "b"};
  region.loop.until([&] { return !node.loads.empty(); });
  are_listening(region, 1);
  region.redis.ask({"HSET", keys.last_fixes(), "AMB-01", dispatch::json::text_of(fix(region, "AMB-01", 1))});
  region.redis.ask({"CLIENT", "KILL", "TYPE", "pubsub"});
  region.loop.until([&] { return !node.fixes.empty(); });
  CHECK(node.fixes.back().at == fix(region, "AMB-01", 1).at);
}
