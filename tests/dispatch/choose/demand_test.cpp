#include "dispatch/choose/demand.hpp"

#include <catch2/catch.hpp>

using namespace dispatch;

namespace {

std::vector<DemandPoint> villages(std::vector<std::optional<double>> people) {
  std::vector<DemandPoint> points;
  for (const auto& one : people) points.push_back({"", "a village", {}, one});
  return points;
}

}  // namespace

TEST_CASE("villages weigh by their people, and those of a few that nobody knows count as the mean") {
  const auto made = weighed(villages({3000, 1000, std::nullopt}), {});
  REQUIRE(made.by == WeighedBy::people);
  REQUIRE(made.unknown == 1);
  REQUIRE(made.weights[0] == Approx(0.5));
  REQUIRE(made.weights[2] == Approx(2000.0 / 6000));
}

TEST_CASE(
    "where people are not known villages weigh by the calls that came from them, once there are enough") {
  const auto some = villages({{}, {}, 4000});
  REQUIRE(weighed(some, {2, 0, 0}).by == WeighedBy::alike);
  const auto made = weighed(some, {2, 0, 1});
  REQUIRE(made.by == WeighedBy::calls);
  REQUIRE(made.weights[0] == Approx(3.0 / 6));
  REQUIRE(made.weights[1] == Approx(1.0 / 6));
}

TEST_CASE("where nothing is known each village weighs alike, and none is no fault") {
  REQUIRE(weighed(villages({{}, {}}), {}).weights == std::vector<double>{0.5, 0.5});
  REQUIRE(weighed({}, {}).weights.empty());
}
