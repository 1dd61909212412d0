#include <catch2/catch.hpp>
#include <set>

#include "tests/system/history.hpp"
#include "tests/system/two_nodes.hpp"

using namespace tests;

namespace {

constexpr int rounds = 1000;
// The rounds may take longer than a call may wait: nothing happens by itself while they are looked at.
const Serve::Flags patient{"--dispatch-assign-s", "3600"};

Message merge(std::string_view incident, std::string_view into) {
  auto said = call_off(incident, "merged");
  said.as_object()["into"] = into;
  return said;
}

Message divert(std::string_view incident, std::string_view unit) {
  auto said = send(incident, unit);
  said.as_object()["divert"] = true;
  return said;
}

Message triage(std::string_view incident, std::string_view priority) {
  return command("incident.triage",
                 {{"incident", incident}, {"triage", {{"priority", priority}, {"needs", "ambulance"}}}});
}

struct Answers {
  Message here;
  Message there;
  [[nodiscard]] int done() const { return is_done(here) + is_done(there); }
  static int is_done(const Message& answer) { return text(answer, "/type") == "ack" ? 1 : 0; }
};

// Each desk says one thing, at the same moment, at its own node.
Answers at_once(TwoNodes& nodes, const Message& here, const Message& there) {
  nodes.ayu->say(here);
  nodes.budi->say(there);
  Answers answers{nodes.ayu->answer_to(id_of(here)), nodes.budi->answer_to(id_of(there))};
  nodes.ayu->forget();
  nodes.budi->forget();
  return answers;
}

}  // namespace

TEST_CASE("two desks merge two incidents into each other a thousand times, and one of them stays open") {
  TwoNodes nodes{patient};
  for (int round = 0; round < rounds; ++round) {
    CAPTURE(round);
    const auto a = call();
    const auto b = call();
    nodes.ayu->must(a);
    nodes.budi->must(b);
    const auto answers = at_once(nodes, merge(id_of(a), id_of(b)), merge(id_of(b), id_of(a)));
    REQUIRE(answers.done() == 1);
    const auto& loser = Answers::is_done(answers.here) == 1 ? answers.there : answers.here;
    REQUIRE(text(loser, "/code") == "incident_over");
  }
  CHECK(history_of(nodes.redis.address()).faults == std::vector<std::string>{});
}

TEST_CASE(
    "one desk merges a call into an incident while another calls that a hoax, a thousand times, never both") {
  TwoNodes nodes{patient};
  int merged = 0;
  for (int round = 0; round < rounds; ++round) {
    CAPTURE(round);
    const auto a = call();
    const auto b = call();
    nodes.ayu->must(a);
    nodes.budi->must(b);
    const auto answers = at_once(nodes, merge(id_of(a), id_of(b)), call_off(id_of(b), "hoax"));
    REQUIRE(answers.done() == 1);
    const bool was_merged = Answers::is_done(answers.here) == 1;
    merged += was_merged ? 1 : 0;
    REQUIRE(text(was_merged ? answers.there : answers.here, "/code") ==
            (was_merged ? "carries_others" : "incident_over"));
  }
  WARN("the merge won " << merged << " of " << rounds);
  CHECK(history_of(nodes.redis.address()).faults == std::vector<std::string>{});
}

TEST_CASE(
    "a patient becomes an arrest while another desk takes the unit, a thousand times, never against the "
    "rule") {
  TwoNodes nodes{patient};
  auto& ayu = *nodes.ayu;
  Client crew{{.port = nodes.one.port(), .token = nodes.one.token("crew", {"AMB-01"})}};
  come_on_duty(crew, "AMB-01", negara);
  int diverted = 0;
  for (int round = 0; round < rounds; ++round) {
    CAPTURE(round);
    if (round % 100 == 0)
      crew.say(position("AMB-01", negara, number(crew.welcome(), "/server_time") + round));
    const auto a = call("P3");
    const auto b = call("P2", mendoyo);
    const auto first = send(id_of(a), "AMB-01");
    ayu.must(a);
    ayu.must(b);
    ayu.must(first);
    const auto answers = at_once(nodes, triage(id_of(a), "P0"), divert(id_of(b), "AMB-01"));
    REQUIRE(text(answers.here, "/type") == "ack");
    const bool went = Answers::is_done(answers.there) == 1;
    diverted += went ? 1 : 0;
    if (!went) REQUIRE(text(answers.there, "/code") == "needs_reason");
    ayu.must(step(went ? text(answers.there, "/id") : id_of(first), "stood_down", "race"));
  }
  WARN("the unit was taken " << diverted << " of " << rounds);
  const auto history = history_of(nodes.redis.address());
  CHECK(history.faults == std::vector<std::string>{});
  std::set<dispatch::IncidentId> arrests;
  for (const auto& [n, events] : history.entries)
    for (const auto& event : events) {
      const auto* triaged = std::get_if<dispatch::IncidentTriaged>(&event.body);
      if (triaged != nullptr && triaged->triage.priority == dispatch::Priority::P0)
        arrests.insert(triaged->incident);
      const auto* stepped = std::get_if<dispatch::AssignmentStepped>(&event.body);
      if (stepped != nullptr && stepped->to == dispatch::AssignmentState::diverted)
        CHECK_FALSE(arrests.contains(stepped->incident));
    }
  CHECK(arrests.size() == rounds);
}
