#include "config/command_line.hpp"

#include <catch2/catch.hpp>

using namespace config;

TEST_CASE("where to listen is an address and a port") {
  const auto [text, address, port] = GENERATE(table<const char*, const char*, unsigned short>({
      {"127.0.0.1:8080", "127.0.0.1", 8080},
      {"0.0.0.0:0", "0.0.0.0", 0},
      {"[::1]:65535", "::1", 65535},
  }));
  const auto endpoint = endpoint_of(text);
  REQUIRE(endpoint.has_value());
  REQUIRE(endpoint->address == address);
  REQUIRE(endpoint->port == port);
}

TEST_CASE("an address without a port, or with one that cannot be, is refused") {
  for (const auto* wrong :
       {"", "127.0.0.1", "127.0.0.1:", "127.0.0.1:http", "127.0.0.1:65536", "127.0.0.1:-1", "x:1 "})
    REQUIRE(endpoint_of(wrong).has_error());
}

TEST_CASE("the server to simulate against is named by its url") {
  REQUIRE(endpoint_in_url("ws://127.0.0.1:8080/ws")->port == 8080);
  REQUIRE(endpoint_in_url("ws://[::1]:9")->address == "::1");
  for (const auto* wrong : {"", "ws", "ws://", "http://127.0.0.1:1/ws", "wss://127.0.0.1:1/ws", "ws:///ws"})
    REQUIRE(endpoint_in_url(wrong).has_error());
}

TEST_CASE("an address with a password in it is not shown") {
  for (const auto* url : {"redis://:geheim@db:6379", "http://me:geheim@host:1", "rediss://geheim"}) {
    REQUIRE(endpoint_of(url).error().what.find("geheim") == std::string::npos);
    REQUIRE(endpoint_in_url(url).error().what.find("geheim") == std::string::npos);
  }
  REQUIRE(endpoint_of("localhost").error().what == "listen should be ADDRESS:PORT, not localhost");
}

TEST_CASE("units are listed with commas between") {
  REQUIRE(units_in("")->empty());
  const auto two = units_in("AMB-01,HC-02");
  REQUIRE(two->size() == 2);
  REQUIRE(two->back().view() == "HC-02");
  for (const auto* wrong : {",", "AMB-01,,HC-02", "AMB-01, HC-02", "AMB/01"})
    REQUIRE(units_in(wrong).has_error());
}
