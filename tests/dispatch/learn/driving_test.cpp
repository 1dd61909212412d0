#include "dispatch/learn/driving.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "tests/support/long_street.hpp"

using namespace dispatch;
using namespace tests;
using enum AssignmentState;
using geo::roads::HourBand;
using geo::roads::RatioCounts;
using geo::roads::RoadClass;

namespace {

class Shift : public LongStreet {
 public:
  Shift() { nodes.push_back(&node); }

  // Real over assumed on the class of the street, over all day.
  [[nodiscard]] double ratio() const {
    geo::roads::Seen all;
    for (const auto& lesson : learnt().roads.lessons())
      if (std::holds_alternative<RoadClass>(lesson.road)) all += lesson.seen;
    return all.assumed.count() == 0
               ? 0
               : static_cast<double>(all.real.count()) / static_cast<double>(all.assumed.count());
  }
  [[nodiscard]] Learnt learnt() const {
    auto copy = node;
    return learnt_from(copy.take());
  }

  Driving node{0min};
};

}  // namespace

TEST_CASE("a unit on its way to an emergency teaches how long its roads take") {
  Shift shift;
  shift.sets_out();
  shift.drives(1.5);
  REQUIRE(shift.ratio() == Approx(1.5).epsilon(0.02));
  REQUIRE(shift.learnt().roads.sections() == 4);
}

TEST_CASE("a unit that has only been sent or drives home teaches nothing") {
  Shift shift;
  shift.drives(1.5);
  REQUIRE(shift.ratio() == 0);
  shift.is_sent();
  shift.drives(1.5);
  REQUIRE(shift.ratio() == 0);
}

TEST_CASE("getting ready at the base is not taken for traffic but standing at lights is") {
  Shift shift;
  shift.sets_out();
  const auto stands = [&](geo::Position where) {
    for (int i = 0; i < 10; ++i) {
      shift.town.passes(9s);
      shift.reports(where);
    }
  };
  stands(shift.at('a'));
  shift.drives(1);
  REQUIRE(shift.ratio() == Approx(1).epsilon(0.02));
  const auto on_the_way = shift.learnt();
  Shift other;
  other.sets_out();
  for (const auto& seen : test::driven({other.at('a'), other.at('b')}, 160s, 8s)) {
    other.town.passes(8s);
    other.reports(seen.where);
  }
  const auto before = other.ratio();
  for (int i = 0; i < 10; ++i) other.town.passes(9s), other.reports(other.at('b'));
  other.town.passes(10s);
  other.reports(along(other.at('b'), other.at('c'), 0.05));
  REQUIRE(other.ratio() > before + 0.3);
}

TEST_CASE("a position that is far off the rest or badly measured teaches nothing") {
  Shift shift;
  shift.sets_out();
  shift.drives(1);
  const auto before = shift.ratio();
  shift.town.passes(8s);
  shift.reports(shift.at('a'));  // eight kilometres in eight seconds
  shift.town.passes(8s);
  shift.reports(towards(shift.at('a'), 0, geo::Metres{500}));
  REQUIRE(shift.ratio() == before);
}

TEST_CASE("an arrival within the promised time is counted as such and one that is late is not") {
  Shift shift;
  shift.sets_out();
  shift.drives(1.1);
  REQUIRE(shift.presses(on_scene).done());
  const auto good = shift.learnt();
  REQUIRE(good.arrivals == 1);
  REQUIRE(good.within == 1);
  REQUIRE(good.by_road.count() == 1);
  REQUIRE(good.by_line.count() == 0);
  REQUIRE(good.by_road.quantile(0.5) == Approx(1.1).epsilon(0.1));

  Shift late;
  late.sets_out();
  late.drives(1.8);
  REQUIRE(late.presses(on_scene).done());
  REQUIRE(late.learnt().arrivals == 1);
  REQUIRE(late.learnt().within == 0);
  REQUIRE(late.learnt().by_road.quantile(0.5) == Approx(1.8).epsilon(0.1));
}

TEST_CASE("a trip that says nothing of the estimate is not counted") {
  Shift shift;
  const auto job = shift.sets_out();
  SECTION("the place was moved on the way") {
    shift.drives(1);
    REQUIRE(shift.town.says(operator_ayu(), LocateIncident{shift.call, Place{"here", shift.at('d'), {}, {}}})
                .done());
    REQUIRE(shift.presses(on_scene).done());
  }
  SECTION("it was not seen driving") {
    shift.reports(shift.at('e'));
    shift.town.passes(5min);
    REQUIRE(shift.presses(on_scene).done());
  }
  SECTION("it pressed far from the place") {
    shift.reports(shift.at('a'));
    shift.town.passes(2min);
    shift.reports(shift.at('b'));
    REQUIRE(shift.presses(on_scene).done());
  }
  SECTION("it was stood down") {
    shift.drives(1);
    REQUIRE(shift.town.says(operator_ayu(), StepAssignment{job, stood_down, "not needed"}).done());
    shift.node.look(shift.town.view());
  }
  REQUIRE(shift.learnt().arrivals == 0);
}

TEST_CASE("of two nodes that hear one unit only the one that heard it set out counts the arrival") {
  Shift shift;
  Driving later{0min};
  shift.sets_out();
  shift.reports(shift.at('a'));
  shift.town.passes(90s);
  shift.nodes.push_back(&later);
  shift.drives(1);
  REQUIRE(shift.presses(on_scene).done());
  REQUIRE(shift.learnt().arrivals == 1);
  REQUIRE(learnt_from(later.take()).arrivals == 0);
}

TEST_CASE("without roads arrivals are measured against the straight line") {
  Shift shift;
  const TravelTimes by_line{shift.town.policy};
  shift.sets_out();
  shift.nodes.clear();
  const auto report = [&](geo::Position where) {
    shift.reports(where);
    shift.node.moved(shift.town.view(), by_line, *shift.town.view().fix(id("AMB-01")), shift.town.now());
  };
  report(shift.at('a'));
  shift.town.passes(5min);
  report(shift.at('c'));
  shift.town.passes(5min);
  report(shift.at('e'));
  REQUIRE(shift.town.presses("AMB-01", on_scene).done());
  shift.node.look(shift.town.view());
  REQUIRE(shift.learnt().by_line.count() == 1);
  REQUIRE(shift.learnt().by_road.count() == 0);
  REQUIRE(shift.learnt().roads.lessons().empty());
}

TEST_CASE("what could not be kept is counted with what comes after") {
  Shift shift;
  shift.sets_out();
  shift.drives(1.2);
  REQUIRE(shift.presses(on_scene).done());
  const auto before = shift.learnt();
  auto taken = shift.node.take();
  REQUIRE(shift.node.take().empty());
  shift.node.put_back(std::move(taken));
  REQUIRE(shift.learnt().roads == before.roads);
  REQUIRE(shift.learnt().arrivals == 1);
}

TEST_CASE("tallies that nobody here knows are left out") {
  const auto learnt = learnt_from({{"ratios.road", {1, 2, 3}, 0},
                                   {"weather", {1, 2}, 0},
                                   {"arrivals", {7}, 0},
                                   {"class.primary.day", {1}, 0},
                                   {"section.xyz.day", {1, 2}, 0}});
  REQUIRE(learnt.roads.lessons().empty());
  REQUIRE(learnt.arrivals == 0);
  REQUIRE(learnt.by_road.count() == 0);
}
