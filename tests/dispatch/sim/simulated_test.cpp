#include <catch2/catch.hpp>
#include <map>

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
  habits.declines = habits.never_answers = habits.loses_signal = habits.cannot_move = 0;
  return habits;
}

SimulatedCrew crew(UnitKind kind, CrewHabits habits, std::uint64_t seed) {
  return {id("AMB-01"), kind, station, {at(-9, 116), hospital}, habits, seed};
}

// What a crew presses in two hours, asked every second.
std::vector<CrewPress> shift(SimulatedCrew& one, bool transports) {
  const TimePoint start{1000h};
  one.shown(CrewJob{id<AssignmentId>("job"), reserved, patient, transports}, std::nullopt, start);
  std::vector<CrewPress> presses;
  for (auto now = start; now < start + 2h; now += 1s)
    for (auto& press : one.act(now).presses) presses.push_back(std::move(press));
  return presses;
}

// What a crew answers within an hour, asked every second.
std::vector<CrewAnswer> answers_of(SimulatedCrew& one, TimePoint from) {
  std::vector<CrewAnswer> answers;
  for (auto now = from; now < from + 1h; now += 1s)
    for (auto& answer : one.act(now).answers) answers.push_back(std::move(answer));
  return answers;
}

bool is_at(SimulatedCrew& one, geo::Position where, TimePoint now) {
  return geo::distance(one.act(now).fix->where, where) < geo::Metres{1};
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
  one.shown(std::nullopt, std::nullopt, end);
  REQUIRE(geo::distance(one.act(end).fix->where, hospital) < geo::Metres{1});
  REQUIRE(one.act(end + 60s).fix->speed_mps > 1);
  REQUIRE(geo::distance(one.act(end + 2h).fix->where, station) < geo::Metres{1});
  REQUIRE(one.act(end + 2h).fix->speed_mps == 0);
}

TEST_CASE(
    "a simulated crew takes its patient where the desk or the server says, also once it is on its way") {
  const auto other = at(-8.30, 114.60);
  auto one = crew(UnitKind::ambulance, reliable(), 7);
  const TimePoint start{1000h};
  CrewJob job{id<AssignmentId>("job"), reserved, patient, true};
  one.shown(job, std::nullopt, start);
  auto now = start;
  const auto until = [&](AssignmentState step) {
    for (; now < start + 3h; now += 1s)
      if (std::ranges::count(one.act(now).presses, step, &CrewPress::to) > 0) return true;
    return false;
  };
  SECTION("said at the scene") {
    REQUIRE(until(at_patient));
    job.destination = other;
    one.shown(job, std::nullopt, now);
  }
  SECTION("said on the way") {
    REQUIRE(until(left_scene));
    now += 60s;
    job.destination = other;
    one.shown(job, std::nullopt, now);
  }
  REQUIRE(until(at_destination));
  REQUIRE(is_at(one, other, now));
  job.destination = hospital;
  one.shown(job, std::nullopt, now);
  REQUIRE(until(cleared));
  REQUIRE(is_at(one, other, now));
}

TEST_CASE("a simulated crew that is told where to wait says that it has seen it, drives there and says so") {
  auto one = crew(UnitKind::ambulance, reliable(), 7);
  const TimePoint start{1000h};
  one.shown(std::nullopt, std::nullopt, start);
  one.shown(std::nullopt, CrewPost{"ST-2", patient}, start);
  const auto answers = answers_of(one, start);
  REQUIRE(answers.size() == 2);
  REQUIRE(answers[0].says == MoveAnswer::seen);
  REQUIRE(answers[1].says == MoveAnswer::there);
  REQUIRE(answers[1].post == "ST-2");
  REQUIRE(is_at(one, patient, start + 1h));
  one.shown(std::nullopt, std::nullopt, start + 1h);
  REQUIRE(is_at(one, station, start + 2h));
}

