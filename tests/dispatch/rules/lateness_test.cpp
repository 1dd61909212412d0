#include "dispatch/rules/lateness.hpp"

#include <catch2/catch.hpp>

#include <boost/json.hpp>
#include <fstream>
#include <sstream>

#include "dispatch/rules/due.hpp"
#include "tests/support/town.hpp"

using namespace dispatch;
using namespace tests;
using enum AssignmentState;

namespace {

// A town that follows its jobs.
struct FollowingTown : Town {
  explicit FollowingTown() {
    policy.job_limits = JobLimits{.delivery = 5s, .turnout = 90s, .scene = 30min, .hand_over = 20min};
    policy.acknowledge_within = 60s;
    with_ambulance("AMB-01", 3min);
  }
  AssignmentId job_at(AssignmentState state, Priority priority = Priority::P2) {
    const auto job = sends(calls(priority), "AMB-01");
    for (const auto to : {notified, delivered, acknowledged, en_route, on_scene, at_patient, left_scene,
                          at_destination, handed_over})
      if (to <= state) REQUIRE(says(siaga(), StepAssignment{job, to, {}}).done());
    return job;
  }
  std::vector<Lateness> late(const AssignmentId& job) {
    std::vector<Lateness> all;
    for (const auto& one : assignment(job).late.value_or(std::vector<Late>{})) all.push_back(one.what);
    return all;
  }
};

}  // namespace

TEST_CASE("what of a job takes too long is said once, when its time has come and not before") {
  const auto [state, limit, what] = GENERATE(table<AssignmentState, milliseconds, Lateness>({
      {reserved, 5s, Lateness::delivery},
      {notified, 5s, Lateness::delivery},
      {acknowledged, 90s, Lateness::turnout},
      {on_scene, 30min, Lateness::scene},
      {at_patient, 30min, Lateness::scene},
      {at_destination, 20min, Lateness::hand_over},
  }));
  FollowingTown town;
  const auto job = town.job_at(state);
  town.waits(limit - 1ms);
  REQUIRE(town.late(job).empty());
  town.waits(1ms);
  REQUIRE(town.late(job) == std::vector{what});
  REQUIRE(town.assignment(job).late->front().at == town.now());
  REQUIRE(town.assignment(job).state == state);
  const auto told = town.log().size();
  town.waits(10s);
  REQUIRE(town.log().size() == told);
  REQUIRE(town.picture() == town.replayed());
}

TEST_CASE("a crew that goes on in time is late at nothing, and a job without limits never") {
  FollowingTown town;
  if (GENERATE(false, true)) town.policy.job_limits.reset();
  const auto has_limits = town.policy.job_limits.has_value();
  const auto job = town.job_at(en_route);
  town.waits(3h);  // the way is followed by its arrival, not by a limit
  REQUIRE(town.late(job).empty());
  REQUIRE(town.says(siaga(), StepAssignment{job, on_scene, {}}).done());
  town.waits(29min);
  REQUIRE(town.says(siaga(), StepAssignment{job, left_scene, {}}).done());
  town.waits(2h);
  REQUIRE(town.late(job).empty());
  REQUIRE(town.says(siaga(), StepAssignment{job, at_destination, {}}).done());
  town.waits(20min);
  REQUIRE(town.late(job).size() == (has_limits ? 1 : 0));
}

TEST_CASE(
    "the time at the scene counts from the arrival, also when the crew presses again, or skips a press") {
  FollowingTown town;
  const auto job = town.job_at(on_scene);
  town.waits(20min);
  REQUIRE(town.says(siaga(), StepAssignment{job, at_patient, {}}).done());
  town.waits(10min);
  REQUIRE(town.late(job) == std::vector{Lateness::scene});
  const auto other = town.with_ambulance("AMB-02", 5min).sends(town.calls(Priority::P1), "AMB-02");
  for (const auto to : {acknowledged, at_patient})  // straight from the road
    REQUIRE(town.says(siaga(), StepAssignment{other, to, {}}).done());
  town.waits(30min);
  REQUIRE(town.late(other) == std::vector{Lateness::scene});
}

TEST_CASE("a planned visit takes the time that it takes, and only its device is waited for") {
  FollowingTown town;
  const auto job = town.job_at(on_scene, Priority::P4);
  town.waits(3h);
  REQUIRE(town.late(job).empty());
}

TEST_CASE("a job that goes on while it is found late is not said to be late") {
  FollowingTown town;
  const auto job = town.job_at(acknowledged);
  town.passes(90s);
  REQUIRE(due(town.view(), town.policy, TimePoint{}, town.now()).size() == 1);
  REQUIRE(town.says(siaga(), StepAssignment{job, en_route, {}}).done());
  REQUIRE(town.says(siaga(), MarkLate{job, Lateness::turnout}).refusal() == Errc::illegal_step);
  REQUIRE(town.late(job).empty());
}

TEST_CASE("nobody is late by a clock that goes ahead") {
  FollowingTown town;
  const auto job = town.job_at(acknowledged);
  REQUIRE(town.says(siaga(), MarkLate{job, Lateness::turnout}).refusal() == Errc::too_early);
  REQUIRE(town.says(siaga(), MarkLate{job, Lateness::delivery}).refusal() == Errc::illegal_step);
}

