#include "dispatch/choose/waiting.hpp"

#include <catch2/catch.hpp>

#include "dispatch/choose/cover_picture.hpp"
#include "tests/support/town.hpp"

using namespace dispatch;
using namespace tests;

namespace {

// Three villages in a row, a post in each; a quarter of an hour from one to the next.
struct Row {
  Town town;
  TravelTimes travel{town.policy};
  std::vector<Post> posts;
  DemandPoints points;
  std::vector<double> weights{0.5, 0.3, 0.2};
  PostTimes times;
  CoverRules rules;
  std::optional<Cover> cover;
  std::set<std::pair<UnitId, std::string>> shown;

  Row() {
    std::vector<DemandPoint> villages;
    for (const auto* name : {"west", "middle", "east"}) {
      const auto where = town.away(15min * static_cast<int>(posts.size()));
      villages.push_back({name, name, where, {}});
      posts.push_back({name, name, where});
    }
    points = std::make_shared<const std::vector<DemandPoint>>(std::move(villages));
    times.follow(posts, points);
    while (times.step(travel)) {
    }
    std::vector<Cover::Point> people;
    for (std::size_t i = 0; i < points->size(); ++i) {
      people.push_back({weights[i], {}});
      for (const auto& from : times.all()) people.back().from_post.emplace_back(from[i]);
    }
    cover.emplace(people, posts.size(), rules);
  }
  [[nodiscard]] std::vector<MoveAdvice> advice(std::vector<WaitingUnit> units, double busy = 0.3) const {
    return waiting_advice({*cover, busy, rules, *points, weights, times, std::move(units), shown});
  }
};

WaitingUnit waits(std::string_view unit, std::size_t post) {
  return {id(unit), post, false, true, 0};
}
WaitingUnit clears(std::string_view unit, std::size_t base) {
  return {id(unit), base, true, false, 0};
}

}  // namespace

TEST_CASE("of two that wait together one had better go where nobody waits, to those who are most") {
  const Row row;
  const auto advice = row.advice({waits("AMB-01", 1), waits("AMB-02", 1)});
  REQUIRE(advice.size() == 1);
  const auto& first = advice.front();
  REQUIRE(first.why == MoveAdvice::Why::moves_up);
  REQUIRE(first.from == "middle");
  REQUIRE(first.to == "west");
  REQUIRE(first.gain >= row.rules.least_gain);
  REQUIRE(first.gains->village == "west");
  REQUIRE(first.gains->from_s.value() > first.gains->to_s.value());
  REQUIRE_FALSE(first.loses.has_value());  // the other stays
}

TEST_CASE("what a move costs is said: the village that loses most by its weight") {
  const Row row;
  const auto advice = row.advice({waits("AMB-01", 2)});
  REQUIRE(advice.front().to == "west");
  REQUIRE(advice.front().loses->village == "east");
  REQUIRE(advice.front().loses->from_s == 0);
}

TEST_CASE("who may not move any more today is not advised to, nor for a gain that is too small") {
  Row row;
  auto tired = waits("AMB-01", 2);
  tired.may_move = false;
  REQUIRE(row.advice({tired}).empty());
  row.rules.least_gain = 0.9;
  REQUIRE(row.advice({waits("AMB-01", 2)}).empty());
}

TEST_CASE("who clears goes to its own base, unless another post gains enough more") {
  const Row row;
  REQUIRE(row.advice({clears("AMB-01", 0)}).empty());
  const auto advice = row.advice({clears("AMB-01", 2), waits("AMB-02", 1)});
  REQUIRE(advice.size() == 1);
  REQUIRE(advice.front().why == MoveAdvice::Why::clears);
  REQUIRE(advice.front().from == "east");
  REQUIRE(advice.front().to == "west");
}

TEST_CASE("two who clear are not sent to one post: each is advised as if the one before had followed") {
  const Row row;
  const auto advice = row.advice({clears("AMB-01", 2), clears("AMB-02", 2)});
  REQUIRE(advice.size() == 2);
  REQUIRE(advice[0].to == "west");
  REQUIRE(advice[1].to == "middle");
}

TEST_CASE("advice does not flicker: of posts that are nearly alike the one that was shown is kept") {
  Row row;
  row.weights = {0.401, 0.2, 0.399};
  std::vector<Cover::Point> people;
  for (std::size_t i = 0; i < 3; ++i) {
    people.push_back({row.weights[i], {}});
    for (const auto& from : row.times.all()) people.back().from_post.emplace_back(from[i]);
  }
  row.cover.emplace(people, 3, row.rules);
  REQUIRE(row.advice({waits("AMB-01", 1)}).front().to == "west");
  row.shown.emplace(id("AMB-01"), "east");
  REQUIRE(row.advice({waits("AMB-01", 1)}).front().to == "east");
}

TEST_CASE("the price of a unit is the village that waits longest by its weight, and none within a minute") {
  const std::vector<DemandPoint> villages{{"", "Mendoyo", {}, {}}, {"", "Melaya", {}, {}}};
  const Reach::Soonest one{id("AMB-01"), 9min};
  const Reach::Soonest other{id("AMB-02"), 14min};
  const Reach::Soonest near{id("AMB-03"), 9min + 59s};
  const std::vector<UnitId> units{id("AMB-01"), id("AMB-02")};
  const auto prices = prices_of(units, villages, {0.6, 0.4}, {{{one, other}}, {{other, {}}}});
  REQUIRE(prices[0].loses->village == "Mendoyo");
  REQUIRE(prices[0].loses->from_s == 540);
  REQUIRE(prices[0].loses->to_s == 840);
  REQUIRE(prices[1].loses->village == "Melaya");
  REQUIRE_FALSE(prices[1].loses->to_s.has_value());
  REQUIRE_FALSE(prices_of(units, villages, {0.6, 0.4}, {{{one, near}}, {{near, {}}}})[0].loses.has_value());
}
