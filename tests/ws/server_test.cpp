#include "ws/server.hpp"

#include "tests/ws/open_server.hpp"

using namespace tests;

namespace {

std::string get(std::string_view target, std::string_view more = "") {
  return std::string{"GET "}.append(target).append(" HTTP/1.1\r\nHost: siaga\r\nConnection: close\r\n") +
         std::string{more} + "\r\n";
}

// To the caller's door, which is the only one that takes a body; the link is one that nobody has.
std::string post(std::size_t body_bytes) {
  return "POST /caller/aaaaaaaaaaaaaaaaaaaaaa/fix HTTP/1.1\r\nHost: siaga\r\nConnection: close\r\n"
         "Content-Length: " +
         std::to_string(body_bytes) + "\r\n\r\n" + std::string(body_bytes, 'x');
}

}  // namespace

TEST_CASE("a body of more than 64 KiB is not read, and its sender is not answered") {
  const OpenServer server;
  const Stranger modest{server};
  modest.says(post(64 << 10));
  REQUIRE_THAT(modest.hears_to_the_end(), Catch::StartsWith("HTTP/1.1 404"));
  const Stranger greedy{server};
  greedy.says(post((64 << 10) + 1));
  REQUIRE(greedy.hears_to_the_end().empty());
}

TEST_CASE("a request whose head never ends is not read for ever") {
  const OpenServer server;
  const Stranger greedy{server};
  greedy.says("GET / HTTP/1.1\r\nHost: siaga\r\nX-Long: " + std::string(9 << 10, 'x'));
  REQUIRE(greedy.hears_to_the_end().empty());
}

TEST_CASE("who connects and says nothing is let go") {
  const OpenServer server{{.silence = std::chrono::seconds{1}}};
  const Stranger silent{server};
  REQUIRE(silent.hears_to_the_end().empty());
  const Stranger halting{server};
  halting.says("GET / HTTP/1.1\r\nHo");
  REQUIRE(halting.hears_to_the_end().empty());
}

TEST_CASE("when as many are connected as may be, who comes next is turned away, until one has left") {
  const OpenServer server{{.connections = 1}};
  {
    const Stranger first{server};
    first.says("GET /healthz HTTP/1.1\r\nHost: siaga\r\n\r\n");
    REQUIRE_THAT(first.hears(12), Catch::Equals("HTTP/1.1 200"));
    const Stranger second{server};
    second.says(get("/healthz"));
    REQUIRE(second.hears_to_the_end().empty());
  }
  std::string said;
  for (int tries = 0; tries < 1000 && said.empty(); ++tries) {
    const Stranger next{server};
    next.says(get("/healthz"));
    said = next.hears_to_the_end();
  }
  REQUIRE_THAT(said, Catch::StartsWith("HTTP/1.1 200"));
}

TEST_CASE("one connection serves many requests, and a question for the head alone gets no body") {
  const OpenServer server;
  const Stranger monitor{server};
  monitor.says("HEAD /healthz HTTP/1.1\r\nHost: siaga\r\n\r\n" + get("/healthz"));
  const auto said = monitor.hears_to_the_end();
  REQUIRE(said.find("ok\n") == said.size() - 3);  // once, at the end
  REQUIRE(said.find("HTTP/1.1 200") != said.rfind("HTTP/1.1 200"));
}

TEST_CASE("what somebody has already is not sent again, and what is for one person is kept by nobody") {
  const OpenServer server;
  const auto answer_to = [&](const std::string& request) {
    const Stranger browser{server};
    browser.says(request);
    return browser.hears_to_the_end();
  };
  const auto first = answer_to(get("/map/style.json"));
  REQUIRE_THAT(first, Catch::StartsWith("HTTP/1.1 200") && Catch::EndsWith(R"({"version":8})"));
  const auto begin = first.find("ETag: ") + 6;
  const auto etag = first.substr(begin, first.find("\r\n", begin) - begin);
  const auto again = answer_to(get("/map/style.json", "If-None-Match: " + etag + "\r\n"));
  REQUIRE_THAT(again, Catch::StartsWith("HTTP/1.1 304") && Catch::EndsWith("\r\n\r\n"));
  REQUIRE_THAT(again, Catch::Contains("Cache-Control: no-cache"));
  REQUIRE_THAT(answer_to(get("/caller/aaaaaaaaaaaaaaaaaaaaaa/state")),
               Catch::Contains("Cache-Control: no-store"));
}

TEST_CASE("a WebSocket is had at /ws and in our subprotocol, and elsewhere the refusal says so") {
  const OpenServer server;
  REQUIRE_THAT(Stranger{server}.upgrades(),
               Catch::StartsWith("HTTP/1.1 101") && Catch::Contains("Sec-WebSocket-Protocol: siaga.v1"));
  const Stranger lost{server};
  REQUIRE_THAT(lost.upgrades("/socket"), Catch::StartsWith("HTTP/1.1 400"));
  REQUIRE(lost.hears(24) == "the WebSocket is at /ws\n");
  REQUIRE_THAT(Stranger{server}.upgrades("/ws", "mqtt"), Catch::StartsWith("HTTP/1.1 400"));
  REQUIRE_THAT(Stranger{server}.upgrades("/ws", ""), Catch::StartsWith("HTTP/1.1 400"));
}
