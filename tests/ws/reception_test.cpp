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
  REQUIRE(welcome.at("version").as_string() == "1.2.3");
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

TEST_CASE("of an address that gives many wrong tokens one more is too much, and a good one is let in") {
  Hall hall;
  const auto tries = [&](std::string origin, std::string token) {
    const auto stranger = hall.comes();
    stranger->origin = std::move(origin);
    hall.says(stranger, R"({"type":"hello","token":")" + token + "\"}");
    return stranger;
  };
  for (int i = 0; i < 21; ++i)
    REQUIRE(code_of(tries("192.0.2.1", "nobody")->takes("refused")) == "not_signed_in");
  const auto waits = tries("192.0.2.1", "nobody");
  REQUIRE(code_of(waits->takes("refused")) == "too_much");
  REQUIRE_FALSE(waits->closed.has_value());
  tries("192.0.2.1", "ayu")->takes("welcome");
  REQUIRE(code_of(tries("192.0.2.2", "nobody")->takes("refused")) == "not_signed_in");
}

TEST_CASE("under one name so many sessions are open at one time, and a place is free when one leaves") {
  Hall hall{{.sessions_of_name = 2}};
  const auto first = hall.signs_in("ayu");
  const auto second = hall.signs_in("ayu");
  const auto third = hall.comes();
  hall.says(third, R"({"type":"hello","token":"ayu"})");
  REQUIRE(code_of(third->takes("refused")) == "too_much");
  hall.signs_in("made");
  hall.leaves(first);
  hall.says(third, R"({"type":"hello","token":"ayu"})");
  third->takes("welcome");
}

TEST_CASE("a device that signs in again and again is told to close its other windows") {
  Hall hall{{.sessions_of_device = 1}};
  const auto hello = R"({"type":"hello","token":"AMB-01","device":"tablet-1"})";
  const auto first = hall.comes();
  hall.says(first, hello);
  first->takes("welcome");
  const auto again = hall.comes();
  hall.says(again, hello);
  REQUIRE(code_of(again->takes("refused")) == "too_much");
  hall.leaves(first);
  hall.says(again, hello);
  again->takes("welcome");
}

TEST_CASE("who says somebody else's device, however often, does not lock that one out") {
  Hall hall{{.sessions_of_device = 2}};
  for (int i = 0; i < 2; ++i) {
    const auto other = hall.comes();
    hall.says(other, R"({"type":"hello","token":"AMB-02","device":"tablet-1"})");
    other->takes("welcome");
  }
  const auto own = hall.comes();
  hall.says(own, R"({"type":"hello","token":"AMB-01","device":"tablet-1"})");
  own->takes("welcome");
  const auto third = hall.comes();
  hall.says(third, R"({"type":"hello","token":"AMB-02","device":"tablet-1"})");
  REQUIRE(code_of(third->takes("refused")) == "too_much");
}

TEST_CASE(
    "whose token is taken back hears nothing more, is heard no more, and is closed with the next tick") {
  Hall hall;
  const auto ayu = hall.listens("ayu", {"board"});
  const auto lost = hall.listens("AMB-01", {"mine"});
  const auto stranger = hall.comes();
  hall.ticks();
  REQUIRE_FALSE(lost->closed.has_value());

  hall.badges.gone = {"AMB-01", "somebody who is not here"};
  hall.ticks();
  REQUIRE(lost->closed == ws::CloseCode::not_signed_in);
  REQUIRE_FALSE(ayu->closed.has_value());
  REQUIRE_FALSE(stranger->closed.has_value());
  REQUIRE_FALSE(lost->on_mine);
}
