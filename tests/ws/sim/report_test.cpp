#include "ws/sim/report.hpp"

#include <catch2/catch.hpp>

using namespace ws;
using Catch::Contains;

namespace {

Summary with_surge() {
  Summary summary;
  summary.calls = 30;
  summary.had_surge = true;
  dispatch::ReachedCounts before{};
  before[1] = {4, 3, 1, 0};
  before[3] = {2, 2, 0, 0};
  dispatch::ReachedCounts in{};
  in[1] = {24, 6, 12, 6};
  summary.stretches = {{"before the surge", before}, {"in the surge", in}, {"after the surge", {}}};
  return summary;
}

}  // namespace

TEST_CASE("a simulation says by priority what share was reached in time before, in and after its surge") {
  const auto text = report_of(with_surge(), {});
  REQUIRE_THAT(text, Contains("before the surge     P1             4        3      1      0     75 %"));
  REQUIRE_THAT(text, Contains("before the surge     all            6        5      1      0     83 %"));
  REQUIRE_THAT(text, Contains("in the surge         P1            24        6     12      6     33 %"));
  REQUIRE_THAT(text, Contains("after the surge      all            0        0      0      0        -"));
}

TEST_CASE("a simulation says how long its surge took, or how many of it wait still") {
  auto summary = with_surge();
  summary.surge_waits = 6;
  REQUIRE_THAT(report_of(summary, {}), Contains("surge: not worked off, 6 of its calls wait"));
  summary.surge_lasted = dispatch::seconds{3600};
  REQUIRE_THAT(report_of(summary, {}), Contains("surge: worked off 60 min after its first call"));
  summary.had_surge = false;
  REQUIRE_THAT(report_of(summary, {}), !Contains("surge:"));
}
