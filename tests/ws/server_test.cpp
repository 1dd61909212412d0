#include "ws/server.hpp"

#include <memory>
#include <utility>
#include <vector>

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

TEST_CASE("a body of more than 1 KiB is not read, and its sender hears why") {
  const OpenServer server;
  const Stranger modest{server};
  modest.says(post(1 << 10));
  REQUIRE_THAT(modest.hears_to_the_end(), Catch::StartsWith("HTTP/1.1 404"));
  const Stranger greedy{server};
  greedy.says(post((1 << 10) + 1));
  REQUIRE_THAT(greedy.hears_to_the_end(), Catch::StartsWith("HTTP/1.1 413") && Catch::EndsWith("1 KiB\n"));
}

TEST_CASE("a request whose head never ends is not read for ever, and its sender hears why") {
  const OpenServer server;
  const Stranger greedy{server};
  greedy.says("GET / HTTP/1.1\r\nHost: siaga\r\nX-Long: " + std::string(9 << 10, 'x'));
  REQUIRE_THAT(greedy.hears_to_the_end(), Catch::StartsWith("HTTP/1.1 431"));
  const Stranger lined{server};
  std::string head = "GET / HTTP/1.1\r\nHost: siaga\r\n";
  for (int line = 0; line < 2000; ++line) head += "X-" + std::to_string(line) + ": y\r\n";
  lined.says(head);
  REQUIRE_THAT(lined.hears_to_the_end(), Catch::StartsWith("HTTP/1.1 431"));
}

