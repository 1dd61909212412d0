#include "dispatch/rules/due.hpp"

#include <catch2/catch.hpp>

#include "dispatch/choose/recommend.hpp"
#include "tests/support/town.hpp"

using namespace dispatch;
using namespace tests;
using enum AssignmentState;

namespace {

constexpr TimePoint not_quiet{};

std::vector<CommandBody> due_now(const Town& town) {
  return due(town.view(), town.policy, not_quiet, town.now());
}

template <class T>
std::size_t count(const std::vector<CommandBody>& commands) {
  return static_cast<std::size_t>(
      std::ranges::count_if(commands, [](const auto& one) { return std::holds_alternative<T>(one); }));
}

}  // namespace

TEST_CASE("a crew that does not answer loses the job, the desk is alarmed and the next unit is proposed") {
  Town town;
  town.with_ambulance("AMB-01", 3min).with_ambulance("AMB-02", 7min);
  const auto call = town.calls(Priority::P1);
  const auto job = town.sends(call, "AMB-01");
  town.waits(60s - 1ms);
  REQUIRE(town.assignment(job).state == reserved);
  town.waits(1ms);
  REQUIRE(town.assignment(job).state == timed_out);
  REQUIRE(town.is_free("AMB-01"));
  REQUIRE(town.alarm(call) == Alarm::Kind::not_acknowledged);
  REQUIRE(alarm_of(town.incident(call), town.view())->unit == id("AMB-01"));
  REQUIRE(alarm_of(town.incident(call), town.view())->since == town.now());
  REQUIRE(town.proposed(call) == std::vector<std::string>{"AMB-02"});
  town.sends(call, "AMB-02");
  REQUIRE_FALSE(town.alarm(call).has_value());
}

TEST_CASE("the deadline runs until a person has pressed: that the tablet has it is not enough") {
  Town town;
  town.with_ambulance("AMB-01", 3min);
  const auto told = GENERATE(reserved, notified, delivered, acknowledged, en_route);
  const auto job = town.sends(town.calls(Priority::P2), "AMB-01");
  if (told != reserved) REQUIRE(town.says(siaga(), StepAssignment{job, told, {}}).done());
  town.passes(60s);
  REQUIRE(count<ExpireAssignment>(due_now(town)) == (told <= delivered ? 1 : 0));
}

TEST_CASE("after a start no crew's deadline fires until the tablets had time to come back") {
  Town town;
  town.with_ambulance("AMB-01", 3min);
  town.sends(town.calls(Priority::P2), "AMB-01");
  town.passes(5min);
  const auto until = town.now() + 30s;
  REQUIRE(count<ExpireAssignment>(due(town.view(), town.policy, until, until - 1ms)) == 0);
  REQUIRE(count<ExpireAssignment>(due(town.view(), town.policy, until, until)) == 1);
}

TEST_CASE("asking what is due changes nothing: it is due until it is done") {
  Town town;
  town.with_ambulance("AMB-01", 3min);
  town.sends(town.calls(Priority::P2), "AMB-01");
  town.passes(2min);
  REQUIRE(due_now(town).size() == 1);
  REQUIRE(due_now(town).size() == 1);
  town.waits(0s);
  REQUIRE(due_now(town).empty());
}

TEST_CASE("a threat to life with nobody on it for a minute is an alarm, once") {
  Town town;
  town.with_ambulance("AMB-01", 3min);
  const auto call = town.calls(Priority::P1);
  town.waits(60s - 1ms);
  REQUIRE_FALSE(town.alarm(call).has_value());
  town.waits(1ms);
  REQUIRE(town.alarm(call) == Alarm::Kind::unassigned);
  REQUIRE(town.incident(call).overdue_at == town.now());
  REQUIRE(due_now(town).empty());
  town.sends(call, "AMB-01");
  REQUIRE_FALSE(town.alarm(call).has_value());
}

TEST_CASE("what is not a threat to life, or has a unit, or is not triaged, does not alarm") {
  Town town;
  town.with_ambulance("AMB-01", 3min);
  const auto less = town.calls(GENERATE(Priority::P2, Priority::P3, Priority::P4));
  const auto unknown = town.calls(ReceiveIncident{});
  const auto served = town.calls(Priority::P0);
  town.sends(served, "AMB-01");
  REQUIRE(town.presses("AMB-01", acknowledged).done());
  town.waits(20min);
  for (const auto& call : {less, unknown, served}) REQUIRE_FALSE(town.alarm(call).has_value());
}

TEST_CASE("a declined call is an alarm that says by whom, more than that it waits") {
  Town town;
  town.with_ambulance("AMB-01", 3min);
  const auto call = town.calls(Priority::P0);
  town.sends(call, "AMB-01");
  town.passes(50s);
  REQUIRE(town.presses("AMB-01", declined, "no fuel").done());
  REQUIRE(town.alarm(call) == Alarm::Kind::declined);
  town.waits(20s);
  REQUIRE(town.incident(call).overdue_at.has_value());
  REQUIRE(town.alarm(call) == Alarm::Kind::declined);
}

