#include "ws/guests.hpp"

#include <catch2/catch.hpp>
#include <vector>

using namespace std::chrono_literals;
using ws::Guests;

namespace {
constexpr Guests::Time start{1h};
}

TEST_CASE("an IPv4 address is one origin however it is written, and a household of IPv6 is one") {
  const auto origin = [](const char* text) { return ws::origin_of(boost::asio::ip::make_address(text)); };
  REQUIRE(origin("192.0.2.1") == "192.0.2.1");
  REQUIRE(origin("::ffff:192.0.2.1") == "192.0.2.1");
  REQUIRE(origin("2001:db8:1:2:3:4:5:6") == origin("2001:db8:1:2::9"));
  REQUIRE(origin("2001:db8:1:2::9") != origin("2001:db8:1:3::9"));
}

TEST_CASE("of what proxies say the last counts, and what is no address says nothing") {
  REQUIRE(ws::forwarded_origin("192.0.2.1") == "192.0.2.1");
  REQUIRE(ws::forwarded_origin("10.9.9.9, 192.0.2.1 ") == "192.0.2.1");
  REQUIRE(ws::forwarded_origin("::ffff:192.0.2.1") == "192.0.2.1");
  REQUIRE_FALSE(ws::forwarded_origin(""));
  REQUIRE_FALSE(ws::forwarded_origin("192.0.2.1, unknown"));
  REQUIRE_FALSE(ws::forwarded_origin("192.0.2.1:4711"));
}

TEST_CASE("so many strangers of one origin are let in, each leaves room when it goes, others do not count") {
  Guests guests{{.strangers = 2}};
  auto first = guests.let_in("a", start);
  const auto second = guests.let_in("a", start);
  REQUIRE(first);
  REQUIRE(second);
  REQUIRE_FALSE(guests.let_in("a", start));
  REQUIRE(guests.let_in("b", start));
  auto moved = std::move(*first);
  REQUIRE_FALSE(guests.let_in("a", start));
  moved = {};
  REQUIRE(guests.let_in("a", start));
}

TEST_CASE("a stranger may leave after the house is closed") {
  std::optional<Guests::Stranger> last;
  {
    Guests guests{{}};
    last = guests.let_in("a", start);
  }
  last.reset();
  REQUIRE_FALSE(last);
}

TEST_CASE("wrong tokens beyond the bound make an origin wait, the longer the more there were") {
  Guests guests{{.wrong_tokens = 3, .forgiving = 2s}};
  for (int i = 0; i < 3; ++i) guests.gave_wrong_token("a", start);
  REQUIRE(guests.must_wait("a", start) == 0s);
  guests.gave_wrong_token("a", start);
  REQUIRE(guests.must_wait("a", start) == 2s);
  guests.gave_wrong_token("a", start);
  REQUIRE(guests.must_wait("a", start) == 4s);
  REQUIRE(guests.must_wait("a", start + 4s) == 0s);
  REQUIRE(guests.must_wait("b", start) == 0s);
}

TEST_CASE(
    "ten thousand origins with wrong tokens are remembered, and who has been quiet is forgotten first") {
  Guests guests{{.wrong_tokens = 1, .forgiving = 1s}};
  for (int i = 0; i < 10'000; ++i) guests.gave_wrong_token("old " + std::to_string(i), start);
  const auto later = start + 1min;
  for (int i = 0; i < 3; ++i) guests.gave_wrong_token("new", later);
  REQUIRE(guests.must_wait("new", later) > 0s);
}

TEST_CASE("however many connections an origin makes, what it asks for is paced as one") {
  Guests guests{{.strangers = 2}};
  for (int i = 0; i < 8; ++i) {
    const auto one = guests.let_in("a", start);  // counts as three
    REQUIRE(one);
    REQUIRE(guests.asked("a", start) == 0s);
  }
  REQUIRE(guests.asked("a", start) == 500ms);
  REQUIRE(guests.asked("b", start) == 0s);
  REQUIRE(guests.asked("a", start + 20s) == 0s);
}

TEST_CASE("who comes and goes so often that it would wait for seconds is not let in, until it has rested") {
  Guests guests{{.strangers = 1}};
  int times = 0;
  while (guests.let_in("a", start)) ++times;
  REQUIRE(times == 7);
  REQUIRE(guests.let_in("b", start));
  REQUIRE(guests.let_in("a", start + 3s));
}

TEST_CASE("tokens that wait for their turn are looked at one after the other") {
  Guests guests{{}};
  for (int i = 0; i < 10; ++i) REQUIRE(guests.turn("a", start) == 0s);
  REQUIRE(guests.turn("a", start) == 50ms);
  REQUIRE(guests.turn("a", start) == 100ms);
  REQUIRE(guests.turn("b", start) == 0s);
}
