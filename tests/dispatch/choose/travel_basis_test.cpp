#include "dispatch/choose/travel_basis.hpp"

#include <array>
#include <catch2/catch.hpp>
#include <thread>

#include "dispatch/choose/travel_times.hpp"
#include "tests/support/long_street.hpp"

using namespace dispatch;
using namespace tests;

namespace {

TravelBasis::Closures closed_at(geo::Position where) {
  Closure closure;
  closure.id = id<ClosureId>("closure-1");
  closure.points = {where};
  return {{closure.id, closure}};
}

}  // namespace

TEST_CASE("who asks goes on with the roads as they were while somebody closes one") {
  const LongStreet street;
  const auto open = TravelBasis::of(street.town.policy, street.network());
  const TravelTimes asks{open};
  geo::roads::Scratch scratch{open->mapped()->tables()};
  const auto closed =
      TravelBasis::closed(open, closed_at(along(street.at('a'), street.at('e'), 0.5)), scratch);
  const Fix fix{id("AMB-01"), street.at('a'), {}, {}, {}, {}, {}};
  REQUIRE(asks.to_one(UnitKind::ambulance, fix, street.at('e')).by_road);
  REQUIRE_FALSE(TravelTimes{closed}.to_one(UnitKind::ambulance, fix, street.at('e')).by_road);
  REQUIRE(TravelBasis::closed(closed, closed_at({street.at('a')}), scratch) == closed);
  REQUIRE(TravelBasis::closed(open, {}, scratch) == open);
}

TEST_CASE("two who ask the same roads at once hear the same") {
  const LongStreet street;
  const auto basis = TravelBasis::of(street.town.policy, street.network());
  std::array<seconds, 2> heard{};
  const auto asks = [&](std::size_t who) {
    const TravelTimes travel{basis};
    for (int i = 0; i < 200; ++i) {
      const auto from = along(street.at('a'), street.at('d'), i / 200.0);
      const Fix fix{id("AMB-01"), from, {}, {}, {}, {}, {}};
      heard.at(who) += travel.to_one(UnitKind::ambulance, fix, street.at('e')).time;
    }
  };
  std::thread other{asks, 1};
  asks(0);
  other.join();
  REQUIRE(heard[0] == heard[1]);
  REQUIRE(heard[0] > 200s);
}

TEST_CASE("ways that were looked ahead are those that each unit's own search finds") {
  const LongStreet street;
  const TravelTimes looks_ahead{street.town.policy, street.network()};
  const TravelTimes asks{street.town.policy, street.network()};
  const std::array ends{street.at('b'), street.at('e'), along(street.at('c'), street.at('d'), 0.3)};
  const Fix fix{id("AMB-01"), along(street.at('a'), street.at('b'), 0.2), {}, {}, {}, {}, {}};
  REQUIRE_FALSE(looks_ahead.remembers({UnitKind::ambulance, &fix}, ends));
  looks_ahead.look_ahead({UnitKind::ambulance, &fix}, ends);
  REQUIRE(looks_ahead.remembers({UnitKind::ambulance, &fix}, ends));
  for (const auto& end : ends) {
    const auto ahead = looks_ahead.to_one(UnitKind::ambulance, fix, end);
    const auto asked = asks.to_one(UnitKind::ambulance, fix, end);
    REQUIRE(ahead.time == asked.time);
    REQUIRE(ahead.metres == asked.metres);
  }
  const Fix moved{fix.unit, street.at('d'), {}, {}, {}, {}, {}};
  REQUIRE(looks_ahead.to_one(UnitKind::ambulance, moved, street.at('e')).time ==
          asks.to_one(UnitKind::ambulance, moved, street.at('e')).time);
}