TEST_CASE("what is over leaves the boards after half an hour, with its assignments") {
  Town town;
  town.with_ambulance("AMB-01", 3min);
  const auto call = town.calls(Priority::P3);
  const auto job = town.sends(call, "AMB-01");
  for (const auto to : {acknowledged, on_scene, cleared}) REQUIRE(town.presses("AMB-01", to).done());
  const auto cancelled = town.calls(Priority::P3);
  REQUIRE(town.says(operator_ayu(), EndIncident{cancelled, EndingKind::cancelled, "mistake", {}}).done());
  const auto waits = town.calls(Priority::P3);

  town.waits(30min - 1ms);
  REQUIRE(town.view().incident(call) != nullptr);
  town.waits(1ms);
  REQUIRE(town.view().incident(call) == nullptr);
  REQUIRE(town.view().assignment(job) == nullptr);
  REQUIRE(town.view().incident(cancelled) == nullptr);
  REQUIRE(town.state(waits) == IncidentState::pending);
  REQUIRE(town.is_free("AMB-01"));
  REQUIRE(town.picture() == town.replayed());

  REQUIRE(town.says(operator_ayu(), NoteIncident{call, "late"}).refusal() == Errc::unknown_incident);
}

TEST_CASE("a closed incident stays while its last unit was busy with it less than half an hour ago") {
  Town town;
  town.with_ambulance("AMB-01", 3min).with_ambulance("AMB-02", 3min);
  const auto call = town.calls(Priority::P3);
  town.sends(call, "AMB-01");
  town.sends(call, "AMB-02");
  for (const auto to : {acknowledged, on_scene, cleared}) REQUIRE(town.presses("AMB-01", to).done());
  for (const auto to : {acknowledged, on_scene}) REQUIRE(town.presses("AMB-02", to).done());
  town.passes(40min);
  REQUIRE(count<ArchiveIncident>(due_now(town)) == 0);
  REQUIRE(town.presses("AMB-02", cleared).done());
  REQUIRE(count<ArchiveIncident>(due_now(town)) == 0);
  town.passes(30min);
  REQUIRE(count<ArchiveIncident>(due_now(town)) == 1);
}

TEST_CASE("no deadline fires before its time, and the store is told the time to check it by its own clock") {
  Town town;
  town.with_ambulance("AMB-01", 3min);
  const auto start = town.now();
  const auto planned = town.calls(ReceiveIncident{{}, {}, {}, start + 1h});
  const auto urgent = town.calls(Priority::P0);
  const auto job = town.sends(town.calls(Priority::P2), "AMB-01");
  REQUIRE(town.says(siaga(), ExpireAssignment{job}).refusal() == Errc::too_early);
  REQUIRE(town.says(siaga(), MarkDue{planned}).refusal() == Errc::too_early);
  REQUIRE(town.says(siaga(), MarkOverdue{urgent}).refusal() == Errc::too_early);
  REQUIRE(town.says(siaga(), ArchiveIncident{urgent}).refusal() == Errc::illegal_step);
  REQUIRE_FALSE(town.decision().not_before.has_value());

  town.passes(1h);
  REQUIRE(town.says(siaga(), ExpireAssignment{job}).done());
  REQUIRE(town.decision().not_before == start + 60s);
  REQUIRE(town.says(siaga(), MarkDue{planned}).done());
  REQUIRE(town.decision().not_before == start + 1h);
  REQUIRE(town.says(siaga(), MarkOverdue{urgent}).done());
  REQUIRE(town.decision().not_before == start + 60s);

  REQUIRE(town.says(siaga(), ExpireAssignment{job}).refusal() == Errc::illegal_step);
  REQUIRE(town.says(siaga(), MarkDue{planned}).refusal() == Errc::too_early);
  REQUIRE(town.says(siaga(), MarkOverdue{urgent}).refusal() == Errc::illegal_step);
}

TEST_CASE("a dispatch that was kept over a break takes nothing of the crew's minute") {
  Town town;
  town.with_ambulance("AMB-01", 3min);
  const auto call = town.calls(Priority::P1);
  town.passes(5min);
  REQUIRE(town.says(operator_ayu(), DispatchUnit{call, id("AMB-01"), {}, {}}, town.now() - 90s).done());
  const auto job = AssignmentId::same_as(town.last);
  town.waits(60s - 1ms);
  REQUIRE(town.assignment(job).state == reserved);
  town.waits(1ms);
  REQUIRE(town.assignment(job).state == timed_out);
}

TEST_CASE("an end that claims to be old stays on the boards as long as any") {
  Town town;
  const auto call = town.calls(Priority::P3);
  town.passes(2h);
  const EndIncident end{call, EndingKind::cancelled, "walked in", {}};
  REQUIRE(town.says(operator_ayu(), end, town.now() - 1h).done());
  town.passes(town.policy.archive_after - 1ms);
  REQUIRE(count<ArchiveIncident>(due_now(town)) == 0);
  town.passes(1ms);
  REQUIRE(count<ArchiveIncident>(due_now(town)) == 1);
}

TEST_CASE("what is due is said in one order, whatever the order in which it came") {
  const auto all_of = [](const std::vector<int>& order) {
    View view;
    for (const auto i : order)
      view.load(Closure{id<ClosureId>("c" + std::to_string(i)), 1, {Town::centre()}, "flood", {}, "Ayu", {}});
    std::vector<std::string> names;
    for (const auto& body : due(view, {}, not_quiet, TimePoint{1h}))
      names.emplace_back(std::get<EndClosure>(body).closure.view());
    return names;
  };
  const auto names = all_of({4, 1, 3, 2, 5});
  REQUIRE(names == std::vector<std::string>{"c1", "c2", "c3", "c4", "c5"});
  REQUIRE(all_of({5, 2, 1, 4, 3}) == names);
}
