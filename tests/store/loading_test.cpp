#include <catch2/catch.hpp>
#include <chrono>
#include <optional>
#include <string>

#include "tests/store/node.hpp"
#include "tests/support/relay.hpp"

using namespace tests;
using enum dispatch::AssignmentState;

// What a node loads while others go on working: right to the last entity, and in one go.

namespace {

// A busy region: each kind of entity is there, and everything can go on.
struct Busy : Region {
  Busy() {
    has_unit("AMB-01");
    has_unit("AMB-02");
    running = calls();
    job = AssignmentId::same_as(happens(send(running, "AMB-01")));
    ending = calls();
    ending_job = AssignmentId::same_as(happens(send(ending, "AMB-02")));
    for (const auto step : {acknowledged, on_scene, cleared}) presses("AMB-02", ending_job, step);
    closure = closes();
  }
  dispatch::ClosureId closes() {
    return dispatch::ClosureId::same_as(
        happens(dispatch::CloseRoad{{Town::centre()}, "flood", now + std::chrono::hours{1}}));
  }
  void presses(std::string_view unit, const AssignmentId& on, dispatch::AssignmentState step) {
    happens(dispatch::StepAssignment{on, step, {}}, crew_of(id(unit)));
  }
  // Everything that leaves, comes, and changes; some come and leave at once.
  void goes_on() {
    happens(dispatch::ArchiveIncident{ending}, siaga());
    happens(dispatch::OpenRoad{closure});
    happens(note(running, "second floor"));
    const auto brief = closes();
    happens(dispatch::OpenRoad{brief});
    const auto second = calls();
    const auto second_job = AssignmentId::same_as(happens(send(second, "AMB-02")));
    for (const auto step : {acknowledged, on_scene, cleared}) presses("AMB-02", second_job, step);
    happens(dispatch::ArchiveIncident{second}, siaga());
    presses("AMB-01", job, acknowledged);
    closes();
    calls();
    has_unit("AMB-03");
  }
  // By an event that only a newer version knows.
  void is_painted(const IncidentId& incident) {
    auto painted = *view.incident(incident);
    const auto v = std::to_string(++painted.v);
    const auto key = keys.entity("incident", incident.view());
    auto connection = connect(redis.address());
    ask(connection, {"HSET", key, "v", v, "json", dispatch::json::text_of(painted)});
    const auto event =
        R"([{"type":"incident.painted","at":1,"recorded":1,"by":"x","touches":[{"kind":"incident","id":")" +
        std::string{incident.view()} + R"(","v":)" + v + R"(}],"body":{}}])";
    ask(connection, {"XADD", keys.log(), std::to_string(entries() + 1) + "-0", "events", event, "number", "",
                     "format", "9"});
    view.renew(painted);
  }
  IncidentId running = id<IncidentId>("none");
  IncidentId ending = running;
  AssignmentId job = id<AssignmentId>("none");
  AssignmentId ending_job = job;
  dispatch::ClosureId closure = id<dispatch::ClosureId>("none");
};

// As it is here once everything that was loaded and then read is taken.
std::string picture_at(Listener& node, Region& region) {
  const auto end = static_cast<std::uint64_t>(region.entries());
  region.loop.until([&] {
    return !node.loads.empty() &&
           (node.loads.back().position.n == end || (!node.entries.empty() && node.entries.back().n == end));
  });
  auto& loaded = node.loads.back();
  for (const auto& entry : node.entries) {
    REQUIRE(entry.n == loaded.position.n + 1);
    REQUIRE(loaded.view.apply(entry));
    loaded.position.n = entry.n;
  }
  return Town::picture_of(loaded.view);
}

}  // namespace

TEST_CASE("whatever happens between two questions of a node that loads, it loads once and knows it all") {
  bool was_loading = true;
  for (int question = 1; was_loading; ++question) {
    CAPTURE(question);
    Busy region;
    Relay relay{region.redis.address(), question};
    Listener node{region.loop, relay.address(), "b"};
    region.loop.until([&] { return relay.has_stopped(); });
    region.loop.turn();
    was_loading = node.loads.empty();
    region.goes_on();
    relay.let_go();
    CHECK(picture_at(node, region) == Town::picture_of(region.view));
    CHECK(node.loads.size() == 1);
    CHECK(node.faults.empty());
    region.loop.until([&] { return !node.states.empty(); });
    CHECK(node.states == std::vector{true});
  }
}

TEST_CASE("a node whose loading breaks off begins again with the next connection") {
  Region region;
  const auto incident = region.calls();
  const auto listed = keys.live("closure");
  region.redis.ask({"SET", listed, "no list"});
  Listener node{region.loop, region.redis.address(), "b"};
  region.loop.until([&] { return !node.reasons.empty(); });
  CHECK_FALSE(node.reasons[0].empty());
  CHECK(node.loads.empty());
  region.redis.ask({"DEL", listed});
  region.loop.until([&] { return !node.loads.empty(); });
  CHECK(node.loads[0].view.incident(incident) != nullptr);
}

TEST_CASE("an entry that vanishes while a node loads makes it load again, by the same connection") {
  for (int question = 1;; ++question) {
    CAPTURE(question);
    Busy region;
    Relay relay{region.redis.address(), question};
    Listener node{region.loop, relay.address(), "b"};
    region.loop.until([&] { return relay.has_stopped(); });
    region.loop.turn();
    const bool was_loading = node.loads.empty();
    const auto end = region.entries();
    region.calls();
    region.calls();
    region.redis.ask({"XDEL", keys.log(), std::to_string(end + 1) + "-0"});
    relay.let_go();
    const auto last = static_cast<std::uint64_t>(end) + 2;
    region.loop.until([&] {
      return !node.loads.empty() && node.loads.back().position.n == last &&
             node.loads.back().view.incidents().size() == 4;
    });
    region.loop.until([&] { return !node.states.empty(); });
    CHECK(node.states == std::vector{true});
    CHECK(node.loads.size() <= 2);
    if (!was_loading) break;
  }
}

TEST_CASE("what a newer version changed and somebody then archived leaves with the archiving, not before") {
  bool was_said = false;
  bool was_loading = true;
  for (int question = 1; was_loading; ++question) {
    CAPTURE(question);
    Busy region;
    Relay relay{region.redis.address(), question};
    Listener node{region.loop, relay.address(), "b"};
    region.loop.until([&] { return relay.has_stopped(); });
    region.loop.turn();
    was_loading = node.loads.empty();
    region.is_painted(region.ending);
    region.happens(dispatch::ArchiveIncident{region.ending}, siaga());
    relay.let_go();
    CHECK(picture_at(node, region) == Town::picture_of(region.view));
    CHECK(node.loads.size() == 1);
    was_said = was_said || node.newer == std::vector<std::string>{"incident.painted"};
    CHECK(node.newer.size() <= 1);
  }
  CHECK(was_said);
}
