#include "ws/reception.hpp"

#include "tests/ws/hall.hpp"

using namespace dispatch;
using namespace tests;

TEST_CASE("who signs in is welcomed with role, units, region and the state of the store") {
  Hall hall;
  const auto crew = hall.comes();
  hall.says(crew, R"({"type":"hello","token":"AMB-01+AMB-02","device":"tablet-1"})");
  const auto welcome = crew->takes("welcome");
  REQUIRE(welcome.at("role").as_string() == "crew");
  REQUIRE(welcome.at("units").as_array().size() == 2);
  REQUIRE(welcome.at("region").at("utc_offset_minutes").as_int64() == 480);
  REQUIRE(welcome.at("store").at("state").as_string() == "up");
  REQUIRE(crew->device == id<DeviceId>("tablet-1"));
  REQUIRE_FALSE(crew->closed.has_value());
}

TEST_CASE("a desk that names a device is not taken for a tablet: it sends many commands at a time") {
  Hall hall;
  const auto desk = hall.comes();
  hall.says(desk, R"({"type":"hello","token":"ayu","device":"desk-1"})");
  REQUIRE_FALSE(desk->device.has_value());
}

TEST_CASE(
    "an unknown token is refused and the connection closed, with the store away it may be tried again") {
  Hall hall;
  const auto stranger = hall.comes();
  hall.says(stranger, R"({"type":"hello","token":"nobody"})");
  REQUIRE(code_of(stranger->takes("refused")) == "not_signed_in");
  REQUIRE(stranger->closed == ws::CloseCode::not_signed_in);

  hall.badges.away = true;
  const auto early = hall.comes();
  hall.says(early, R"({"type":"hello","token":"ayu"})");
  REQUIRE(code_of(early->takes("refused")) == "store_unavailable");
  REQUIRE_FALSE(early->closed.has_value());
  hall.badges.away = false;
  hall.says(early, R"({"type":"hello","token":"ayu"})");
  early->takes("welcome");
  hall.says(early, R"({"type":"hello","token":"made"})");
  REQUIRE(code_of(early->takes("refused")) == "not_allowed");
  REQUIRE(early->actor->role == Role::operator_);
}

TEST_CASE("who has not signed in when the time for it is over is closed, and cut if it does not go") {
  Hall hall{{.silence = std::chrono::seconds{0}}};
  const auto ayu = hall.signs_in("ayu");
  const auto stranger = hall.comes();
  stranger->joined -= 1s;
  ayu->joined -= 1s;
  hall.ticks();
  REQUIRE(stranger->closed == ws::CloseCode::silent);
  REQUIRE_FALSE(stranger->is_cut);
  REQUIRE_FALSE(ayu->closed.has_value());
  *stranger->closing -= 3s;
  hall.ticks();
  REQUIRE(stranger->is_cut);
  REQUIRE_FALSE(ayu->is_cut);
}

TEST_CASE("who has just come has time to sign in") {
  Hall hall{{.silence = std::chrono::seconds{10}}};
  const auto stranger = hall.comes();
  hall.ticks();
  REQUIRE_FALSE(stranger->closed.has_value());
  stranger->joined -= 11s;
  hall.ticks();
  REQUIRE(stranger->closed == ws::CloseCode::silent);
}
