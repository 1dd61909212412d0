#include "dispatch/choose/post_times.hpp"

#include <catch2/catch.hpp>

#include "dispatch/choose/cover_keeper.hpp"
#include "tests/support/long_street.hpp"

using namespace dispatch;
using namespace tests;

namespace {

DemandPoints ends_of(const LongStreet& street) {
  return std::make_shared<const std::vector<DemandPoint>>(
      std::vector<DemandPoint>{{"a", "west", street.at('a'), {}}, {"e", "east", street.at('e'), {}}});
}

void close_in_the_middle(LongStreet& street) {
  const std::vector<geo::Position> points{along(street.at('a'), street.at('e'), 0.5)};
  REQUIRE(street.town.says(operator_ayu(), CloseRoad{points, "flood", street.town.now() + 1h}).done());
  street.travel.close(street.town.view().closures());
}

}  // namespace

TEST_CASE("times from a post are by road, and there is none where every road is closed") {
  LongStreet street;
  PostTimes times;
  const std::vector<Post> posts{{"W", "west", street.at('a')}, {"E", "east", street.at('e')}};
  REQUIRE(times.follow(posts, ends_of(street)));
  while (times.step(street.travel)) {
  }
  const auto by_map = street.by_map();
  REQUIRE(static_cast<double>(times.all()[0][1]->count()) == Approx(by_map).margin(2));
  close_in_the_middle(street);
  times.anew();
  REQUIRE_FALSE(times.all().empty());  // those of before, until the others are known
  while (times.step(street.travel)) {
  }
  REQUIRE_FALSE(times.all()[0][1].has_value());
  REQUIRE(times.all()[0][0].has_value());
}

TEST_CASE("times hold until roads close or open, and for ten minutes when only speeds are others") {
  LongStreet street;
  TimesBasis basis;
  const auto now = street.town.now();
  REQUIRE_FALSE(basis.holds(street.travel.basis(), now));
  basis.rest_on(street.travel.basis(), now);
  REQUIRE(basis.holds(street.travel.basis(), now + 24h));
  street.travel.learn(Spreads{});
  REQUIRE(basis.holds(street.travel.basis(), now + 9min));
  REQUIRE_FALSE(basis.holds(street.travel.basis(), now + 10min));
  close_in_the_middle(street);
  REQUIRE_FALSE(basis.holds(street.travel.basis(), now + 1s));
}

TEST_CASE("a closed road takes villages out of reach on the next picture of cover") {
  LongStreet street;
  street.reports(street.at('a'));
  CoverKeeper keeper;
  keeper.expects(ends_of(street));
  const auto tells = [&] {
    std::optional<CoverPicture> told;
    while (keeper.step({street.town.view(), street.travel, street.town.now()}, told)) {
    }
    return told;
  };
  const auto open = tells().value();
  REQUIRE(open.villages.at(1).first->unit == id("AMB-01"));
  close_in_the_middle(street);
  keeper.happened({1, {street.town.log().back()}});
  street.town.passes(1s);
  REQUIRE_FALSE(tells()->villages.at(1).first.has_value());
}
