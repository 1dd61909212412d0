#include "dispatch/sim/figures.hpp"

#include "tests/dispatch/sim/line_town.hpp"

using namespace dispatch;
using namespace tests;

TEST_CASE("figures of a run leave out the calls of its first day, and tell late from the ring") {
  const auto town = LineTown{}.with_unit("AMB-01", 0);
  Closest closest;
  const LineDay day{town,
                    {call_at(1h, 30), call_at(25h, 2), call_at(30h, 4), call_at(35h, 8), call_at(40h, 9),
                     call_at(45h, 6, Priority::P3)},
                    closest};
  const auto figures = figures_of(day.world, town.model, 24h, 48h);
  const auto& urgent = figures.by_priority.at(Priority::P1);
  REQUIRE(urgent.calls == 4);
  REQUIRE(urgent.mean_s == Approx((120 + 240 + 480 + 540) / 4.0));
  REQUIRE(urgent.p50_s == Approx(360));
  REQUIRE(urgent.p90_s == Approx(522));
  REQUIRE(urgent.late == Approx(0.25));  // who comes after 8:00, not who comes by then
  REQUIRE(figures.by_priority.at(Priority::P3).late == 0);
  REQUIRE(figures.waited == 0);
  REQUIRE(figures.busy == Approx((30 + 2 + 4 + 8 + 9 + 12 + 60) / 60.0 / 48));
}

TEST_CASE("an interval over runs is Student's") {
  const auto made = estimate({1, 2, 3, 4});
  REQUIRE(made.mean == Approx(2.5));
  REQUIRE(made.half == Approx(3.182 * 1.290994 / 2));
  REQUIRE(estimate({7}).half == 0);
}
