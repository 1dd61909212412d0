#include <catch2/catch.hpp>

#include "dispatch/model/limits.hpp"
#include "tests/support/town.hpp"

using namespace dispatch;
using namespace tests;
using enum AssignmentState;

namespace {

// An ambulance that stands at its patient's house.
struct Scene {
  Town town;
  IncidentId call;
  AssignmentId job;

  Scene() {
    town.with_ambulance("AMB-01", 3min).with_ambulance("AMB-02", 6min);
    call = town.calls(Priority::P2);
    job = town.sends(call, "AMB-01");
    for (const auto state : {en_route, on_scene}) REQUIRE(town.presses("AMB-01", state).done());
  }
  Told says(const Actor& who, OutcomeCode outcome, std::optional<std::string> note = {}) {
    return town.says(who, SayOutcome{job, outcome, std::move(note)});
  }
  [[nodiscard]] const Outcome& outcome() const { return town.assignment(job).outcome.value(); }
};

Actor crew() {
  return crew_of(id("AMB-01"));
}

}  // namespace

TEST_CASE("a crew says what came of its own job, the desk and a supervisor of any, and nobody else") {
  Scene scene;
  REQUIRE(scene.says(crew_of(id("AMB-02")), OutcomeCode::refused).refusal() == Errc::not_allowed);
  REQUIRE(scene.says({Role::hospital, "IGD", {}, {}, "RS-1"}, OutcomeCode::refused).refusal() ==
          Errc::not_allowed);
  REQUIRE(scene.says(caller(), OutcomeCode::refused).refusal() == Errc::not_allowed);
  REQUIRE(scene.says(crew(), OutcomeCode::refused).done());
  REQUIRE(scene.outcome().by == "crew AMB-01");
  REQUIRE(scene.says(operator_ayu(), OutcomeCode::treated_home).done());
  REQUIRE(scene.outcome().by == "operator Ayu");
  REQUIRE(scene.says(supervisor(), OutcomeCode::dead).done());
  REQUIRE(scene.outcome().code == OutcomeCode::dead);
}

TEST_CASE("what came of a job is said with when it happened and when it was heard") {
  Scene scene;
  scene.town.passes(10min);
  const auto pressed = scene.town.now() - 5min;
  REQUIRE(
      scene.town.says(crew(), SayOutcome{scene.job, OutcomeCode::no_patient, "the gate was locked"}, pressed)
          .done());
  REQUIRE(scene.outcome() ==
          Outcome{OutcomeCode::no_patient, pressed, scene.town.now(), "crew AMB-01", "the gate was locked"});
}

TEST_CASE("said again it is corrected, and what was said before stays in the log") {
  Scene scene;
  REQUIRE(scene.says(crew(), OutcomeCode::refused, "does not want to").done());
  REQUIRE(scene.says(crew(), OutcomeCode::treated_transported, "  ").done());
  REQUIRE(scene.outcome().code == OutcomeCode::treated_transported);
  REQUIRE_FALSE(scene.outcome().note.has_value());
  std::vector<OutcomeCode> said;
  for (const auto& event : scene.town.log())
    if (const auto* one = std::get_if<AssignmentOutcomeSaid>(&event.body)) said.push_back(one->outcome);
  REQUIRE(said == std::vector{OutcomeCode::refused, OutcomeCode::treated_transported});
  REQUIRE(scene.town.picture() == scene.town.replayed());
}

TEST_CASE("nothing has come of a job whose crew has not been on the scene") {
  Town town;
  town.with_ambulance("AMB-01", 3min);
  const auto job = town.sends(town.calls(Priority::P2), "AMB-01");
  const SayOutcome nobody{job, OutcomeCode::no_patient};
  REQUIRE(town.says(crew(), nobody).refusal() == Errc::illegal_step);
  REQUIRE(town.presses("AMB-01", en_route).done());
  REQUIRE(town.says(operator_ayu(), nobody).refusal() == Errc::illegal_step);
  REQUIRE(town.says(operator_ayu(), StepAssignment{job, stood_down, "not needed"}).done());
  REQUIRE(town.says(crew(), nobody).refusal() == Errc::illegal_step);
}

TEST_CASE("a crew that was stood down on the scene can still say what came of it") {
  Scene scene;
  REQUIRE(scene.town.says(operator_ayu(), StepAssignment{scene.job, stood_down, "others are there"}).done());
  REQUIRE(scene.says(crew(), OutcomeCode::cancelled_on_scene).done());
}

TEST_CASE("what came of a job can be said for 24 hours after its end, and then it stands") {
  Scene scene;
  REQUIRE(scene.town.presses("AMB-01", cleared).done());
  scene.town.passes(24h);
  REQUIRE(scene.says(crew(), OutcomeCode::treated_home).done());
  scene.town.passes(1s);
  REQUIRE(scene.says(operator_ayu(), OutcomeCode::refused).refusal() == Errc::illegal_step);
  REQUIRE(scene.outcome().code == OutcomeCode::treated_home);
}

TEST_CASE("nothing is said of a job that has left the boards") {
  Scene scene;
  REQUIRE(scene.town.presses("AMB-01", cleared).done());
  REQUIRE(scene.town.says(siaga(), ArchiveIncident{scene.call}).done());
  REQUIRE(scene.says(crew(), OutcomeCode::treated_home).refusal() == Errc::unknown_assignment);
}

TEST_CASE("a patient who was handed over is not taken to have been treated: somebody says so, or nobody") {
  Scene scene;
  for (const auto state : {left_scene, at_destination, handed_over, cleared})
    REQUIRE(scene.town.presses("AMB-01", state).done());
  REQUIRE_FALSE(scene.town.assignment(scene.job).outcome.has_value());
}

TEST_CASE("a note of what came of a job is a note and no report") {
  Scene scene;
  REQUIRE(
      scene.says(crew(), OutcomeCode::refused, std::string(longest_outcome_note + 1, 'a')).detail("field") ==
      "note");
  REQUIRE(scene.says(crew(), OutcomeCode::refused, std::string(longest_outcome_note, 'a')).done());
}
