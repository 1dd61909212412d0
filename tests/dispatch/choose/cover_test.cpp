#include "dispatch/choose/cover.hpp"

#include <catch2/catch.hpp>
#include <random>

using namespace dispatch;
using namespace std::chrono_literals;

namespace {

using People = std::vector<Cover::Point>;
using Waiting = std::vector<int>;

CoverRules in(std::vector<std::chrono::minutes> grades) {
  CoverRules rules;
  rules.grades = std::move(grades);
  return rules;
}

People some_points(std::mt19937& random, std::size_t posts) {
  People points(200);
  for (auto& point : points) {
    point.weight = 1 + static_cast<double>(random() % 9);
    for (std::size_t post = 0; post < posts; ++post) {
      const auto minutes = std::chrono::minutes{random() % 20};
      point.from_post.push_back(random() % 9 == 0 ? std::nullopt : std::optional<milliseconds>{minutes});
    }
  }
  return points;
}

}  // namespace

TEST_CASE("the second unit within reach adds what the first one leaves, as often as it is busy") {
  const Cover cover{{{1, {4min, 5min}}, {3, {{}, 5min}}}, 2, in({8min})};
  REQUIRE(cover.of({0, 0}, 0.4) == Approx(0));
  REQUIRE(cover.of({1, 0}, 0.4) == Approx(0.25 * 0.6));
  REQUIRE(cover.of({1, 1}, 0.4) == Approx(0.25 * (0.6 + 0.6 * 0.4) + 0.75 * 0.6));
}

TEST_CASE("cover is graded: who is nearer covers better, though both would come in time") {
  const People points{{1, {5min, 11min}}};
  const Cover graded{points, 2, in({4min, 6min, 8min, 10min, 12min, 15min})};
  REQUIRE(graded.of({1, 0}, 0.3) == Approx(0.7 * 5 / 6));
  REQUIRE(graded.of({0, 1}, 0.3) == Approx(0.7 * 2 / 6));
  const Cover single{points, 2, in({15min})};
  REQUIRE(single.of({1, 0}, 0.3) == single.of({0, 1}, 0.3));
}

TEST_CASE(
    "where nothing is said of it, in time is so many times as long as half of the people are from a post") {
  // Half of the people are within ten minutes of a post; of the fourteen grades two are below 14 minutes.
  const People points{{2, {10min, 30min}}, {1, {14min, 30min}}, {1, {{}, 40min}}};
  const Cover cover{points, 2, {}};
  REQUIRE(usual_grades.size() == 14);
  REQUIRE(cover.of({1, 0}, 0) == Approx(0.5 + 0.25 * 12 / 14));
  const People slower{{2, {20min, 60min}}, {1, {28min, 60min}}, {1, {{}, 80min}}};
  REQUIRE(Cover{slower, 2, {}}.of({1, 1}, 0.3) == Approx(cover.of({1, 1}, 0.3)));
}

TEST_CASE("a unit more brings most where nobody waits nearby") {
  const Cover cover{{{0.6, {2min, 20min}}, {0.4, {20min, 2min}}}, 2, in({8min})};
  const auto empty = cover.spread({0, 0}, 0.5);
  REQUIRE(empty.gain(0) > empty.gain(1));
  const auto one = cover.spread({1, 0}, 0.5);
  REQUIRE(one.gain(1) > one.gain(0));
}

TEST_CASE("gains of one more and of going elsewhere are those of counting anew, whatever the district") {
  std::mt19937 random{3};
  for (int round = 0; round < 200; ++round) {
    const std::size_t posts = 1 + random() % 6;
    const Cover cover{some_points(random, posts), posts, {}};
    Waiting units(posts);
    for (auto& waiting : units) waiting = static_cast<int>(random() % 3);
    const auto busy = static_cast<double>(random() % 9 + 1) / 10;
    const auto spread = cover.spread(units, busy);
    const auto now = cover.of(units, busy);
    for (std::size_t to = 0; to < posts; ++to) {
      ++units[to];
      REQUIRE(spread.gain(to) == Approx(cover.of(units, busy) - now).margin(1e-12));
      for (std::size_t from = 0; from < posts; ++from) {
        if (from == to || units[from] == 0) continue;
        --units[from];
        REQUIRE(spread.gain(from, to) == Approx(cover.of(units, busy) - now).margin(1e-12));
        ++units[from];
      }
      --units[to];
    }
  }
}

TEST_CASE("people whom the same posts reach in time are one class") {
  People points(1000, {1, {3min, 9min}});
  points.resize(2000, {2, {9min, 3min}});
  // Within 4, 6 and 8 minutes of one post, within 10, 12 and 15 of both.
  REQUIRE(Cover{points, 2, in({4min, 6min, 8min, 10min, 12min, 15min})}.classes() == 3);
}

TEST_CASE("with nobody busy one unit covers as well as many") {
  const Cover cover{{{1, {3min, 3min}}}, 2, in({8min})};
  REQUIRE(cover.spread({1, 0}, 0).gain(1) == Approx(0).margin(0.001));
  REQUIRE(cover.spread({1, 0}, 0).gain(0, 1) == Approx(0).margin(0.001));
}