TEST_CASE("what is no HTTP, or could be read in two ways, is refused with a sentence") {
  const OpenServer server;
  const auto answer_to = [&](const std::string& bytes) {
    const Stranger somebody{server};
    somebody.says(bytes);
    return somebody.hears_to_the_end();
  };
  const std::string begin = "POST /caller/aaaaaaaaaaaaaaaaaaaaaa/fix HTTP/1.1\r\nHost: siaga\r\n";
  const std::vector<std::pair<std::string, std::string>> table{
      {"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", "400"},  // TLS to a port without
      {"SSH-2.0-OpenSSH_9.2\r\n\r\n", "400"},
      {"GET /healthz\r\n\r\n", "400"},
      {"GET /healthz HTTP/2.0\r\nHost: siaga\r\n\r\n", "400"},
      {"GET /healthz HTTP/1.1\r\n\r\n", "400"},
      {"GET /healthz HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "400"},
      {"GET /healthz HTTP/1.1\r\nHost : siaga\r\n\r\n", "400"},
      {begin + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}", "400"},
      {begin + "Content-Length: -1\r\n\r\n", "400"},
      {begin + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n", "400"},
      {begin + "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n", "411"},
      {begin + "Transfer-Encoding: xchunked\r\nContent-Length: 2\r\n\r\n{}", "501"},
      {begin + "Transfer-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}", "501"},
      {begin + "Transfer-Encoding: gzip, chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n", "411"},
  };
  for (const auto& [said, status] : table) {
    CAPTURE(said);
    const auto answer = answer_to(said);
    REQUIRE_THAT(answer, Catch::StartsWith("HTTP/1.1 " + status) && Catch::Contains("Connection: close"));
    REQUIRE_THAT(answer, Catch::EndsWith("\n") && !Catch::EndsWith("\r\n\r\n"));
  }
}

TEST_CASE("chunks are not read, however much is said beside them") {
  const OpenServer server;
  const Stranger greedy{server};
  greedy.says(
      "POST /caller/aaaaaaaaaaaaaaaaaaaaaa/fix HTTP/1.1\r\nHost: siaga\r\n"
      "Transfer-Encoding: chunked\r\n\r\n1;" +
      std::string(4 << 20, 'a'));
  REQUIRE_THAT(greedy.hears_to_the_end() + "HTTP/1.1 411", Catch::StartsWith("HTTP/1.1 411"));
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
    REQUIRE_THAT(second.hears_to_the_end(), Catch::StartsWith("HTTP/1.1 503"));
  }
  std::string said;
  for (int tries = 0; tries < 1000 && !said.starts_with("HTTP/1.1 200"); ++tries) {
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
  const Stranger plain{server};
  plain.says(get("/ws"));
  const auto said = plain.hears_to_the_end();
  REQUIRE_THAT(said, Catch::StartsWith("HTTP/1.1 426") && Catch::Contains("Upgrade: websocket\r\n"));
  REQUIRE_THAT(said,
               Catch::Contains("Connection: upgrade, close\r\n") && Catch::Contains("a proxy in front"));
}

TEST_CASE("a page of another site may not connect, a program that is no page may") {
  const OpenServer server;
  const auto status_for = [&](std::string_view host, std::string_view lines) {
    const Stranger one{server};
    return one.upgrades("/ws", "siaga.v1", host, lines).substr(9, 3);
  };
  REQUIRE(status_for("siaga.example", "") == "101");
  REQUIRE(status_for("siaga.example", "Origin: https://siaga.example\r\n") == "101");
  REQUIRE(status_for("Siaga.Example:8080", "Origin: http://siaga.example\r\n") == "101");
  REQUIRE(status_for("[::1]:8080", "Origin: http://[::1]:8080\r\n") == "101");
  REQUIRE(status_for("127.0.0.1", "Origin: https://siaga.example\r\nX-Forwarded-Host: siaga.example\r\n") ==
          "101");
  REQUIRE(status_for("siaga.example", "Origin: https://evil.example\r\n") == "403");
  REQUIRE(status_for("siaga.example", "Origin: https://siaga.example.evil.example\r\n") == "403");
  REQUIRE(status_for("siaga.example", "Origin: null\r\n") == "403");
  REQUIRE(status_for("[::1]:8080", "Origin: http://[::2]:8080\r\n") == "403");
}

TEST_CASE("every answer keeps browsers from framing it, guessing at it or running what is not ours") {
  const OpenServer server;
  for (const auto* target : {"/healthz", "/map/style.json", "/nothing", "/ws"}) {
    const Stranger browser{server};
    browser.says(get(target));
    const auto said = browser.hears_to_the_end();
    REQUIRE_THAT(said, Catch::Contains("X-Frame-Options: DENY\r\n") &&
                           Catch::Contains("X-Content-Type-Options: nosniff\r\n") &&
                           Catch::Contains("Content-Security-Policy: default-src 'self';") &&
                           Catch::Contains("frame-ancestors 'none'"));
  }
}

TEST_CASE("of one address so many strangers may be here, and who signs in is a stranger no more") {
  const OpenServer server{{}, {.strangers = 2}};
  const Stranger first{server};
  first.upgrades();
  first.says_frame(text_opcode, R"({"type":"hello","token":"ayu"})");
  first.hears_frame();
  const Stranger second{server};
  second.upgrades();
  {
    const Stranger third{server};
    third.upgrades();
    const Stranger fourth{server};
    fourth.says(get("/healthz"));
    REQUIRE_THAT(fourth.hears_to_the_end(),
                 Catch::StartsWith("HTTP/1.1 429") && Catch::Contains("Retry-After") &&
                     Catch::EndsWith("too many connections from 127.0.0.1: try again in a moment\n"));
  }
  std::string said;
  for (int tries = 0; tries < 1000 && !said.starts_with("HTTP/1.1 200"); ++tries) {
    const Stranger next{server};
    next.says(get("/healthz"));
    said = next.hears_to_the_end();
  }
  REQUIRE_THAT(said, Catch::StartsWith("HTTP/1.1 200"));
}

TEST_CASE("behind a proxy each of its clients is counted for itself, and others cannot say who they are") {
  const auto upgrade_of = [](const OpenServer& server, std::string_view forwarded) {
    auto one = std::make_unique<Stranger>(server);
    const auto status = one->upgrades("/ws", "siaga.v1", "siaga",
                                      std::string{"X-Forwarded-For: "}.append(forwarded) + "\r\n");
    return std::pair{status.substr(9, 3), std::move(one)};
  };
  const OpenServer proxied{{.proxies = {"127.0.0.1"}}, {.strangers = 1}};
  const auto one = upgrade_of(proxied, "192.0.2.1");
  REQUIRE(one.first == "101");
  REQUIRE(upgrade_of(proxied, "10.0.0.1, 192.0.2.1").first == "429");
  REQUIRE(upgrade_of(proxied, "192.0.2.1, 192.0.2.2").first == "101");
  const OpenServer open{{}, {.strangers = 1}};
  const auto liar = upgrade_of(open, "192.0.2.1");
  REQUIRE(liar.first == "101");
  REQUIRE(upgrade_of(open, "192.0.2.2").first == "429");
}

TEST_CASE(
    "a proxy on this machine that nobody has named is said on every screen, and one that is named is not") {
  const auto conditions_after = [](const OpenServer& server, std::string more) {
    const Stranger page{server};
    page.says("GET /healthz HTTP/1.1\r\nHost: siaga\r\nConnection: close\r\n" + more + "\r\n");
    page.hears_to_the_end();
    const Stranger desk{server};
    desk.upgrades();
    desk.says_frame(text_opcode, R"({"type":"hello","token":"ayu"})");
    return desk.hears_frame().payload;
  };
  const std::string forwarded = "X-Forwarded-For: 192.0.2.1\r\n";
  const OpenServer open;
  REQUIRE_THAT(conditions_after(open, ""), !Catch::Contains("proxy_not_named"));
  REQUIRE_THAT(conditions_after(open, forwarded), Catch::Contains("proxy_not_named"));
  const OpenServer named{{.proxies = {"127.0.0.1"}}};
  REQUIRE_THAT(conditions_after(named, forwarded), !Catch::Contains("proxy_not_named"));
}
