#include "dispatch/learn/measured.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "tests/support/long_street.hpp"

using namespace dispatch;
using namespace tests;
using enum AssignmentState;
using geo::roads::HourBand;
using geo::roads::Lesson;
using geo::roads::RatioCounts;
using geo::roads::RoadClass;

namespace {

constexpr auto noon = TimePoint{12h};

// What all nodes have counted together.
using Kept = std::map<std::string, std::vector<std::int64_t>>;

void add(Kept& kept, const std::vector<Tally>& more) {
  for (const auto& one : more) {
    auto& numbers = kept[one.name];
    numbers.resize(std::max(numbers.size(), one.numbers.size()));
    for (std::size_t i = 0; i < one.numbers.size(); ++i) numbers[i] += one.numbers[i];
  }
}

void keep(Kept& kept, RoadClass road, HourBand band, double ratio) {
  const geo::roads::Seen seen{10h, std::chrono::duration_cast<milliseconds>(10h * ratio)};
  kept[Lesson{road, band, seen}.name()] = {seen.assumed.count(), seen.real.count()};
}

class Node {
 public:
  explicit Node(const LongStreet& street) : travel{street.town.policy, street.network()}, street_{street} {}

  bool hears(const Kept& kept, TimePoint now) {
    std::vector<Tally> all;
    for (const auto& [name, numbers] : kept) all.push_back({name, numbers, 0});
    measured.heard(all);
    return measured.adopt(travel, now);
  }
  [[nodiscard]] Travel way() const {
    const Fix fix{id("AMB-01"), street_.at('a'), {}, {}, {}, {}, {}};
    return travel.to_one(UnitKind::ambulance, fix, street_.at('e'));
  }
  [[nodiscard]] double seconds() const { return static_cast<double>(way().time.count()); }

  TravelTimes travel;
  Driving driving{0min};
  Measured measured{0min};

 private:
  const LongStreet& street_;
};

}  // namespace

TEST_CASE("what the drives of one node teach makes the ways of another longer") {
  LongStreet street;
  Node one{street};
  Node other{street};
  const auto before = other.seconds();
  street.nodes = {&one.driving};
  for (int trip = 0; trip < 8; ++trip) {
    street.sets_out();
    street.drives(1.5);
    for (const auto state : {on_scene, at_patient, cleared}) REQUIRE(street.presses(state).done());
    street.reports(street.at('a'));
  }
  Kept kept;
  add(kept, one.driving.take());
  REQUIRE(other.seconds() == before);
  REQUIRE(other.hears(kept, street.town.now()));
  REQUIRE(other.seconds() > 1.25 * before);
  REQUIRE(other.seconds() <= std::ceil(1.5 * before));
  REQUIRE(other.measured.sections() == 4);
  REQUIRE_FALSE(other.hears(kept, street.town.now()));  // nothing new
}

TEST_CASE("what was learnt of the rush hour holds in the rush hour") {
  LongStreet street;
  Node node{street};
  const auto by_map = node.seconds();
  Kept kept;
  keep(kept, RoadClass::primary, HourBand::afternoon, 2);
  node.hears(kept, noon);
  REQUIRE(node.seconds() == by_map);
  REQUIRE(node.measured.adopt(node.travel, noon + 4h));
  REQUIRE(node.seconds() == Approx(2 * by_map).epsilon(0.03));
  REQUIRE(node.measured.adopt(node.travel, noon + 8h));
  REQUIRE(node.seconds() == by_map);
}

TEST_CASE("closed roads stay closed when speeds are learnt") {
  LongStreet street;
  Node node{street};
  Closure closure;
  closure.id = id<ClosureId>("closure-1");
  closure.points = {along(street.at('a'), street.at('e'), 0.5)};
  node.travel.close({{closure.id, closure}});
  REQUIRE_FALSE(node.way().by_road);
  Kept kept;
  keep(kept, RoadClass::primary, HourBand::day, 2);
  node.hears(kept, noon);
  REQUIRE_FALSE(node.way().by_road);
  node.travel.close({});
  REQUIRE(node.seconds() == Approx(2 * street.by_map()).epsilon(0.03));
}

TEST_CASE("the interval is the measured one as soon as thirty arrivals were measured") {
  LongStreet street;
  Node node{street};
  Kept kept;
  const auto arrive = [&](int times, double ratio) {
    auto& numbers = kept["ratios.road"];
    numbers.resize(1 + RatioCounts::buckets);
    numbers[1 + RatioCounts::bucket_of(ratio)] += times * RatioCounts::one;
    kept["arrivals"].resize(2);
    kept["arrivals"][0] += times;
  };
  REQUIRE_FALSE(node.measured.estimates().measured);
  arrive(14, 0.95);
  arrive(15, 1.05);
  node.hears(kept, noon);
  REQUIRE_FALSE(node.measured.estimates().measured);
  REQUIRE(node.measured.estimates().arrivals == 29);
  arrive(1, 1.05);
  node.hears(kept, noon);
  const auto& estimates = node.measured.estimates();
  REQUIRE(estimates.measured);
  REQUIRE(estimates.low == Approx(0.93).margin(0.04));
  REQUIRE(estimates.high == Approx(1.08).margin(0.04));
  REQUIRE(static_cast<double>(node.way().high.count()) < 1.12 * node.seconds());
}
