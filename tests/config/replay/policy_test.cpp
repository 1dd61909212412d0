#include "config/replay/policy.hpp"

#include <catch2/catch.hpp>

#include "tests/config/folder.hpp"

using namespace std::chrono_literals;

namespace {

auto policy_of(const std::string& text) {
  const tests::Folder folder;
  folder.write("policy.toml", text);
  return config::load_policy(folder.path() / "policy.toml");
}
std::string refusal_of(const std::string& text) {
  const auto read = policy_of(text);
  return read.has_error() ? read.error().what : "it is taken";
}

}  // namespace

TEST_CASE("a policy file says what differs from the usual, and the rest stays") {
  const auto rules = policy_of(
                         "[plan]\nchanged_mind_s = 100\nweights = {P3 = 2.5}\nsends_on = false\n"
                         "[cover]\ngrades_min = [8, 15]\nmost_moves = 1\n")
                         .value();
  REQUIRE(rules.plan.changed_mind == 100s);
  REQUIRE(rules.plan.weights[3] == 2.5);
  REQUIRE_FALSE(rules.sends_on);
  REQUIRE(rules.cover.grades == std::vector<std::chrono::minutes>{8min, 15min});
  REQUIRE(rules.cover.most_moves == 1);
  const dispatch::SiagaRules usual;
  REQUIRE(rules.plan.weights[1] == usual.plan.weights[1]);
  REQUIRE(rules.plan.least_gain == usual.plan.least_gain);
  REQUIRE(rules.moves_up == usual.moves_up);
}

TEST_CASE("what cannot be in a policy is refused with its line") {
  using Catch::Contains;
  REQUIRE_THAT(refusal_of("[plan]\nlate = 10\nhurry = 3\n"), Contains("line 3: a policy has no hurry"));
  REQUIRE_THAT(refusal_of("[plan]\nlate = -1\n"), Contains("line 2: late should be a number between 0"));
  REQUIRE_THAT(refusal_of("[cover]\nmoves_up = 1\n"), Contains("line 2: moves_up should be true or false"));
  REQUIRE_THAT(refusal_of("[plan]\nweights = {P7 = 1}\n"), Contains("weights are of P0 to P4"));
  REQUIRE_THAT(refusal_of("[plan]\nweights = {P1 = 0}\n"), Contains("P1 should be a number between"));
  REQUIRE_THAT(refusal_of("[cover]\ngrades_min = []\n"), Contains("grades_min should be such as"));
  REQUIRE_THAT(refusal_of("[cover]\ngrades_min = [0]\n"),
               Contains("grades_min should be a number between 1"));
  REQUIRE_THAT(refusal_of("[moves]\n"), Contains("line 1: a policy has [plan] and [cover], not moves"));
  REQUIRE_THAT(refusal_of("[plan\n"), Contains("line 1"));
}
