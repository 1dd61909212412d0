#include <algorithm>
#include <catch2/catch.hpp>
#include <set>
#include <vector>

#include "dispatch/model/assignment_life.hpp"
#include "dispatch/model/incident_life.hpp"
#include "dispatch/model/json.hpp"
#include "dispatch/model/unit_life.hpp"

using dispatch::AssignmentState;
using dispatch::DutyState;
using dispatch::IncidentAct;
using dispatch::IncidentState;

namespace {

template <class E>
std::vector<E> all() {
  std::vector<E> values;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>(
      [&](auto one) { values.push_back(one.value); });
  return values;
}

std::string name(AssignmentState state) {
  return std::string{dispatch::json::name_of(state)};
}

namespace assignment = dispatch::assignment_life;
namespace incident = dispatch::incident_life;
namespace unit = dispatch::unit_life;

bool is_work(AssignmentState state) {
  return state <= AssignmentState::cleared;
}

}  // namespace

TEST_CASE("the table of an assignment's life has one row for each state") {
  REQUIRE(assignment::table.size() == all<AssignmentState>().size());
  for (const auto state : all<AssignmentState>())
    REQUIRE(std::ranges::count(assignment::table, state, &assignment::Row::from) == 1);
}

TEST_CASE("every state of an assignment can be reached from its first") {
  std::set<AssignmentState> reached{AssignmentState::reserved};
  for (std::size_t before = 0; before < reached.size();) {
    before = reached.size();
    for (const auto from : std::vector(reached.begin(), reached.end()))
      for (const auto to : all<AssignmentState>())
        if (assignment::allows(from, to)) reached.insert(to);
  }
  for (const auto state : all<AssignmentState>()) {
    CAPTURE(name(state));
    REQUIRE(reached.contains(state));
  }
}

TEST_CASE(
    "an assignment is finished when cleared, declined, timed out, diverted or stood down, and never else") {
  using enum AssignmentState;
  const std::set<AssignmentState> ends{cleared, declined, timed_out, diverted, stood_down};
  for (const auto state : all<AssignmentState>()) {
    CAPTURE(name(state));
    REQUIRE(assignment::is_finished(state) == ends.contains(state));
    const auto ways_on = std::ranges::count_if(
        all<AssignmentState>(), [&](AssignmentState to) { return assignment::allows(state, to); });
    REQUIRE((ways_on == 0) == ends.contains(state));
  }
}

TEST_CASE("the work of an assignment goes forward only") {
  for (const auto from : all<AssignmentState>())
    for (const auto to : all<AssignmentState>()) {
      if (!assignment::allows(from, to)) continue;
      CAPTURE(name(from), name(to));
      REQUIRE(is_work(from));
      if (is_work(to)) REQUIRE(to > from);
    }
}

TEST_CASE("from every state of its work an assignment can come to an end") {
  for (const auto from : all<AssignmentState>()) {
    if (assignment::is_finished(from)) continue;
    CAPTURE(name(from));
    const bool can_end = std::ranges::any_of(all<AssignmentState>(), [&](AssignmentState to) {
      return assignment::allows(from, to) && assignment::is_finished(to);
    });
    REQUIRE(can_end);
  }
}

TEST_CASE("only a crew that has not left yet may decline, and only one that never answered times out") {
  using enum AssignmentState;
  for (const auto from : all<AssignmentState>()) {
    CAPTURE(name(from));
    REQUIRE(assignment::allows(from, declined) == (from <= acknowledged));
    REQUIRE(assignment::allows(from, timed_out) == (from <= delivered));
    REQUIRE(assignment::allows(from, diverted) == (from <= en_route));
  }
}

TEST_CASE("the table of incidents has one row for each state, and each of its acts is possible somewhere") {
  for (const auto state : all<IncidentState>())
    REQUIRE(std::ranges::count(incident::table, state, &incident::Row::from) == 1);
  for (const auto act : all<IncidentAct>()) {
    const auto possible = std::ranges::count_if(
        all<IncidentState>(), [&](IncidentState from) { return incident::allows(from, act); });
    REQUIRE(possible > 0);
  }
}

TEST_CASE("what is over can be opened again and nothing else, what is not over can be worked on") {
  for (const auto state : all<IncidentState>()) {
    CAPTURE(dispatch::json::name_of(state));
    const bool over = state >= IncidentState::closed;
    REQUIRE(incident::is_over(state) == over);
    REQUIRE(incident::allows(state, IncidentAct::reopen) == over);
    REQUIRE(incident::allows(state, IncidentAct::change) == !over);
    REQUIRE(incident::allows(state, IncidentAct::dispatch) == !over);
  }
}

TEST_CASE("an incident with a patient on board cannot be ended by hand") {
  using enum IncidentState;
  REQUIRE(incident::allows(on_scene, IncidentAct::end));
  REQUIRE_FALSE(incident::allows(transporting, IncidentAct::end));
  REQUIRE_FALSE(incident::allows(at_destination, IncidentAct::end));
}

TEST_CASE("a unit can come to each duty from each other one, and a crew with a job cannot go home") {
  for (const auto from : all<DutyState>())
    for (const auto to : all<DutyState>()) {
      if (from == DutyState::retired || to == DutyState::retired) continue;
      CAPTURE(dispatch::json::name_of(from), dispatch::json::name_of(to));
      const bool stays_off = from == DutyState::off && to == DutyState::off;
      REQUIRE(unit::allows(from, to, false) == !stays_off);
      REQUIRE(unit::allows(from, to, true) == (to != DutyState::off));
    }
}

TEST_CASE("a unit is retired when nobody is on duty in it and it has no job, and nothing follows") {
  for (const auto from : all<DutyState>()) {
    CAPTURE(dispatch::json::name_of(from));
    const bool is_left = from == DutyState::off || from == DutyState::out_of_service;
    REQUIRE(unit::allows(from, DutyState::retired, false) == is_left);
    REQUIRE_FALSE(unit::allows(from, DutyState::retired, true));
    REQUIRE_FALSE(unit::allows(DutyState::retired, from, false));
  }
}
