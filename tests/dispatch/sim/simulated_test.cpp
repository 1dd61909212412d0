#include <catch2/catch.hpp>

#include "dispatch/sim/simulated_calls.hpp"
#include "dispatch/sim/simulated_crew.hpp"
#include "tests/support/town.hpp"

using namespace dispatch;
using namespace tests;
using enum AssignmentState;

namespace {

const geo::Position station = at(-8.33, 114.58);
const geo::Position patient = at(-8.36, 114.62);
const geo::Position hospital = at(-8.35, 114.66);

CrewHabits reliable() {
  CrewHabits habits;
  habits.declines = habits.never_answers = habits.loses_signal = 0;
  return habits;
}

SimulatedCrew crew(UnitKind kind, CrewHabits habits, std::uint64_t seed) {
  return {id("AMB-01"), kind, station, {at(-9, 116), hospital}, habits, seed};
}

// What a crew presses in two hours, asked every second.
std::vector<CrewPress> shift(SimulatedCrew& one, bool transports) {
  const TimePoint start{1000h};
  one.shown(CrewJob{id<AssignmentId>("job"), reserved, patient, transports}, start);
  std::vector<CrewPress> presses;
  for (auto now = start; now < start + 2h; now += 1s)
    for (auto& press : one.act(now).presses) presses.push_back(std::move(press));
  return presses;
}

}  // namespace

TEST_CASE(
    "a simulated crew does only what the table of a job's life allows, in order, and comes to its end") {
  const auto seed = GENERATE(range(1U, 40U));
  const auto kind = GENERATE(UnitKind::ambulance, UnitKind::home_care);
  auto one = crew(kind, {}, seed);
  auto state = reserved;
  TimePoint last{};
  const auto presses = shift(one, seed % 2 == 0);
  for (const auto& press : presses) {
    REQUIRE(press.assignment == id<AssignmentId>("job"));
    REQUIRE(assignment_life::allows(state, press.to));
    REQUIRE(press.at >= last);
    REQUIRE(press.reason.has_value() == assignment_life::wants_reason(press.to));
    state = press.to;
    last = press.at;
  }
  REQUIRE((assignment_life::is_finished(state) || state == delivered));
}

TEST_CASE(
    "a simulated ambulance with a patient goes by the nearest hospital, and home when the job is taken "
    "away") {
  auto one = crew(UnitKind::ambulance, reliable(), 7);
  const auto presses = shift(one, true);
  REQUIRE(presses.back().to == cleared);
  REQUIRE(std::ranges::count(presses, handed_over, &CrewPress::to) == 1);
  const TimePoint end{1002h};
  REQUIRE(geo::distance(one.act(end).fix->where, hospital) < geo::Metres{1});
  one.shown(std::nullopt, end);
  REQUIRE(geo::distance(one.act(end).fix->where, hospital) < geo::Metres{1});
  REQUIRE(one.act(end + 60s).fix->speed_mps > 1);
  REQUIRE(geo::distance(one.act(end + 2h).fix->where, station) < geo::Metres{1});
  REQUIRE(one.act(end + 2h).fix->speed_mps == 0);
}

TEST_CASE("a simulation of the same seed is the same") {
  const std::vector<SimulatedPlace> places{{"Negara", station}, {"Melaya", hospital}};
  const auto texts = [&](std::uint64_t seed) {
    std::string text;
    for (const auto& call : simulated_calls(places, {}, 24h, seed)) {
      text += std::to_string(call.received.count()) + call.place;
      json::write(text, call.where);
      json::write(text, call.triage);
    }
    auto one = crew(UnitKind::ambulance, {}, seed);
    for (const auto& press : shift(one, true)) text += std::to_string(press.at.time_since_epoch().count());
    return text;
  };
  REQUIRE(texts(1) == texts(1));
  REQUIRE(texts(1) != texts(2));
}

TEST_CASE("simulated calls come in order, about as many as wished, near their places") {
  const std::vector<SimulatedPlace> places{{"Negara", station}};
  const auto calls = simulated_calls(places, {}, 24h, 3);
  REQUIRE(calls.size() > 1200);
  REQUIRE(calls.size() < 1700);
  REQUIRE(std::ranges::is_sorted(calls, {}, &SimulatedCall::received));
  REQUIRE(calls.back().received < 24h);
  for (const auto& call : calls) {
    REQUIRE(geo::distance(call.where, station) < geo::Metres{10'000});
    if (call.triage.needs == Needs::home_care) REQUIRE_FALSE(call.transport);
  }
}

TEST_CASE("where there are roads a simulated crew drives along them at a pace of its own") {
  const auto corner = at(-8.36, 114.58);
  auto habits = reliable();
  habits.find_way = [&](UnitKind, geo::Position from, geo::Position to) -> std::optional<DrivenWay> {
    if (from != station) return std::nullopt;
    return DrivenWay{{from, corner, to}, {{geo::Metres{3300}, 500s}, {geo::Metres{4400}, 100s}}, 60s};
  };
  habits.slowness = 1.5;
  habits.luck = 0;
  auto one = crew(UnitKind::ambulance, habits, 7);
  const TimePoint start{1000h};
  one.shown(CrewJob{id<AssignmentId>("job"), reserved, patient, false}, start);
  std::optional<TimePoint> rolls;
  std::optional<TimePoint> arrives;
  auto nearest = geo::distance(station, corner);
  TimePoint passes;
  for (auto now = start; !arrives; now += 1s) {
    REQUIRE(now < start + 1h);
    const auto acts = one.act(now);
    for (const auto& press : acts.presses) {
      if (press.to == en_route) rolls = press.at;
      if (press.to == on_scene) arrives = press.at;
    }
    if (const auto away = geo::distance(acts.fix->where, corner); away < nearest)
      nearest = away, passes = now;
  }
  REQUIRE(*arrives - rolls.value() == 960s);
  REQUIRE(nearest < geo::Metres{15});
  // The first road is slow.
  REQUIRE(std::chrono::abs(passes - *rolls - 750s) < 30s);
}
