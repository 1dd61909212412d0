#include "store/redis_reader.hpp"

#include <catch2/catch.hpp>

#include "tests/store/node.hpp"

using namespace tests;
using Kind = dispatch::CommitOutcome::Kind;

namespace {

std::string picture_of(const dispatch::View& view) {
  return Town::picture_of(view);
}

}  // namespace

TEST_CASE("the store's clock is told before anything else, and to a few milliseconds") {
  Region region;
  Listener node{region.loop, region.redis.address(), "b"};
  region.loop.until([&] { return !node.states.empty(); });
  REQUIRE(node.clocks.size() == 1);
  const auto seen = node.clocks[0];
  const auto since = std::chrono::steady_clock::now() - seen.at;
  const auto here = std::chrono::system_clock::now() - since;  // one machine, one clock
  CHECK(std::chrono::abs(here - seen.shown) <= seen.give_or_take + std::chrono::milliseconds{5});
}

TEST_CASE("an empty region is loaded as an empty one, at position 0") {
  Region region;
  Listener node{region.loop, region.redis.address(), "b"};
  region.loop.until([&] { return !node.loads.empty(); });
  CHECK(node.loads[0].position.n == 0);
  CHECK(node.loads[0].position.log.size() == 40);
  CHECK(node.loads[0].view.units().empty());
  region.loop.until([&] { return !node.states.empty(); });
  CHECK(node.states == std::vector{true});
}

TEST_CASE("a node that starts loads everything as it is, and the position of the log where it is") {
  Region region;
  region.has_unit("AMB-01");
  const auto incident = region.calls();
  const auto job = AssignmentId::same_as(region.happens(Region::send(incident, "AMB-01")));
  Listener node{region.loop, region.redis.address(), "b"};
  region.loop.until([&] { return !node.loads.empty(); });
  const auto& loaded = node.loads[0];
  CHECK(loaded.position.n == 4);
  REQUIRE(loaded.view.incident(incident) != nullptr);
  CHECK(loaded.view.incident(incident)->v == 2);
  CHECK(loaded.view.incident(incident)->number == "JBR-1122-001");
  REQUIRE(loaded.view.unit(id("AMB-01")) != nullptr);
  CHECK(loaded.view.unit(id("AMB-01"))->assignment == job);
  CHECK(loaded.view.assignments().size() == 1);
  CHECK(node.faults.empty());
}

TEST_CASE("a closed road is there for a node that starts until it is opened") {
  Region region;
  const auto until = region.now + std::chrono::hours{1};
  const auto closure =
      dispatch::ClosureId::same_as(region.happens(dispatch::CloseRoad{{Town::centre()}, "flood", until}));
  Listener node{region.loop, region.redis.address(), "b"};
  region.loop.until([&] { return !node.loads.empty(); });
  auto& view = node.loads[0].view;
  REQUIRE(view.closure(closure) != nullptr);
  CHECK(view.closure(closure)->until == until);
  CHECK(view.closure(closure)->reason == "flood");

  region.happens(dispatch::OpenRoad{closure});
  region.loop.until([&] { return node.entries.size() == 1; });
  CHECK(view.apply(node.entries[0].events[0]) == dispatch::View::Outcome::applied);
  CHECK(view.closure(closure) == nullptr);
  Listener late{region.loop, region.redis.address(), "c"};
  region.loop.until([&] { return !late.loads.empty(); });
  CHECK(late.loads[0].view.closures().empty());
  CHECK(late.faults.empty());
}

TEST_CASE("what was loaded and then read is what happened") {
  Region region;
  region.has_unit("AMB-01");
  Listener node{region.loop, region.redis.address(), "b"};
  region.loop.until([&] { return !node.loads.empty(); });
  const auto incident = region.calls();
  const auto job = AssignmentId::same_as(region.happens(Region::send(incident, "AMB-01")));
  region.happens(dispatch::StepAssignment{job, AssignmentState::acknowledged, {}}, crew_of(id("AMB-01")));
  region.loop.until([&] { return node.entries.size() == 3; });

  auto& view = node.loads[0].view;
  std::uint64_t n = node.loads[0].position.n;
  for (const auto& entry : node.entries) {
    CHECK(entry.n == ++n);
    for (const auto& event : entry.events) CHECK(view.apply(event) == dispatch::View::Outcome::applied);
  }
  Listener late{region.loop, region.redis.address(), "c"};
  region.loop.until([&] { return !late.loads.empty(); });
  CHECK(picture_of(view) == picture_of(late.loads[0].view));
  CHECK(late.loads[0].position == dispatch::LogPosition{node.loads[0].position.log, n});
}

