#include "ws/clock.hpp"

#include <catch2/catch.hpp>

using namespace std::chrono_literals;
using dispatch::milliseconds;
using dispatch::StoreTime;
using dispatch::TimePoint;

namespace {

TimePoint time_of_day() {
  return std::chrono::floor<milliseconds>(std::chrono::system_clock::now());
}

StoreTime seen(milliseconds ahead, milliseconds give_or_take = 0ms) {
  return {time_of_day() + ahead, ws::monotonic_now(), give_or_take};
}

// The clock and this machine's agree but for this, as far as a test's own steps take time.
bool is_ahead(const ws::Clock& clock, milliseconds by) {
  return std::chrono::abs(clock.now() - time_of_day() - by) < 800ms;
}

}  // namespace

TEST_CASE(
    "a node that is 90 s slow goes by the store's clock from the first look on, and knows by how much") {
  ws::Clock clock;
  REQUIRE(is_ahead(clock, 0s));
  REQUIRE_FALSE(clock.follow(seen(90s)).has_value());
  REQUIRE(is_ahead(clock, 90s));
  REQUIRE(std::chrono::abs(clock.ahead() + 90s) < 800ms);
}

TEST_CASE("a store's clock that is set is followed at once, and that is said") {
  ws::Clock clock;
  REQUIRE_FALSE(clock.follow(seen(0s)).has_value());
  const auto by = GENERATE(milliseconds{1h}, milliseconds{-1h});
  const auto set = clock.follow(seen(by));
  REQUIRE(set.has_value());
  REQUIRE(std::chrono::abs(*set - by) < 800ms);
  REQUIRE(is_ahead(clock, by));
}

TEST_CASE("a look that took long does not replace one that was quick") {
  ws::Clock clock;
  REQUIRE_FALSE(clock.follow(seen(0ms)).has_value());
  REQUIRE_FALSE(clock.follow(seen(3s, 4s)).has_value());
  REQUIRE(is_ahead(clock, 0s));
}

TEST_CASE("time does not go back by a little, whatever two looks say") {
  ws::Clock clock;
  const auto first = seen(0ms);
  REQUIRE_FALSE(clock.follow(first).has_value());
  const auto before = clock.now();
  REQUIRE_FALSE(clock.follow({first.shown - 900ms, first.at, 0ms}).has_value());
  REQUIRE(clock.now() >= before);
}

TEST_CASE("in a trial that runs faster, the store's clock shows when a deadline is by its own time") {
  ws::Clock clock{100};
  REQUIRE_FALSE(clock.follow(seen(90s)).has_value());
  const auto now = clock.now();
  const auto in_store = clock.to_real(now + 100s) - clock.to_real(now);
  REQUIRE(in_store == 1s);
  REQUIRE(std::chrono::abs(clock.to_real(now) - time_of_day() - 90s) < 800ms);
}
