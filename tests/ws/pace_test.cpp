#include "ws/pace.hpp"

#include <catch2/catch.hpp>

using namespace std::chrono_literals;

TEST_CASE("who says no more than is allowed is listened to at once, and who says more after a while") {
  ws::Pace pace{2'000, 1'000};
  const ws::Pace::Clock::time_point start{1h};
  REQUIRE(pace.said(500, start) == 0s);
  REQUIRE(pace.said(1'500, start) == 0s);
  REQUIRE(pace.said(500, start) == 500ms);
  REQUIRE(pace.said(500, start + 500ms) == 500ms);
  REQUIRE(pace.said(10, start + 2s) == 0s);
  for (int second = 0; second < 100; ++second) REQUIRE(pace.said(1'000, start + 10s + second * 1s) == 0s);
}
