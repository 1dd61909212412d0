#include "geo/units.hpp"

#include <catch2/catch.hpp>

using geo::kmh;
using geo::Metres;
using std::chrono::seconds;

TEST_CASE("a travel time is rounded up: too long is better than too short") {
  REQUIRE(Metres{100} / kmh(36) == seconds{10});
  REQUIRE(Metres{100.001} / kmh(36) == seconds{11});
  REQUIRE(Metres{0} / kmh(36) == seconds{0});
}

TEST_CASE("a detour makes a way longer") {
  REQUIRE(Metres{1000} * 1.4 > Metres{1399});
  REQUIRE(Metres{1000} * 1.4 < Metres{1401});
  REQUIRE(Metres{} == Metres{0});
}

TEST_CASE("a faster unit needs less time for the same way") {
  REQUIRE(Metres{5000} / kmh(45) < Metres{5000} / kmh(40));
  REQUIRE(kmh(45) > kmh(40));
}
