#include <catch2/catch.hpp>

#include "tests/support/town.hpp"

using namespace dispatch;
using namespace tests;
using enum AssignmentState;

namespace {

struct Story {
  Town town;

  Story() {
    town.with_ambulance("AMB-01", 4min);
    Setup setup;
    setup.policy = town.policy;
    const auto& station = town.unit("AMB-01").station;
    setup.posts = std::vector<Post>{{"ST-1", station.name, station.where}, {"P-1", "Pasar", Town::centre()}};
    REQUIRE(town.says(siaga(), ReadSetup{setup}).done());
  }
  Told moves(const std::string& post) { return town.says(operator_ayu(), MoveUnitUp{id("AMB-01"), post}); }
  Told answers(MoveAnswer answer, const std::string& post = "P-1") {
    return town.says(crew_of(id("AMB-01")), AnswerMove{id("AMB-01"), post, answer, {}});
  }
  const std::optional<MoveUp>& move() { return town.unit("AMB-01").move_up; }
};

}  // namespace

TEST_CASE(
    "the desk tells a free unit where to wait, it stays free, and its crew says that it goes and is there") {
  Story story;
  REQUIRE(story.moves("P-1").done());
  REQUIRE(story.move()->post.name == "Pasar");
  REQUIRE(story.move()->state == MoveUp::State::told);
  REQUIRE(story.town.is_free("AMB-01"));
  REQUIRE(story.answers(MoveAnswer::seen).done());
  REQUIRE(story.move()->state == MoveUp::State::seen);
  REQUIRE(story.answers(MoveAnswer::there).done());
  REQUIRE(story.move()->state == MoveUp::State::there);
  REQUIRE(story.town.unit("AMB-01").moved->size() == 1);
  REQUIRE(story.town.picture() == story.town.replayed());
}

TEST_CASE("any dispatch undoes a move, whatever its crew has said of it") {
  Story story;
  REQUIRE(story.moves("P-1").done());
  story.town.sends(story.town.calls(Priority::P1), "AMB-01");
  REQUIRE_FALSE(story.move().has_value());
  REQUIRE(story.answers(MoveAnswer::there).refusal() == Errc::illegal_step);
}

TEST_CASE("a crew that cannot says so, and the desk sees it until it tells the unit something else") {
  Story story;
  REQUIRE(story.moves("P-1").done());
  REQUIRE(story.answers(MoveAnswer::cannot).done());
  REQUIRE(story.move()->state == MoveUp::State::cannot);
  REQUIRE(story.moves("P-1").done());
  REQUIRE(story.move()->state == MoveUp::State::told);
}

TEST_CASE(
    "only the desk calls a move off, and a crew answers for its own unit and for the post it was told") {
  Story story;
  REQUIRE(story.moves("P-1").done());
  REQUIRE(story.answers(MoveAnswer::called_off).refusal() == Errc::not_allowed);
  REQUIRE(story.answers(MoveAnswer::there, "ST-1").refusal() == Errc::illegal_step);
  const AnswerMove answer{id("AMB-01"), "P-1", MoveAnswer::there, {}};
  REQUIRE(story.town.says(crew_of(id("AMB-09")), answer).refusal() == Errc::not_allowed);
  REQUIRE(story.town.says(crew_of(id("AMB-01")), MoveUnitUp{id("AMB-01"), "P-1"}).refusal() ==
          Errc::not_allowed);
  REQUIRE(
      story.town.says(operator_ayu(), AnswerMove{id("AMB-01"), "P-1", MoveAnswer::called_off, {}}).done());
  REQUIRE_FALSE(story.move().has_value());
}

TEST_CASE("back at its own station a unit is told nothing more, and that is no move that tires its crew") {
  Story story;
  REQUIRE(story.moves("ST-1").done());
  REQUIRE_FALSE(story.town.unit("AMB-01").moved.has_value());
  REQUIRE(story.answers(MoveAnswer::there, "ST-1").done());
  REQUIRE_FALSE(story.move().has_value());
}

TEST_CASE("who is off duty or on a job is not told where to wait, who is at the hospital is") {
  Story story;
  REQUIRE(story.moves("P-9").refusal() == Errc::bad_field);
  REQUIRE(story.town.duty("AMB-01", DutyState::off).done());
  REQUIRE(story.moves("P-1").refusal() == Errc::illegal_step);
  REQUIRE(story.town.duty("AMB-01", DutyState::on).done());
  story.town.sends(story.town.calls(Priority::P1), "AMB-01");
  REQUIRE(story.moves("P-1").refusal() == Errc::unit_busy);
  for (const auto state : {en_route, on_scene, at_patient, left_scene, at_destination})
    REQUIRE(story.town.presses("AMB-01", state).done());
  REQUIRE(story.moves("P-1").done());
  REQUIRE(story.moves("P-1").refusal() == Errc::illegal_step);
  for (const auto state : {handed_over, cleared}) REQUIRE(story.town.presses("AMB-01", state).done());
  REQUIRE(story.move()->post.id == "P-1");
}

TEST_CASE("a crew that goes home waits nowhere, and moves of the day before are forgotten") {
  Story story;
  REQUIRE(story.moves("P-1").done());
  REQUIRE(story.town.duty("AMB-01", DutyState::off).done());
  REQUIRE_FALSE(story.move().has_value());
  story.town.passes(24h);
  REQUIRE(story.town.duty("AMB-01", DutyState::on).done());
  REQUIRE(story.moves("P-1").done());
  REQUIRE(story.town.unit("AMB-01").moved->size() == 1);
}
