#include "dispatch/learn/hand_overs.hpp"

#include <catch2/catch.hpp>

#include "dispatch/learn/driving.hpp"
#include "tests/support/town.hpp"

using namespace dispatch;
using namespace tests;
using enum AssignmentState;

namespace {

const auto negara = id<FacilityId>("RS-1");

// Takes a patient to the hospital and waits there; its positions come to this node if it is heard.
std::vector<Tally> taught_by(milliseconds waited, bool is_heard = true) {
  Town town;
  town.with_ambulance("AMB-01", 3min);
  REQUIRE(town.says(siaga(), RegisterFacility{{negara, 0, "RSU", "hospital", town.away(5min), {}}}).done());
  const auto job = town.sends(town.calls(Priority::P2), "AMB-01");
  for (const auto state : {en_route, on_scene, left_scene}) REQUIRE(town.presses("AMB-01", state).done());
  REQUIRE(town.says(operator_ayu(), BindAssignment{job, negara, {}, {}}).done());
  Driving driving{480min};
  const TravelTimes travel{town.policy};
  if (is_heard) driving.moved(town.view(), travel, *town.view().fix(id("AMB-01")), town.now());
  REQUIRE(town.presses("AMB-01", at_destination).done());
  driving.look(town.view());
  town.passes(waited);
  REQUIRE(town.presses("AMB-01", handed_over).done());
  driving.look(town.view());
  driving.look(town.view());
  return driving.take();
}

Tally seen(std::size_t hour, std::int64_t count, std::int64_t all_seconds) {
  return {"hand_over.RS-1." + std::to_string(hour), {count, all_seconds}, 0};
}

}  // namespace

TEST_CASE("a hand-over is counted once, in the region's hour, by the node that hears the unit") {
  const auto taught = taught_by(20min);
  REQUIRE(taught.size() == 1);
  REQUIRE(taught[0].name.starts_with("hand_over.RS-1."));
  REQUIRE(taught[0].numbers == std::vector<std::int64_t>{1, 1200});
  REQUIRE(taught_by(20min, false).empty());
  REQUIRE(taught_by(5h).empty());  // forgotten to be pressed
}

TEST_CASE("the hour of the day says how long hand-over takes, else the day, and few say nothing") {
  HandOverTimes times;
  REQUIRE_FALSE(times.at(negara, 8).has_value());
  REQUIRE(times.add(seen(8, 2, 1200)));
  REQUIRE_FALSE(times.at(negara, 8).has_value());
  REQUIRE(times.add(seen(9, 2, 2400)));
  REQUIRE(times.at(negara, 8) == 900s);
  REQUIRE(times.add(seen(0, 6, 600)));
  REQUIRE(times.at(negara, 23) == 100s);
  REQUIRE(times.at(negara, 15) == 420s);
  REQUIRE_FALSE(times.at(id<FacilityId>("RS-2"), 8).has_value());
}

TEST_CASE("what is not a hand-over, or cannot be read as one, teaches nothing of them") {
  HandOverTimes times;
  REQUIRE_FALSE(times.add({"class.primary.morning", {1, 2}, 0}));
  for (const auto* name :
       {"hand_over.RS-1.24", "hand_over.RS-1.", "hand_over.", "hand_over.RS-1.x", "hand_over.1"})
    REQUIRE(times.add({name, {9, 900}, 0}));
  REQUIRE_FALSE(times.at(negara, 0).has_value());
}
