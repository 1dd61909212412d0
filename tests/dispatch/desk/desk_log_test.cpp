#include <catch2/catch.hpp>

#include "dispatch/desk/desk.hpp"
#include "tests/support/memory_journal.hpp"

using namespace dispatch;
using namespace tests;
using enum AssignmentState;
using Strings = std::vector<std::string>;

namespace {

struct Heard final : Audience {
  void happened(const Entry& entry) override { said.push_back("entry " + std::to_string(entry.n)); }
  void began_anew() override { said.emplace_back("anew"); }
  void reported(const Fix& fix) override { said.push_back("reported " + std::string{fix.unit.view()}); }
  void heard(const Fix& fix) override { said.push_back("heard " + std::string{fix.unit.view()}); }
  void store_changed(const StoreState& state) override { said.emplace_back(state.is_up ? "up" : "away"); }
  Strings said;
};

Fix fix(std::string_view unit, TimePoint when, double lat = -8.3) {
  return {id(unit), at(lat, 114.6), when, {}, {}, {}, {}};
}

struct Open : Office {
  explicit Open(Policy policy = {}) : Office{std::move(policy)} {
    open();
    with_ambulance("AMB-01", 3min);
    desk.tick();
    journal->shared.clear();
    desk.set_audience(&heard);
  }
  // As if loaded from the store, which holds no positions.
  [[nodiscard]] View as_stored() const {
    View stored;
    for (const auto& [name, unit] : desk.view().units()) stored.load(unit);
    return stored;
  }
  Heard heard;
};

}  // namespace

TEST_CASE("what happened is told entry by entry, in order, and each once") {
  Open here;
  const auto call = here.calls(Priority::P2);
  here.sends(call, "AMB-01");
  REQUIRE(here.heard.said == Strings{"entry 3", "entry 4"});
  here.desk.read({here.journal->entry(3), here.journal->entry(4)});
  REQUIRE(here.heard.said.size() == 2);
  REQUIRE(here.desk.position() == LogPosition{"log-1", 4});
}

TEST_CASE("a hole in the log is not read over: everything is asked for anew") {
  Open here;
  int reloads = 0;
  here.desk.on_gap([&] { ++reloads; });
  here.journal->hold();
  here.asks(operator_ayu(), here.command(ReceiveIncident{}));
  here.asks(operator_ayu(), here.command(ReceiveIncident{}));
  here.run();
  REQUIRE(here.journal->size() == 4);
  here.desk.read({here.journal->entry(4)});
  here.desk.read({here.journal->entry(4)});  // as one that was on its way
  REQUIRE(reloads == 1);
  REQUIRE(here.heard.said.empty());
  REQUIRE(here.desk.position().n == 2);

  here.desk.load({{"log-1", 4}, here.as_stored()});
  here.run();
  REQUIRE(here.heard.said == Strings{"anew"});
  REQUIRE(here.desk.position().n == 4);
  here.desk.read({Entry{6, {}}});
  REQUIRE(reloads == 2);
}

TEST_CASE("an entry that does not fit the view asks for everything anew, also when its number is right") {
  Open here;
  bool reload = false;
  here.desk.on_gap([&] { reload = true; });
  here.sends(here.calls(Priority::P2), "AMB-01");
  auto later = here.journal->entry(4);
  later.n = 5;
  for (auto& touch : later.events.front().touches) touch.v += 7;
  here.desk.read({later});
  REQUIRE(reload);
  REQUIRE(here.desk.position().n == 4);
}

TEST_CASE("positions that this node heard itself survive a load from the store") {
  Open here;
  here.now += 1s;
  REQUIRE(here.desk.report(fix("AMB-01", here.now)));
  here.desk.load({{"log-2", 9}, here.as_stored()});
  REQUIRE(here.desk.view().fix(id("AMB-01"))->at == here.now);
  REQUIRE(here.desk.position() == LogPosition{"log-2", 9});
}

TEST_CASE("a position takes effect at once, is told, and is shared with the next tick") {
  Open here;
  here.now += 1s;
  REQUIRE(here.desk.report(fix("AMB-01", here.now)));
  REQUIRE_FALSE(here.desk.report(fix("AMB-01", here.now - 1ms)));
  REQUIRE_FALSE(here.desk.report(fix("AMB-99", here.now)));
  REQUIRE(here.desk.view().fix(id("AMB-01"))->where == at(-8.3, 114.6));
  REQUIRE(here.heard.said == Strings{"reported AMB-01"});
  REQUIRE(here.journal->shared.empty());
  here.desk.tick();
  REQUIRE(here.journal->shared.size() == 1);
  REQUIRE(here.journal->shared.front().size() == 1);
  here.desk.tick();
  REQUIRE(here.journal->shared.size() == 1);
}

