#include "dispatch/choose/cover_keeper.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/support/town.hpp"

using namespace dispatch;
using namespace tests;

namespace {

// Two villages a quarter of an hour apart, a station in each; and somebody who keeps the cover.
struct Watched {
  Town town;
  std::optional<TravelTimes> travel;
  CoverKeeper keeper;
  std::size_t read = 0;

  Watched() {
    town.with_ambulance("AMB-01", 0min).with_ambulance("AMB-02", 15min);
    std::vector<Post> posts{{"ST-1", town.unit("AMB-01").station.name, town.unit("AMB-01").station.where},
                            {"ST-2", town.unit("AMB-02").station.name, town.unit("AMB-02").station.where}};
    Setup setup;
    setup.policy = town.policy;
    setup.posts = posts;
    REQUIRE(town.says(siaga(), ReadSetup{setup}).done());
    travel.emplace(town.policy);
    keeper.expects(std::make_shared<const std::vector<DemandPoint>>(
        std::vector<DemandPoint>{{"1", "west", posts[0].where, 3000}, {"2", "east", posts[1].where, 1000}}));
  }
  std::optional<CoverPicture> tells() {
    for (; read < town.log().size(); ++read) keeper.happened({read + 1, {town.log()[read]}});
    std::optional<CoverPicture> told;
    while (keeper.step({town.view(), *travel, town.now()}, told)) {
    }
    return told;
  }
  const VillageCover& village(const CoverPicture& told, std::string_view name) const {
    return *std::ranges::find(told.villages, name, &VillageCover::name);
  }
};

}  // namespace

TEST_CASE("each village is told with whoever is there first, who would be if that one went, and its weight") {
  Watched watched;
  const auto told = watched.tells().value();
  REQUIRE(told.weighed_by == WeighedBy::people);
  REQUIRE(told.villages.front().name == "west");
  REQUIRE(told.villages.front().weight == Approx(0.75));
  REQUIRE(told.villages.front().first->unit == id("AMB-01"));
  REQUIRE(told.villages.front().second->unit == id("AMB-02"));
  REQUIRE(watched.village(told, "east").first->unit == id("AMB-02"));
  REQUIRE(told.covered.value() > 0);
  REQUIRE(told.prices.size() == 2);
  REQUIRE(told.prices.front().loses->village == "west");
  REQUIRE_FALSE(told.busy_measured);
}

TEST_CASE("a unit that is sent covers nobody, and advice is told of those who stay") {
  Watched watched;
  watched.tells();
  const auto call = watched.town.calls(Priority::P1);
  watched.town.sends(call, "AMB-01");
  watched.town.passes(1s);
  const auto told = watched.tells().value();
  REQUIRE(watched.village(told, "west").first->unit == id("AMB-02"));
  REQUIRE_FALSE(watched.village(told, "west").second.has_value());
  REQUIRE(told.advice.size() == 1);
  REQUIRE(told.advice.front().unit == id("AMB-02"));
  REQUIRE(told.advice.front().to == "ST-1");
  REQUIRE(told.advice.front().travel_s.value() > 600);
}

TEST_CASE(
    "who has been told to wait elsewhere counts there at once, and is not advised again within the limits") {
  Watched watched;
  watched.town.sends(watched.town.calls(Priority::P1), "AMB-01");
  REQUIRE(watched.tells()->advice.size() == 1);
  REQUIRE(watched.town.says(operator_ayu(), MoveUnitUp{id("AMB-02"), "ST-1"}).done());
  watched.town.passes(1s);
  const auto told = watched.tells().value();
  REQUIRE(told.advice.empty());
  REQUIRE(told.posts[0].units == std::vector{id("AMB-02")});
  REQUIRE(watched.village(told, "west").first->eta_s > 600);  // it is where it is

  REQUIRE(watched.town.says(crew_of(id("AMB-02")), AnswerMove{id("AMB-02"), "ST-1", MoveAnswer::cannot, {}})
              .done());
  watched.town.passes(20min);
  watched.town.passes(1s);
  const auto later = watched.tells().value();
  REQUIRE(later.posts[1].units == std::vector{id("AMB-02")});
  REQUIRE(later.advice.empty());
  watched.town.passes(11min);
  REQUIRE(watched.tells()->advice.size() == 1);
}

TEST_CASE("a unit at the hospital is told where to wait before it is free") {
  Watched watched;
  watched.town.sends(watched.town.calls(Priority::P1), "AMB-01");
  const auto call = watched.town.calls(Priority::P1);
  watched.town.sends(call, "AMB-02");
  using enum AssignmentState;
  for (const auto state : {en_route, on_scene, at_patient, left_scene, at_destination})
    REQUIRE(watched.town.presses("AMB-02", state).done());
  watched.town.passes(1s);
  const auto told = watched.tells().value();
  REQUIRE(told.advice.size() == 1);
  REQUIRE(told.advice.front().why == MoveAdvice::Why::clears);
  REQUIRE(told.advice.front().to == "ST-1");
}

TEST_CASE(
    "cover is told when it says something else, and every half minute so that nobody takes it for old") {
  Watched watched;
  REQUIRE(watched.tells().has_value());
  watched.town.passes(6s);
  REQUIRE_FALSE(watched.tells().has_value());
  watched.town.passes(25s);
  REQUIRE(watched.tells().has_value());
  watched.keeper.rests();
  watched.town.passes(6s);
  REQUIRE(watched.tells().has_value());
}

TEST_CASE("how busy units are is the log's once it says enough, and the setting before") {
  Watched watched;
  UsageFigures usage;
  usage.hours.see(watched.town.now() - 23h, 0.5);
  usage.hours.see(watched.town.now(), std::nullopt);
  watched.keeper.learnt(usage);
  const auto before = watched.tells().value();
  REQUIRE_FALSE(before.busy_measured);
  REQUIRE(before.busy == Approx(0.2));
  usage.hours.see(watched.town.now(), 0.5);
  usage.hours.see(watched.town.now() + 2h, std::nullopt);
  watched.keeper.learnt(usage);
  watched.town.passes(1s);
  const auto after = watched.tells().value();
  REQUIRE(after.busy_measured);
  REQUIRE(after.busy == Approx(0.5));
}

TEST_CASE("without posts or villages nothing is advised, and nothing goes wrong") {
  Town town;
  town.with_ambulance("AMB-01", 4min);
  const TravelTimes travel{town.policy};
  CoverKeeper keeper;
  std::optional<CoverPicture> told;
  REQUIRE_FALSE(keeper.step({town.view(), travel, town.now()}, told));
  keeper.expects(std::make_shared<const std::vector<DemandPoint>>());
  while (keeper.step({town.view(), travel, town.now()}, told)) {
  }
  REQUIRE(told.value().villages.empty());
  REQUIRE(told->advice.empty());
}
