#include "tests/support/city_calls.hpp"

#include <catch2/catch.hpp>

#include "tests/labelled/labelled.hpp"

// `scripts/bench duplicates` prints the figures, and what cannot be had: with pins of 400 m nobody can tell
// 250 m from 500, so there much may be the same and little is likely to be.
TEST_CASE(
    "of a city's calls those near each other are found, and little else is said to be likely the same") {
  const auto data = tests::shared_data();
  if (!data) {
    WARN("skipped: needs ../shared/data beside the checkout");
    return;
  }
  const auto calls = tests::city_calls(*data / "calls/sf_fire_calls_2016-12.csv", 3);
  REQUIRE(calls.size() > 1000);
  using tests::Pins;
  for (const auto pins : {Pins::within_50_m, Pins::within_400_m, Pins::none, Pins::mixed}) {
    const auto marks = tests::mark_duplicates(calls, pins, 1);
    CAPTURE(static_cast<int>(pins), marks.near_pairs, marks.found, marks.hints, marks.far_hints,
            marks.likely);
    CHECK(marks.found * 100 >= marks.near_pairs * 95);
    CHECK(marks.far_likely * 100 <= marks.likely * 5);
    CHECK(marks.likely >= 15);
    if (pins == Pins::within_50_m || pins == Pins::none) CHECK(marks.far_hints * 100 <= marks.hints * 5);
  }
}