TEST_CASE("while a node loads, what is written meanwhile is neither lost nor doubled") {
  Region region;
  constexpr int many = 300;
  std::vector<std::optional<dispatch::CommitOutcome>> said(many);
  for (auto& one : said) {
    region.loop.begin(region.journal.commit(region.decided(Region::call())), one);
  }
  Listener node{region.loop, region.redis.address(), "b"};
  region.loop.until(
      [&] { return !node.loads.empty() && node.loads.back().position.n + node.entries.size() == many; });
  auto& view = node.loads[0].view;
  for (const auto& entry : node.entries)
    for (const auto& event : entry.events) CHECK(view.apply(event) != dispatch::View::Outcome::gap);
  CHECK(view.incidents().size() == many);
}

TEST_CASE("what has left the live state is not loaded") {
  Region region;
  const auto over = region.calls();
  region.calls();
  region.happens(dispatch::EndIncident{over, dispatch::EndingKind::hoax, "children", {}});
  region.happens(dispatch::ArchiveIncident{over}, siaga());
  Listener node{region.loop, region.redis.address(), "b"};
  region.loop.until([&] { return !node.loads.empty(); });
  CHECK(node.loads[0].view.incidents().size() == 1);
  CHECK(node.loads[0].view.incident(over) == nullptr);
}

TEST_CASE("an entry that is missing makes the node load everything anew") {
  Region region;
  region.calls();
  Listener node{region.loop, region.redis.address(), "b"};
  region.loop.until([&] { return !node.loads.empty(); });

  auto redis = connect(region.redis.address());
  const auto events = dispatch::json::text_of(std::vector<dispatch::Event>{});
  // Both at once, so that the reader cannot see the first before it is gone.
  ask(redis, {"MULTI"});
  ask(redis, {"XADD", keys.log(), "2-0", "events", events, "number", ""});
  ask(redis, {"XADD", keys.log(), "3-0", "events", events, "number", ""});
  SECTION("deleted") {
    ask(redis, {"XDEL", keys.log(), "2-0"});
  }
  SECTION("trimmed") {
    ask(redis, {"XTRIM", keys.log(), "MAXLEN", "1"});
  }
  ask(redis, {"EXEC"});

  region.loop.until([&] { return node.loads.size() == 2; });
  CHECK(node.loads[1].position.n == 3);
  CHECK(node.loads[1].view.incidents().size() == 1);
  CHECK(node.entries.empty());
  CHECK(node.states == std::vector{true});
}

TEST_CASE("a log of which everything has been taken away goes on where it was") {
  Region region;
  region.calls();
  region.calls();
  region.redis.ask({"XTRIM", keys.log(), "MAXLEN", "0"});
  Listener node{region.loop, region.redis.address(), "b"};
  region.loop.until([&] { return !node.loads.empty(); });
  CHECK(node.loads[0].position.n == 2);
  region.calls();
  region.loop.until([&] { return !node.entries.empty(); });
  CHECK(node.entries[0].n == 3);
}

TEST_CASE("after a restart of Redis it is another log, and everything is loaded anew") {
  Region region;
  const auto incident = region.calls();
  Listener node{region.loop, region.redis.address(), "b"};
  region.loop.until([&] { return !node.states.empty(); });
  region.redis.kill();
  region.loop.until([&] { return node.states.size() == 2; });
  region.redis.start();
  region.loop.until([&] { return node.states.size() == 3; });
  REQUIRE(node.loads.size() == 2);
  CHECK(node.loads[1].position.n == node.loads[0].position.n);
  CHECK(node.loads[1].position.log != node.loads[0].position.log);
  CHECK(node.loads[1].view.incident(incident) != nullptr);
  CHECK(node.states == std::vector{true, false, true});
}

