#include "ws/questions/learning.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <catch2/catch.hpp>

#include "tests/ws/hall.hpp"

using namespace dispatch;
using namespace tests;

namespace {

boost::asio::awaitable<void> teach(ws::Planner& planner, Tally lesson) {
  const auto learn = [lesson = std::move(lesson)](ws::Situation& situation) {
    situation.driving.put_back({lesson});
    return true;
  };
  (void)co_await planner.ask(learn);
}

void learns(Hall& hall, Tally lesson) {
  boost::asio::co_spawn(*hall.io, teach(hall.planner, std::move(lesson)), boost::asio::detached);
  hall.run();
}

void ten_seconds_pass(Hall& hall) {
  hall.now += 10s;
  hall.ticks();
  hall.run();
}

}  // namespace

TEST_CASE("what is learnt while the store cannot keep it is kept when it can, once") {
  Hall hall;
  const Tally lesson{"class primary", {3, 180, 150}, 1000};
  hall.tallies->away = true;
  learns(hall, lesson);
  for (int i = 0; i < 3; ++i) ten_seconds_pass(hall);
  REQUIRE(hall.tallies->kept.empty());
  learns(hall, lesson);
  hall.tallies->away = false;
  for (int i = 0; i < 3; ++i) ten_seconds_pass(hall);
  REQUIRE(hall.tallies->kept.at(lesson.name).numbers == std::vector<std::int64_t>{6, 360, 300});
}

TEST_CASE("while the store is away nobody asks it to keep what is learnt") {
  Hall hall;
  hall.desk.store_is(false);
  learns(hall, {"class primary", {3, 180, 150}, 1000});
  for (int i = 0; i < 3; ++i) ten_seconds_pass(hall);
  REQUIRE(hall.tallies->kept.empty());
  hall.desk.store_is(true);
  ten_seconds_pass(hall);
  REQUIRE(hall.tallies->kept.size() == 1);
}