TEST_CASE("a device whose clock is ahead does not look fresh for ever") {
  Open here;
  here.now += 1s;
  REQUIRE(here.desk.report(fix("AMB-01", here.now + 24h)));
  REQUIRE(here.desk.view().fix(id("AMB-01"))->at == here.now);
  here.now += 1s;
  REQUIRE(here.desk.report(fix("AMB-01", here.now)));
}

TEST_CASE("positions of other nodes are taken and told, and not shared again") {
  Open here;
  here.desk.heard({fix("AMB-01", here.now + 1s), fix("AMB-99", here.now), fix("AMB-01", here.now)});
  REQUIRE(here.heard.said == Strings{"heard AMB-01"});
  here.desk.tick();
  REQUIRE(here.journal->shared.empty());
}

TEST_CASE("while the store is away only the latest position of each unit is kept for the others") {
  Open here;
  here.desk.store_is(false);
  for (int i = 1; i <= 1000; ++i) here.desk.report(fix("AMB-01", here.now += 1s, -8.3 + i * 1e-5));
  here.desk.tick();
  REQUIRE(here.journal->shared.empty());
  here.desk.store_is(true);
  here.desk.tick();
  REQUIRE(here.journal->shared.size() == 1);
  REQUIRE(here.journal->shared.front().size() == 1);
  REQUIRE(here.journal->shared.front().back().shown.at == here.now);
}

TEST_CASE("that the store goes and comes back is told once each time") {
  Open here;
  here.desk.store_is(true);
  here.desk.store_is(false);
  here.desk.store_is(false);
  here.desk.store_is(true);
  REQUIRE(here.heard.said == Strings{"away", "up"});
  REQUIRE(here.desk.store().since == here.now);
}

TEST_CASE("a crew that does not answer is timed out by a tick, once, however often it ticks meanwhile") {
  Open here;
  const auto job = here.sends(here.calls(Priority::P2), "AMB-01");
  here.now += 59s;
  here.desk.tick();
  here.run();
  REQUIRE(here.desk.view().assignment(job)->state == reserved);
  here.now += 1s;
  const auto before = here.journal->asked;
  for (int i = 0; i < 5; ++i) here.desk.tick();
  here.run();
  REQUIRE(here.desk.view().assignment(job)->state == timed_out);
  REQUIRE(here.journal->asked == before + 1);
}

TEST_CASE("after a start no crew's deadline fires for thirty seconds") {
  Open before;
  const auto job = before.sends(before.calls(Priority::P2), "AMB-01");
  before.now += 10min;
  Office after{before, {}};
  after.open();
  after.now += 30s - 1ms;
  after.desk.tick();
  after.run();
  REQUIRE(after.desk.view().assignment(job)->state == reserved);
  after.now += 1ms;
  after.desk.tick();
  after.run();
  REQUIRE(after.desk.view().assignment(job)->state == timed_out);
}

TEST_CASE("a deadline that the store's clock finds early is tried again with a later tick") {
  Open here;
  const auto job = here.sends(here.calls(Priority::P2), "AMB-01");
  here.journal->now = here.now + 59s;
  here.now += 60s;
  here.desk.tick();
  here.run();
  REQUIRE(here.desk.view().assignment(job)->state == reserved);
  here.journal->now += 1s;
  here.desk.tick();
  here.run();
  REQUIRE(here.desk.view().assignment(job)->state == timed_out);
}

TEST_CASE("with the store away, or while stopping, no deadline is even tried") {
  Open here;
  here.sends(here.calls(Priority::P2), "AMB-01");
  here.now += 10min;
  const auto before = here.journal->asked;
  here.desk.store_is(false);
  here.desk.tick();
  here.run();
  here.desk.store_is(true);
  here.desk.stop();
  here.desk.tick();
  here.run();
  REQUIRE(here.journal->asked == before);
}

TEST_CASE("the store's absence is not the crew's silence") {
  Open here;
  const auto job = here.sends(here.calls(Priority::P2), "AMB-01");
  here.now += 50s;
  here.desk.store_is(false);
  here.now += 2min;
  here.desk.store_is(true);
  here.desk.tick();
  here.run();
  REQUIRE(here.desk.view().assignment(job)->state == reserved);
  here.now += 60s;
  here.desk.tick();
  here.run();
  REQUIRE(here.desk.view().assignment(job)->state == timed_out);
}
