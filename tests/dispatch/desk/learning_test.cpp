#include "dispatch/desk/learning.hpp"

#include <boost/asio/io_context.hpp>
#include <catch2/catch.hpp>
#include <cmath>

#include "tests/support/long_street.hpp"
#include "tests/support/memory_tallies.hpp"

using namespace dispatch;
using namespace tests;
using enum AssignmentState;
using geo::roads::HourBand;
using geo::roads::Lesson;
using geo::roads::RatioCounts;
using geo::roads::RoadClass;

namespace {

constexpr auto noon = TimePoint{12h};

// A node that learns, beside others with the same tallies.
class Node {
 public:
  explicit Node(const LongStreet& street)
      : Node{street, std::make_shared<boost::asio::io_context>(1), nullptr} {}
  Node(const LongStreet& street, Node& other) : Node{street, other.io, other.tallies} {}

  void ticks(TimePoint now, bool store_is_up = true) {
    for (int i = 0; i < 3; ++i) {
      learning.tick(street_.town.view(), store_is_up, now);
      io->restart();
      io->poll();
    }
  }
  [[nodiscard]] double seconds() const {
    const Fix fix{id("AMB-01"), street_.at('a'), {}, {}, {}, {}, {}};
    return static_cast<double>(travel.to_one(UnitKind::ambulance, fix, street_.at('e')).time.count());
  }
  void keeps(RoadClass road, HourBand band, double ratio) {
    const geo::roads::Seen seen{10h, std::chrono::duration_cast<milliseconds>(10h * ratio)};
    tallies->kept[Lesson{road, band, seen}.name()] = {"", {seen.assumed.count(), seen.real.count()}, 0};
  }

  std::shared_ptr<boost::asio::io_context> io;
  std::shared_ptr<MemoryTallies> tallies;
  TravelTimes travel;
  Learning learning;

 private:
  Node(const LongStreet& street, std::shared_ptr<boost::asio::io_context> shared,
       std::shared_ptr<MemoryTallies> kept)
      : io{std::move(shared)},
        tallies{kept ? std::move(kept) : std::make_shared<MemoryTallies>(io->get_executor())},
        travel{street.town.policy, street.network()},
        learning{io->get_executor(), tallies.get(), travel, 0min},
        street_{street} {}
  const LongStreet& street_;
};

}  // namespace

TEST_CASE("what one node learns another uses within a minute") {
  LongStreet street;
  Node one{street};
  Node other{street, one};
  const auto before = other.seconds();
  one.ticks(street.town.now());
  other.ticks(street.town.now());
  for (int trip = 0; trip < 8; ++trip) {
    street.sets_out();
    const milliseconds takes{std::llround(street.by_map() * 1500)};
    for (const auto& seen : test::driven({street.at('a'), street.at('e')}, takes, 8s)) {
      street.town.passes(8s);
      street.town.reports("AMB-01", seen.where, 12);
      one.learning.moved(street.town.view(), *street.town.view().fix(id("AMB-01")), street.town.now());
    }
    for (const auto state : {on_scene, at_patient, cleared})
      REQUIRE(street.town.presses("AMB-01", state).done());
  }
  one.ticks(street.town.now());
  REQUIRE(other.seconds() == before);
  other.ticks(street.town.now() + 60s);
  REQUIRE(other.seconds() > 1.25 * before);
  REQUIRE(other.seconds() < 1.5 * before);
  REQUIRE(other.learning.sections() == 4);
}

TEST_CASE("what was learnt of the rush hour holds in the rush hour") {
  LongStreet street;
  Node node{street};
  const auto by_map = node.seconds();
  node.keeps(RoadClass::primary, HourBand::afternoon, 2);
  node.ticks(noon);
  REQUIRE(node.seconds() == by_map);
  node.ticks(noon + 4h);
  REQUIRE(node.seconds() == Approx(2 * by_map).epsilon(0.03));
  node.ticks(noon + 8h);
  REQUIRE(node.seconds() == by_map);
}

TEST_CASE("closed roads stay closed when speeds are learnt") {
  LongStreet street;
  Node node{street};
  Closure closure;
  closure.id = id<ClosureId>("closure-1");
  closure.points = {along(street.at('a'), street.at('e'), 0.5)};
  node.travel.close({{closure.id, closure}});
  const Fix fix{id("AMB-01"), street.at('a'), {}, {}, {}, {}, {}};
  REQUIRE_FALSE(node.travel.to_one(UnitKind::ambulance, fix, street.at('e')).by_road);
  node.keeps(RoadClass::primary, HourBand::day, 2);
  node.ticks(noon);
  REQUIRE_FALSE(node.travel.to_one(UnitKind::ambulance, fix, street.at('e')).by_road);
  node.travel.close({});
  REQUIRE(node.seconds() == Approx(2 * street.by_map()).epsilon(0.03));
}

TEST_CASE("the interval is the measured one as soon as thirty arrivals were measured") {
  LongStreet street;
  Node node{street};
  const auto arrive = [&](int times, double ratio) {
    auto& numbers = node.tallies->kept["ratios.road"].numbers;
    numbers.resize(1 + RatioCounts::buckets);
    numbers[1 + RatioCounts::bucket_of(ratio)] += times * RatioCounts::one;
    auto& arrivals = node.tallies->kept["arrivals"].numbers;
    arrivals.resize(2);
    arrivals[0] += times;
  };
  REQUIRE_FALSE(node.learning.estimates().measured);
  arrive(14, 0.95);
  arrive(15, 1.05);
  node.ticks(noon);
  REQUIRE_FALSE(node.learning.estimates().measured);
  REQUIRE(node.learning.estimates().arrivals == 29);
  arrive(1, 1.05);
  node.ticks(noon + 1min);
  const auto& estimates = node.learning.estimates();
  REQUIRE(estimates.measured);
  REQUIRE(estimates.low == Approx(0.93).margin(0.04));
  REQUIRE(estimates.high == Approx(1.08).margin(0.04));
  const Fix fix{id("AMB-01"), street.at('a'), {}, {}, {}, {}, {}};
  const auto travel = node.travel.to_one(UnitKind::ambulance, fix, street.at('e'));
  REQUIRE(static_cast<double>(travel.high.count()) < 1.12 * static_cast<double>(travel.time.count()));
}

TEST_CASE("while the store is away lessons are kept and times stay") {
  LongStreet street;
  Node node{street};
  const auto by_map = node.seconds();
  street.sets_out();
  node.tallies->away = true;
  for (const auto& seen : test::driven({street.at('a'), street.at('e')}, 15min, 8s)) {
    street.town.passes(8s);
    street.town.reports("AMB-01", seen.where, 12);
    node.learning.moved(street.town.view(), *street.town.view().fix(id("AMB-01")), street.town.now());
    node.ticks(street.town.now());
  }
  REQUIRE(node.tallies->kept.empty());
  REQUIRE(node.seconds() == by_map);
  node.tallies->away = false;
  node.ticks(street.town.now() + 10s);
  REQUIRE(node.tallies->kept.size() == 5);
  const auto all = learnt_from(
      {{"class.primary.day", node.tallies->kept.lower_bound("class.primary.")->second.numbers, 0}});
  REQUIRE(all.roads.lessons().at(0).seen.real > 14min);
}
