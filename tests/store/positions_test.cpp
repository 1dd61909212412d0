#include <catch2/catch.hpp>

#include "store/redis_journal.hpp"
#include "tests/store/node.hpp"

using namespace tests;

namespace {

dispatch::Fix fix(const Region& region, std::string_view unit, int seconds) {
  const auto at = region.now + std::chrono::seconds{seconds};
  return {id(unit), Town::centre(), at, 5.0, 0.0, std::nullopt, "tablet"};
}

}  // namespace

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

TEST_CASE("positions that one node got are heard by the others and not by itself") {
  Region region;
  region.has_unit("AMB-01");
  Listener other{region.loop, region.redis.address(), "b"};
  Listener self{region.loop, region.redis.address(), "writer"};
  region.loop.until([&] { return !other.loads.empty() && !self.loads.empty(); });
  for (int second = 1; second <= 3; ++second) {
    region.journal.share({fix(region, "AMB-01", second)});
    region.calls();  // what was sent before it has arrived when it is answered
  }
  region.loop.until([&] { return other.fixes.size() == 3 && self.entries.size() == 3; });
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
  region.calls();
  Listener node{region.loop, region.redis.address(), "b"};
  region.loop.until([&] { return !node.loads.empty(); });
  REQUIRE(node.loads[0].view.fix(id("AMB-01")) != nullptr);
  CHECK(node.loads[0].view.fix(id("AMB-01"))->at == fix(region, "AMB-01", 1).at);
  CHECK(node.loads[0].view.fix(id("AMB-02")) == nullptr);
}

TEST_CASE("a batch of positions that nobody can read is told, and those after it are heard") {
  Region region;
  region.has_unit("AMB-01");
  Listener node{region.loop, region.redis.address(), "b"};
  region.loop.until([&] { return !node.loads.empty(); });
  region.redis.ask({"XADD", keys.fixes(), "*", "node", "x", "fixes", "[{]"});
  region.journal.share({fix(region, "AMB-01", 1)});
  region.loop.until([&] { return !node.fixes.empty(); });
  CHECK(node.faults.size() == 1);
}
