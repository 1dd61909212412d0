#include "dispatch/model/sending.hpp"

#include <catch2/catch.hpp>

using namespace dispatch;
using namespace std::chrono_literals;

namespace {

constexpr auto wita = 8h;

// The mode that holds for a P1 at this time of the region's day.
std::optional<SendingMode> mode_at(const std::optional<std::vector<SendingRule>>& rules, seconds of_day) {
  const auto day = std::chrono::sys_days{std::chrono::November / 22 / 2026};
  const auto* rule = rule_for(rules, Priority::P1, day + of_day - wita, wita);
  return rule == nullptr ? std::nullopt : std::optional{rule->mode};
}

}  // namespace

TEST_CASE("the first rule that fits the hour of the region holds, also over midnight") {
  const std::optional rules{std::vector<SendingRule>{
      {Priority::P1, SendingMode::after, 21h, 6h, 20s},
      {Priority::P1, SendingMode::at_once, 12h, 13h, {}},
      {Priority::P1, SendingMode::suggest, {}, {}, {}},
      {Priority::P0, SendingMode::at_once, {}, {}, {}},
  }};
  REQUIRE(mode_at(rules, 21h - 1s) == SendingMode::suggest);
  REQUIRE(mode_at(rules, 21h) == SendingMode::after);
  REQUIRE(mode_at(rules, 1h) == SendingMode::after);
  REQUIRE(mode_at(rules, 6h) == SendingMode::suggest);
  REQUIRE(mode_at(rules, 12h) == SendingMode::at_once);
  REQUIRE(mode_at(rules, 13h) == SendingMode::suggest);
  REQUIRE(sends_by_itself(rules));
}

TEST_CASE("where nothing is said a person sends") {
  REQUIRE_FALSE(mode_at(std::nullopt, 3h).has_value());
  const std::optional for_others{std::vector<SendingRule>{{Priority::P3, SendingMode::suggest, {}, {}, {}}}};
  REQUIRE_FALSE(mode_at(for_others, 3h).has_value());
  REQUIRE_FALSE(sends_by_itself(for_others));
  REQUIRE_FALSE(sends_by_itself(std::nullopt));
}
