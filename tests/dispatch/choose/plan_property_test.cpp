#include <catch2/catch.hpp>
#include <random>
#include <set>

#include "tests/dispatch/choose/some_plan.hpp"

using namespace dispatch;
using namespace tests;

namespace {

PlanTable some_plan(std::mt19937& random) {
  PlanTable table{};
  const std::size_t units = 1 + random() % 6;
  std::set<std::size_t> sent;
  for (std::size_t call = 0; call < 1 + random() % 6; ++call) {
    const auto received = table.now - std::chrono::minutes{random() % 30};
    CallToPlan one{
        static_cast<Priority>(random() % 5), received, received + 8min, static_cast<int>(random() % 4), {}};
    auto& times = table.times.emplace_back();
    for (std::size_t unit = 0; unit < units; ++unit)
      times.push_back(random() % 6 == 0 ? std::nullopt
                                        : std::optional<milliseconds>{std::chrono::seconds{random() % 1800}});
    const auto unit = random() % units;
    if (times[unit] && random() % 2 == 0 && sent.insert(unit).second) one.unit = unit;
    table.calls.push_back(one);
  }
  return table;
}

// The best that a call could have of who is free, if nobody but it waited.
std::optional<milliseconds> alone(const PlanTable& table, std::size_t call) {
  std::optional<milliseconds> best;
  for (std::size_t unit = 0; unit < table.times[call].size(); ++unit) {
    const auto is_others = std::ranges::any_of(
        table.calls, [&](const CallToPlan& one) { return &one != &table.calls[call] && one.unit == unit; });
    const auto time = table.times[call][unit];
    if (!is_others && time && (!best || *time < *best)) best = time;
  }
  return best;
}

}  // namespace

TEST_CASE("whatever waits, a plan sends each unit to one call at most, by a road, and keeps what it must") {
  std::mt19937 random{11};
  for (int round = 0; round < 20'000; ++round) {
    const auto table = some_plan(random);
    const auto goers = table.plan();
    REQUIRE(goers == table.plan());
    std::set<std::size_t> sent;
    for (std::size_t call = 0; call < goers.size(); ++call) {
      const auto& [priority, received, target, changes, unit] = table.calls[call];
      if (goers[call]) {
        REQUIRE(sent.insert(*goers[call]).second);
        REQUIRE(table.times[call][*goers[call]].has_value());
      }
      if (unit && changes >= PlanRules{}.most_changes) REQUIRE(goers[call] == unit);
    }
  }
}

TEST_CASE("whatever waits, nobody who is free stands idle while a call that they can reach has nobody") {
  std::mt19937 random{12};
  for (int round = 0; round < 20'000; ++round) {
    const auto table = some_plan(random);
    const auto goers = table.plan();
    for (std::size_t call = 0; call < goers.size(); ++call) {
      if (goers[call]) continue;
      for (std::size_t unit = 0; unit < table.times[call].size(); ++unit)
        if (table.times[call][unit]) REQUIRE(std::ranges::find(goers, std::optional{unit}) != goers.end());
    }
  }
}

TEST_CASE(
    "whatever else waits, to the one most urgent call the best of who is free comes, or somebody sooner") {
  std::mt19937 random{13};
  int tried = 0;
  for (int round = 0; round < 40'000; ++round) {
    auto table = some_plan(random);
    const auto call = std::ranges::min_element(table.calls, {}, &CallToPlan::priority);
    if (call == table.calls.end() || call->unit ||
        std::ranges::count(table.calls, call->priority, &CallToPlan::priority) > 1)
      continue;
    const auto number = static_cast<std::size_t>(call - table.calls.begin());
    const auto best = alone(table, number);
    if (!best) continue;
    ++tried;
    const auto goer = table.plan()[number];
    REQUIRE(goer.has_value());
    REQUIRE(*table.times[number][*goer] <= *best);
  }
  REQUIRE(tried > 1000);
}
