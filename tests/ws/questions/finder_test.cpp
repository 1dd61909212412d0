#include "ws/questions/finder.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <catch2/catch.hpp>
#include <thread>

#include "tests/support/town.hpp"

namespace {

struct Asked {
  std::optional<geo::Reading> answer;
  std::thread::id answered_on;
};

boost::asio::awaitable<void> ask(ws::Finder& finder, std::string text, Asked& asked) {
  asked.answer = co_await finder.locate(std::move(text), std::nullopt, {});
  asked.answered_on = std::this_thread::get_id();
}

}  // namespace

TEST_CASE("a place is read elsewhere, and the answer comes back to the thread that asked") {
  boost::asio::io_context io{1};
  ws::Finder finder{{geo::Gazetteer::of({}, {}), {.centre = tests::at(-8.35, 114.6), .near = {}}}};
  Asked asked;
  boost::asio::co_spawn(io, ask(finder, "-8.357, 114.615", asked), boost::asio::detached);
  io.run();
  REQUIRE(asked.answer.has_value());
  REQUIRE_FALSE(asked.answer->candidates.empty());
  REQUIRE(asked.answered_on == std::this_thread::get_id());
}