TEST_CASE("a Redis that falls silent is away, and when it speaks again nothing was missed") {
  Region region;
  region.calls();
  Listener node{region.loop, region.redis.address(), "b"};
  region.loop.until([&] { return !node.states.empty(); });
  region.redis.freeze();
  region.loop.until([&] { return node.states.size() == 2; });
  CHECK(node.states == std::vector{true, false});
  region.redis.thaw();
  region.loop.until([&] { return node.states.size() == 3; });
  CHECK(node.states.back());
  std::optional<dispatch::CommitOutcome> said;
  const auto commit = region.decided(Region::call());
  region.loop.until([&] {
    said = region.loop.answer(region.journal.commit(commit));
    return said->kind == Kind::done || said->kind == Kind::repeated;
  });
  region.loop.until([&] { return !node.entries.empty(); });
  CHECK(node.entries[0].n == 2);
  CHECK(node.loads.size() == 1);  // the log is the same, so it goes on where it stopped
}

TEST_CASE("a node that is asked to loads everything anew") {
  Region region;
  region.calls();
  Listener node{region.loop, region.redis.address(), "b"};
  region.loop.until([&] { return !node.loads.empty(); });
  node.reader.reload();
  region.loop.until([&] { return node.loads.size() == 2; });
  CHECK(picture_of(node.loads[1].view) == picture_of(node.loads[0].view));
}

TEST_CASE("an entry that nobody can read is told, and does not stop those after it") {
  Region region;
  Listener node{region.loop, region.redis.address(), "b"};
  region.loop.until([&] { return !node.loads.empty(); });
  region.redis.ask({"XADD", keys.log(), "1-0", "events", "[{]", "number", ""});
  region.loop.until([&] { return node.loads.size() == 2; });
  CHECK(node.faults.size() == 1);
  CHECK(node.faults.at(0).find('1') != std::string::npos);
  region.calls();
  region.loop.until([&] { return !node.entries.empty(); });
  CHECK(node.entries[0].n == 2);
}

TEST_CASE("an entity that nobody can read is told by name, and the others are loaded") {
  Region region;
  region.has_unit("AMB-01");
  region.has_unit("AMB-02");
  region.redis.ask({"HSET", keys.entity("unit", "AMB-01"), "json", R"({"id":"AMB-01","wings":2})"});
  Listener node{region.loop, region.redis.address(), "b"};
  region.loop.until([&] { return !node.loads.empty(); });
  REQUIRE(node.faults.size() == 1);
  CHECK(node.faults[0].find("AMB-01") != std::string::npos);
  CHECK(node.loads[0].view.unit(id("AMB-02")) != nullptr);
}

namespace {

// What a node of a newer version would commit: an event of its own about a unit, and the unit as it is after.
void newer_commits(Region& region, std::string_view events, const std::string& unit, std::string_view state) {
  auto redis = connect(region.redis.address());
  ask(redis, {"MULTI"});
  ask(redis, {"HSET", keys.entity("unit", unit), "v", "3", "json", std::string{state}, "format", "9"});
  ask(redis, {"XADD", keys.log(), "3-0", "events", std::string{events}, "number", "", "format", "9"});
  ask(redis, {"EXEC"});
}

constexpr auto painted =
    R"([{"type":"unit.painted","at":1,"recorded":1,"by":"x","touches":[{"kind":"unit","id":"AMB-01","v":3}],"body":{"unit":"AMB-01","colour":"red"}}])";

}  // namespace