TEST_CASE("a simulated crew that cannot go where it is told to wait says why, and goes home") {
  auto habits = reliable();
  habits.cannot_move = 1;
  auto one = crew(UnitKind::ambulance, habits, 7);
  const TimePoint start{1000h};
  one.shown(std::nullopt, CrewPost{"ST-2", patient}, start);
  const auto answers = answers_of(one, start);
  REQUIRE(answers.size() == 2);
  REQUIRE(answers[1].says == MoveAnswer::cannot);
  REQUIRE(answers[1].reason.has_value());
  REQUIRE(is_at(one, station, start + 1h));
}

TEST_CASE(
    "a simulated crew told at the hospital where to wait goes there when it is clear, unless a job comes") {
  auto one = crew(UnitKind::ambulance, reliable(), 7);
  const TimePoint start{1000h};
  const CrewPost post{"ST-2", station};
  const CrewJob job{id<AssignmentId>("job"), reserved, patient, true};
  one.shown(job, std::nullopt, start);
  one.shown(job, post, start + 2h);
  REQUIRE(answers_of(one, start + 2h).size() == 1);
  one.shown(std::nullopt, post, start + 3h);
  const bool is_called = GENERATE(false, true);
  if (is_called)
    one.shown(CrewJob{id<AssignmentId>("next"), reserved, patient, false}, std::nullopt, start + 3h);
  const auto answers = answers_of(one, start + 3h);
  REQUIRE(std::ranges::count(answers, MoveAnswer::there, &CrewAnswer::says) == (is_called ? 0 : 1));
}

TEST_CASE(
    "a surge is a bus accident and calls from all over, and its calls stand among the others by their "
    "times") {
  std::vector<SimulatedPlace> places;
  for (int i = 0; i < 20; ++i) places.push_back({"village " + std::to_string(i), at(-8.2 - 0.01 * i, 114.6)});
  const auto surge = surge_of(places, 24, 5);
  REQUIRE(surge.size() == 24);
  REQUIRE(std::ranges::is_sorted(surge, {}, &SimulatedCall::received));
  REQUIRE(surge.back().received <= 10min);
  std::map<std::string, int> of_place;
  for (const auto& call : surge) {
    REQUIRE(call.triage.needs == Needs::ambulance);
    REQUIRE_FALSE(call.is_prank);
    if (call.triage.complaint->starts_with("bus")) ++of_place[call.place];
  }
  REQUIRE(of_place.size() == 1);
  REQUIRE(of_place.begin()->second == 8);
  const auto day = simulated_calls(places, {}, 24h, 3);
  const auto both = with_surge(day, surge, 2h);
  REQUIRE(both.size() == day.size() + 24);
  REQUIRE(std::ranges::is_sorted(both, {}, &SimulatedCall::received));
  REQUIRE(std::ranges::count_if(
              both, [](const auto& call) { return call.triage.complaint->starts_with("bus"); }) == 8);
  REQUIRE(surge_of({}, 24, 5).empty());
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
  one.shown(CrewJob{id<AssignmentId>("job"), reserved, patient, false}, std::nullopt, start);
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

TEST_CASE("more people call from where more live, and a threat to life is the smaller part of emergencies") {
  const std::vector<SimulatedPlace> places{{"Negara", station, 9}, {"Melaya", hospital, 1}};
  const auto calls = simulated_calls(places, {}, 24h, 3);
  const auto all = static_cast<double>(calls.size());
  const auto share = [&](auto is_one) {
    return static_cast<double>(std::ranges::count_if(calls, is_one)) / all;
  };
  REQUIRE(share([](const auto& call) { return call.place == "Negara"; }) == Approx(0.9).margin(0.03));
  REQUIRE(share([](const auto& call) { return call.triage.priority <= Priority::P1; }) < 0.28);
}

TEST_CASE("nobody calls where there is no place to call from") {
  REQUIRE(simulated_calls({}, {}, 24h, 1).empty());
}
