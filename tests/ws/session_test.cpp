#include "ws/session.hpp"

#include <thread>

#include "tests/ws/open_server.hpp"

using namespace tests;

namespace {

std::string type_of(const Stranger::Frame& frame) {
  REQUIRE(frame.opcode == text_opcode);
  return std::string{json_of(frame.payload).at("type").as_string()};
}

void signs_in(const Stranger& client) {
  client.upgrades();
  client.says_frame(text_opcode, R"({"type":"hello","token":"ayu"})");
  REQUIRE(type_of(client.hears_frame()) == "welcome");
}

}  // namespace

TEST_CASE("pongs and messages leave one after the other, each of them whole") {
  const OpenServer server;
  const Stranger ayu{server};
  signs_in(ayu);
  constexpr int rounds = 300;
  for (int i = 0; i < rounds; ++i) {
    ayu.says_frame(ping_opcode, "are you there " + std::to_string(i));
    ayu.says_frame(text_opcode, R"({"type":"ping"})");
  }
  int pongs = 0;
  for (int i = 0; i < 2 * rounds; ++i) {
    const auto frame = ayu.hears_frame();
    if (frame.opcode == pong_opcode)
      REQUIRE(frame.payload == "are you there " + std::to_string(pongs++));
    else
      REQUIRE(type_of(frame) == "pong");
  }
  REQUIRE(pongs == rounds);
}

TEST_CASE("bytes instead of text are refused, and end the connection with the code that says why") {
  const OpenServer server;
  const Stranger client{server};
  signs_in(client);
  client.says_frame(binary_opcode, "\x01\x02");
  REQUIRE(json_of(client.hears_frame().payload).at("code").as_string() == "bad_json");
  REQUIRE(client.hears_frame().close_code() == 1003);
}

TEST_CASE("a message longer than the server takes ends the connection with the code for that") {
  const OpenServer server{{.message_bytes = 1000}};
  const Stranger client{server};
  signs_in(client);
  client.says_frame(text_opcode, R"({"type":"ping"})" + std::string(1000 - 15, ' '));
  REQUIRE(type_of(client.hears_frame()) == "pong");
  client.says_frame(text_opcode, std::string(1001, ' '));
  REQUIRE(client.hears_frame().close_code() == 1009);
}

TEST_CASE("after goodbye nothing that a client says is heard, but its own goodbye ends the connection") {
  const OpenServer server;
  const Stranger client{server};
  client.upgrades();
  client.says_frame(text_opcode, R"({"type":"hello","token":"nobody"})");
  REQUIRE(type_of(client.hears_frame()) == "refused");
  REQUIRE(client.hears_frame().close_code() == 4001);
  client.says_frame(text_opcode, R"({"type":"hello","token":"ayu"})");
  client.says_frame(close_opcode, "\x0f\xa1");
  REQUIRE(client.hears_to_the_end().find("welcome") == std::string::npos);
}

TEST_CASE("a client that breaks off in the middle of a message leaves the others undisturbed") {
  const OpenServer server;
  const Stranger ayu{server};
  signs_in(ayu);
  {
    const Stranger broken{server};
    signs_in(broken);
    broken.says("\x81\xfe\x0f");  // a text of some thousand bytes, of which none come
  }
  ayu.says_frame(text_opcode, R"({"type":"ping"})");
  REQUIRE(type_of(ayu.hears_frame()) == "pong");
}

TEST_CASE("a stranger says its hello and no more, and who goes on is closed") {
  const OpenServer server;
  const Stranger wordy{server};
  wordy.upgrades();
  wordy.says_frame(text_opcode, std::string(4097, ' '));
  REQUIRE(wordy.hears_frame().close_code() == 1009);
  const Stranger stubborn{server};
  stubborn.upgrades();
  for (int i = 0; i < 8; ++i) stubborn.says_frame(text_opcode, R"({"type":"ping"})");
  for (int i = 0; i < 8; ++i)
    REQUIRE(json_of(stubborn.hears_frame().payload).at("code").as_string() == "not_signed_in");
  REQUIRE(stubborn.hears_frame().close_code() == 4002);
}

TEST_CASE(
    "a hundred pings are answered at once, the next at twenty a second, and then what was said is heard") {
  const OpenServer server;
  const Stranger pings{server};
  signs_in(pings);
  const auto begin = std::chrono::steady_clock::now();
  for (int i = 0; i < 110; ++i) pings.says_frame(ping_opcode, "p");
  pings.says_frame(text_opcode, R"({"type":"ping"})");
  for (int i = 0; i < 110; ++i) REQUIRE(pings.hears_frame().opcode == pong_opcode);
  REQUIRE(std::chrono::steady_clock::now() - begin >= std::chrono::milliseconds{450});
  REQUIRE(type_of(pings.hears_frame()) == "pong");
}