TEST_CASE(
    "what a newer version made of a unit is taken from the store, said once, and kept when it is written "
    "again") {
  Region region;
  region.has_unit("AMB-01");
  Listener node{region.loop, region.redis.address(), "b"};
  region.loop.until([&] { return !node.loads.empty(); });
  auto state = region.redis.ask({"HGET", keys.entity("unit", "AMB-01"), "json"}).text;
  state.replace(state.find(R"("v":2)"), 5, R"("v":3,"colour":"red")");
  newer_commits(region, painted, "AMB-01", state);
  region.loop.until([&] { return !node.entries.empty(); });
  CHECK(node.faults.empty());
  CHECK(node.newer == std::vector<std::string>{"unit.painted", "unit with colour"});
  REQUIRE(node.entries[0].renewed.size() == 1);
  CHECK(region.view.apply(node.entries[0].events[0]) == dispatch::View::Outcome::applied);
  region.view.renew(node.entries[0].renewed[0]);

  region.happens(dispatch::ChangeDuty{id("AMB-01"), dispatch::DutyState::off, {}, {}, {}},
                 crew_of(id("AMB-01")));
  const auto after = region.redis.ask({"HGET", keys.entity("unit", "AMB-01"), "json"}).text;
  CHECK(after.find(R"("colour":"red")") != std::string::npos);
  CHECK(after.find(R"("state":"off")") != std::string::npos);

  Listener late{region.loop, region.redis.address(), "c"};
  region.loop.until([&] { return !late.loads.empty(); });
  CHECK(late.loads[0].view.unit(id("AMB-01"))->duty.state == dispatch::DutyState::off);
}

TEST_CASE(
    "a unit that a newer version wrote so that it cannot be read is shown as it was and never written") {
  Region region;
  region.has_unit("AMB-01");
  Listener node{region.loop, region.redis.address(), "b"};
  region.loop.until([&] { return !node.loads.empty(); });
  newer_commits(region, painted, "AMB-01", R"({"id":"AMB-01","v":3,"kind":"helicopter"})");
  region.loop.until([&] { return !node.entries.empty(); });
  REQUIRE(node.entries[0].locked.size() == 1);
  auto& view = node.loads[0].view;
  CHECK(view.apply(node.entries[0].events[0]) == dispatch::View::Outcome::applied);
  view.lock(node.entries[0].locked[0]);
  CHECK(view.is_locked(dispatch::EntityKind::unit, "AMB-01"));
  CHECK(view.unit(id("AMB-01"))->duty.state == dispatch::DutyState::on);
  CHECK(view.unit(id("AMB-01"))->v == 3);

  Listener late{region.loop, region.redis.address(), "c"};
  region.loop.until([&] { return !late.loads.empty(); });
  auto& other = late.loads[0].view;
  CHECK(other.unit(id("AMB-01")) == nullptr);
  CHECK(other.is_locked(dispatch::EntityKind::unit, "AMB-01"));
  auto again = node.entries[0].events[0];
  again.touches[0].v = 4;
  CHECK(other.apply(again) != dispatch::View::Outcome::gap);
}

TEST_CASE("what cannot be read says why, once, and is not called up meanwhile") {
  Region region;
  region.calls();
  auto other = connect(region.redis.address());
  ask(other, {"ACL", "SETUSER", "reader", "on", ">geheim", "~siaga:*", "+@all", "-xread"});
  auto address = region.redis.address();
  address.user = "reader";
  address.password = "geheim";
  Listener node{region.loop, address, "b"};
  region.loop.until([&] { return !node.reasons.empty(); });
  CHECK(node.states.empty());
  CHECK_THAT(node.reasons.front(), Catch::StartsWith("the user may not do what Siaga needs: NOPERM"));
  ask(other, {"ACL", "SETUSER", "reader", "+xread"});
  region.loop.until([&] { return !node.states.empty(); });
  CHECK(node.reasons.size() == 2);
  CHECK(node.reasons.back().empty());
}

TEST_CASE("a log that has got another name while it was read has that name when it is loaded anew") {
  Region region;
  Listener node{region.loop, region.redis.address(), "b"};
  region.loop.until([&] { return !node.loads.empty(); });
  region.redis.ask({"DEBUG", "CHANGE-REPL-ID"});
  node.reader.reload();
  region.loop.until([&] { return node.loads.size() == 2; });
  CHECK(node.loads[1].position.log != node.loads[0].position.log);
}
