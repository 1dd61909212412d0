#include "dispatch/log/history.hpp"

#include <catch2/catch.hpp>

#include "tests/support/town.hpp"

using namespace dispatch;
using namespace tests;
using enum AssignmentState;

namespace {

// A log of one event an entry.
std::vector<Entry> log_of(const Town& town) {
  std::vector<Entry> entries;
  for (const auto& event : town.log()) entries.push_back({entries.size() + 1, {event}});
  return entries;
}

std::vector<std::string> faults_in(const std::vector<Entry>& log) {
  History history;
  for (const auto& entry : log) history.add(entry);
  return history.faults();
}

Town town_with_a_job() {
  Town town;
  town.with_ambulance("AMB-01", 3min);
  town.sends(town.calls(Priority::P2), "AMB-01");
  return town;
}

}  // namespace

TEST_CASE("a log that was made by the rules has no faults, and gives the picture that there is") {
  auto town = town_with_a_job();
  for (const auto to : {acknowledged, on_scene, cleared}) REQUIRE(town.presses("AMB-01", to).done());
  History history;
  for (const auto& entry : log_of(town)) history.add(entry);
  REQUIRE(history.faults().empty());
  REQUIRE(history.entries() == town.log().size());
  REQUIRE(history.view().assignments().size() == 1);
}

TEST_CASE("an entry that is missing, or there twice, is found") {
  auto log = log_of(town_with_a_job());
  SECTION("missing") {
    log.erase(log.begin() + 1);
    REQUIRE(faults_in(log).front() == "entry 3: follows entry 1");
  }
  SECTION("twice") {
    log.insert(log.begin() + 1, log.front());
    const auto faults = faults_in(log);
    REQUIRE(faults.front() == "entry 1: follows entry 1");
    REQUIRE(faults[1] == "entry 1: versions of unit.registered do not count up by one");
  }
}

TEST_CASE("a unit that got a second open assignment is found, whatever the versions say") {
  const auto town = town_with_a_job();
  auto log = log_of(town);
  auto second = town.log().back();
  auto& assignment = std::get<AssignmentOpened>(second.body).assignment;
  assignment.id = id<AssignmentId>("second");
  for (auto& touch : second.touches) touch.v += touch.kind == EntityKind::assignment ? 0 : 1;
  second.touches.back().id = "second";
  log.push_back({log.size() + 1, {second}});
  REQUIRE(faults_in(log) == std::vector<std::string>{"entry 5: AMB-01 gets a second open assignment"});
}

TEST_CASE("a chain of merges that ends in nothing, or in itself, is found") {
  Town town;
  const auto a = town.calls(Priority::P1);
  const auto b = town.calls(Priority::P1);
  const auto ends = [&](const IncidentId& call, EndingKind kind, std::optional<IncidentId> into) {
    return town.says(operator_ayu(), EndIncident{call, kind, "so", into}).done();
  };
  REQUIRE(ends(a, EndingKind::merged, b));
  auto log = log_of(town);
  REQUIRE(faults_in(log).empty());
  const auto [kind, into, fault] = GENERATE_COPY(table<EndingKind, std::optional<IncidentId>, const char*>({
      {EndingKind::merged, a, "entry 5: JBR-1122-042 is merged into JBR-1122-042, which is not open"},
      {EndingKind::merged, id<IncidentId>("gone"),
       "entry 5: JBR-1122-042 is merged into gone, which is not open"},
      {EndingKind::hoax, std::nullopt,
       "entry 5: JBR-1122-042 ends as hoax, and JBR-1122-042, which was merged into it, with it"},
  }));
  Event end{town.now(), town.now(), "x", {}, {{EntityKind::incident, std::string{b.view()}, 3}}, {}};
  end.body = IncidentEnded{b, kind, "so", into};
  log.push_back({5, {end}});
  REQUIRE(faults_in(log) == std::vector<std::string>{fault});
}

TEST_CASE("a step that the table does not have, or that starts elsewhere, is found") {
  auto town = town_with_a_job();
  const auto job = *town.unit("AMB-01").assignment;
  const auto [from, to, fault] = GENERATE(table<AssignmentState, AssignmentState, const char*>({
      {reserved, handed_over, "entry 5: illegal step from reserved to handed_over"},
      {acknowledged, en_route, "entry 5: illegal step from reserved to en_route"},
  }));
  auto log = log_of(town);
  Event step{town.now(), town.now(), "x", {}, {{EntityKind::assignment, std::string{job.view()}, 2}}, {}};
  step.body = AssignmentStepped{job, id("AMB-01"), town.assignment(job).incident, from, to, {}, {}};
  log.push_back({5, {step}});
  REQUIRE(faults_in(log) == std::vector<std::string>{fault});
}
