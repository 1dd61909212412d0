#include "dispatch/sim/straight_ways.hpp"

#include <cmath>

#include "tests/support/town.hpp"

using namespace dispatch;
using namespace tests;

TEST_CASE("where no roads are known one drives straight, and so many times as far") {
  StraightWays ways{{at(-8.3, 114.6), at(-8.4, 114.7), at(-8.2, 114.9)}, {1.5, geo::kmh(60), geo::kmh(30)}};
  const auto metres = geo::distance(at(-8.3, 114.6), at(-8.4, 114.7)).count();
  const auto urgent = ways.time({ways.leaving(0, Pace::urgent), 1, Pace::urgent}).value();
  const auto calm = ways.time({ways.leaving(0, Pace::calm), 1, Pace::calm}).value();
  REQUIRE(std::abs(static_cast<double>(urgent.count()) - metres * 1.5 / 60 * 3600) < 200);
  REQUIRE(std::abs(static_cast<double>((calm - 2 * urgent).count())) < 2);
  REQUIRE(ways.time({{ways.leaving(0, Pace::calm).node, 7s}, 1, Pace::calm}) == calm + 7s);
}

TEST_CASE("whoever drives straight can turn anywhere, and has driven what is behind") {
  const auto first = GENERATE(at(-8.3, 114.6), at(-16.9, 179.9));  // the other one beside the date line
  const auto last = geo::towards(first, 80, geo::Metres{40'000});
  StraightWays ways{{first, last, geo::towards(first, 170, geo::Metres{30'000})}, {}};
  const Way way{{ways.leaving(0, Pace::calm).node, 30s}, 1, Pace::calm};
  const auto whole = ways.time(way).value();
  REQUIRE(ways.ahead(way, 10s).after == 20s);
  for (auto driven = 30s; driven < whole; driven += 60s) {
    const auto rest = ways.time({ways.ahead(way, driven), 1, Pace::calm}).value();
    REQUIRE(std::abs(static_cast<double>((driven + rest - whole).count())) < 300);
  }
  REQUIRE(ways.ahead(way, whole + 1h).node == ways.leaving(1, Pace::calm).node);
}
