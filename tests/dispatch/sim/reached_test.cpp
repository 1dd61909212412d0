#include "dispatch/sim/reached.hpp"

#include <catch2/catch.hpp>

using namespace dispatch;
using namespace std::chrono_literals;

namespace {

constexpr TimePoint beginning{1000h};
const std::vector<seconds> in_time{8min, 8min, 12min, 20min, 2h};

AskedFor asked(Priority priority, std::chrono::minutes received,
               std::optional<std::chrono::minutes> reached = std::nullopt) {
  return {priority, beginning + received, reached ? std::optional{beginning + *reached} : std::nullopt};
}

}  // namespace

TEST_CASE("calls count as reached within their target, late, or open while nobody can say") {
  const std::vector calls{asked(Priority::P1, 0min, 8min), asked(Priority::P1, 0min, 9min),
                          asked(Priority::P1, 0min), asked(Priority::P1, 55min),
                          asked(Priority::P3, 0min, 19min)};
  const auto counts = count_reached(calls, in_time, beginning + 1h);
  const auto& urgent = counts[1];
  REQUIRE(urgent.calls == 4);
  REQUIRE(urgent.within == 1);
  REQUIRE(urgent.late == 2);
  REQUIRE(urgent.open == 1);
  REQUIRE(counts[3].within == 1);
  REQUIRE(counts[0].calls == 0);
}

TEST_CASE("a priority without a target is never late") {
  const std::vector calls{asked(Priority::P4, 0min, 600min), asked(Priority::P4, 0min)};
  const auto counts = count_reached(calls, {}, beginning + 11h);
  REQUIRE(counts[4].within == 1);
  REQUIRE(counts[4].open == 1);
}

TEST_CASE("a surge is worked off when the last call that came in it was reached, and not while one waits") {
  std::vector calls{asked(Priority::P1, -5min), asked(Priority::P1, 0min, 40min),
                    asked(Priority::P2, 9min, 25min), asked(Priority::P2, 11min)};
  REQUIRE(worked_off(calls, beginning, beginning + 10min) == beginning + 40min);
  calls[2].reached.reset();
  REQUIRE_FALSE(worked_off(calls, beginning, beginning + 10min).has_value());
  REQUIRE_FALSE(worked_off({}, beginning, beginning + 10min).has_value());
}