TEST_CASE("a crew that has not answered is said so before its job goes back to the desk") {
  FollowingTown town;
  town.policy.job_limits->acknowledgement = 30s;
  const auto job = town.job_at(delivered);
  town.waits(30s - 1ms);
  REQUIRE(town.late(job).empty());
  town.waits(1ms);
  REQUIRE(town.late(job) == std::vector{Lateness::acknowledgement});
  town.waits(30s);  // nobody else was sent
  REQUIRE(town.assignment(job).state == timed_out);
}

TEST_CASE("a patient who is not handed over is said again") {
  FollowingTown town;
  town.policy.job_limits->hand_over_again = 30min;
  const auto job = town.job_at(at_destination);
  town.waits(20min);
  REQUIRE(town.late(job) == std::vector{Lateness::hand_over});
  town.waits(10min - 1ms);
  REQUIRE(town.late(job).size() == 1);
  town.waits(1ms);
  REQUIRE(town.late(job) == std::vector{Lateness::hand_over, Lateness::hand_over_again});
}

TEST_CASE("a crew that drives without having pressed is moving, and not called late to roll") {
  FollowingTown town;
  const auto job = town.job_at(acknowledged);
  town.falls_silent("AMB-01");
  town.passes(1s);
  town.reports("AMB-01", town.away(2min), 12);
  town.waits(10s);
  REQUIRE(town.assignment(job).moving_since == town.now());
  REQUIRE(town.assignment(job).state == acknowledged);
  town.waits(5min);
  REQUIRE(town.late(job).empty());
  REQUIRE(town.picture() == town.replayed());
}

TEST_CASE("a unit that stands, and whose position jumps, is not moving") {
  FollowingTown town;
  const auto job = town.job_at(acknowledged);
  town.falls_silent("AMB-01");
  town.passes(1s);
  auto jump = *town.view().fix(id("AMB-01"));
  jump.where = town.away(2min);
  jump.accuracy_m = 3000;
  jump.at = town.now();
  town.hears(jump);
  REQUIRE_FALSE(has_moved(town.assignment(job), town.view()));
}

namespace {

AssignmentId promised(FollowingTown& town, seconds until_there) {
  town.policy.job_limits->slip = 120s;
  DispatchUnit send{town.calls(Priority::P2), id("AMB-01"), {}, {}};
  send.promised_s = until_there;
  REQUIRE(town.says(operator_ayu(), send).done());
  const auto job = AssignmentId::same_as(town.last);
  for (const auto to : {acknowledged, en_route}) REQUIRE(town.presses("AMB-01", to).done());
  return job;
}

}  // namespace

TEST_CASE("an arrival is late two minutes or a quarter after what was said, whichever is more") {
  const auto [said, late_after] = GENERATE(table<seconds, milliseconds>({{4min, 6min}, {20min, 25min}}));
  FollowingTown town;
  const auto job = promised(town, said);
  town.waits(late_after - 1ms);
  REQUIRE(town.late(job).empty());
  town.waits(1ms);
  REQUIRE(town.late(job) == std::vector{Lateness::arrival});
}

TEST_CASE("an arrival that will slip is said when it is seen, once, with when it will be") {
  FollowingTown town;
  const auto job = promised(town, 4min);
  const auto sent = town.now();
  const auto foreseen = [&](milliseconds after) {
    Arrival arrival;
    arrival.assignment = job;
    arrival.at = sent + after;
    return foreseen_late(town.view(), town.policy, {arrival});
  };
  REQUIRE(foreseen(6min).empty());
  const auto late = foreseen(6min + 1s);
  REQUIRE(late.size() == 1);
  REQUIRE(town.says(siaga(), late.front()).done());
  REQUIRE(town.assignment(job).late->front().arrives_at == sent + 6min + 1s);
  REQUIRE(foreseen(9min).empty());
  REQUIRE(town.says(siaga(), late.front()).refusal() == Errc::illegal_step);
}

TEST_CASE("of whom nobody said when it would be there, nobody says that it is late") {
  FollowingTown town;
  town.policy.job_limits->slip = 120s;
  const auto job = town.job_at(en_route);
  town.waits(5h);
  REQUIRE(town.late(job).empty());
}

TEST_CASE("a unit on a job that tells nothing any more is said to be silent, once") {
  FollowingTown town;
  town.policy.job_limits->silent = 5min;
  const auto job = town.job_at(en_route);
  town.waits(10min);
  REQUIRE(town.late(job).empty());
  town.falls_silent("AMB-01");
  town.waits(5min - 1ms);
  REQUIRE(town.late(job).empty());
  town.waits(1ms);
  REQUIRE(town.late(job) == std::vector{Lateness::silent});
  town.waits(10min);
  REQUIRE(town.late(job).size() == 1);
}

TEST_CASE("in which states a job is at what it may be late at is the table that the console is tested with") {
  std::ifstream file{std::string{SIAGA_REPOSITORY} + "/tests/dispatch/rules/late_in.json"};
  const auto text = (std::ostringstream{} << file.rdbuf()).str();
  const auto table = boost::json::parse(text).as_object();
  std::size_t kinds = 0;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<Lateness>>([&](auto what) {
    ++kinds;
    boost::json::array states;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<AssignmentState>>([&](auto state) {
      if (is_at(what.value, state.value)) states.emplace_back(state.name);
    });
    INFO(what.name);
    REQUIRE(table.at(what.name).as_array() == states);
  });
  REQUIRE(table.size() == kinds);
}
