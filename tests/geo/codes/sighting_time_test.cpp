#include "geo/codes/sighting_time.hpp"

#include <catch2/catch.hpp>
#include <string>

using namespace std::chrono_literals;
using geo::codes::compact_time;
using geo::codes::iso_time;
using geo::codes::unix_milliseconds;

namespace {
constexpr auto moment = std::chrono::sys_days{std::chrono::July / 17 / 2013} + 14h + 19min + 35s;
}  // namespace

TEST_CASE("the three ways of writing a time mean the same") {
  REQUIRE(compact_time("20130717141935") == moment);
  REQUIRE(unix_milliseconds("1374070775999") == moment);
  const auto text = GENERATE(values<std::string>(
      {"2013-07-17T14:19:35Z", "2013-07-17t14:19:35z", "2013-07-17T14:19:35", "2013-07-17T22:19:35+08:00",
       "2013-07-17T22:19:35.250+0800", "2013-07-17T09:19:35-05:00"}));
  CAPTURE(text);
  REQUIRE(iso_time(text) == moment);
}

TEST_CASE("times that cannot be are none") {
  const auto text = GENERATE(values<std::string>(
      {"", "N", "2013-07-17", "2013-07-17 14:19:35Z", "2013-02-30T14:19:35Z", "2013-07-17T14:19:35+99:00",
       "2013-07-17T14:19:35x", "-5", "99999999999999999999", "+1374070775999", "2013-07-1\xFFT14:19:35Z"}));
  CAPTURE(text);
  REQUIRE_FALSE(compact_time(text).has_value());
  REQUIRE_FALSE(unix_milliseconds(text).has_value());
  REQUIRE_FALSE(iso_time(text).has_value());
}

TEST_CASE("a compact time is a day and an hour that there are") {
  const auto text = GENERATE(values<std::string>({"20130717", "20130732141935", "20130717146035",
                                                  "20130229141935", "20130717241935", "201307171419350"}));
  CAPTURE(text);
  REQUIRE_FALSE(compact_time(text).has_value());
}
