#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <deque>
#include <fstream>

#include "tests/support/redis.hpp"
#include "tests/system/said.hpp"

using namespace tests;

namespace {

auto condition(std::string_view code) {
  return [code = std::string{code}](const Message& one) {
    if (text(one, "/type") != "conditions") return false;
    for (const auto& holds : one.at("conditions").as_array())
      if (text(holds, "/code") == code) return true;
    return false;
  };
}

bool holds_nothing(const Message& one) {
  return text(one, "/type") == "conditions" && one.at("conditions").as_array().empty();
}

std::size_t lines_with(const std::string& log, std::string_view what) {
  std::size_t lines = 0;
  for (auto at = log.find(what); at != std::string::npos; at = log.find(what, at + 1)) ++lines;
  return lines;
}

// What `siaga serve` says when it does not even begin.
std::string fault_of_start(const Folder& folder, const Serve::Flags& flags) {
  const Serve serve{folder.path() / "node", flags};
  Process process{serve.command("serve", {"--listen", "127.0.0.1:0"}), folder.path() / "out",
                  folder.path() / "err"};
  CHECK(process.exit_status() == 1);
  return text_of(folder.path() / "err");
}

// A Redis whose password is "geheim@1".
struct Guarded {
  Redis redis;
  Guarded() { redis.ask({"CONFIG", "SET", "requirepass", "geheim@1"}); }
  [[nodiscard]] Serve::Flags with(const std::string& user_and_password) const {
    return {"--redis-url", "unix://" + user_and_password + redis.address().unix_socket};
  }
};

}  // namespace

TEST_CASE("a Redis set up as a cache is refused at the start, with what to set") {
  const Redis redis{{"--appendonly", "no", "--maxmemory", "3mb", "--maxmemory-policy", "allkeys-lru"}};
  const Folder folder;
  const auto fault = fault_of_start(folder, {"--redis-url", redis.url()});
  CHECK_THAT(fault, Catch::Contains("may lose what it has acknowledged") &&
                        Catch::Contains("set appendonly yes") &&
                        Catch::Contains("set maxmemory-policy noeviction") &&
                        Catch::Contains("set maxmemory 0") && Catch::Contains("redis.trust = true"));
}

TEST_CASE("a Redis that may lose is used where it is trusted, and every screen says so for as long") {
  const Redis redis{{"--appendfsync", "everysec"}};
  Serve serve{redis.folder() / "node", {"--redis-url", redis.url(), "--redis-trust", "true"}};
  serve.start();
  Client ayu{{.port = serve.port(), .token = serve.token("operator")}};
  const auto& holds = ayu.welcome().at("conditions").as_array();
  REQUIRE(holds.size() == 1);
  CHECK(text(holds[0], "/code") == "store_not_durable");
  CHECK_THAT(std::string{text(holds[0], "/message")}, Catch::Contains("set appendfsync always"));
  CHECK_THAT(http_get(serve.port(), "/metrics").body,
             Catch::Contains("siaga_condition{code=\"store_not_durable\"} 1"));
  ayu.must(call());
}

TEST_CASE("a Redis that is started anew with settings that lose is said on every screen from then on") {
  Redis redis;
  Serve serve{redis.folder() / "node", {"--redis-url", redis.url()}};
  serve.start();
  Client ayu{{.port = serve.port(), .token = serve.token("operator")}};
  redis.kill();
  redis.set_flags({"--appendonly", "no"});
  redis.start();
  ayu.expect(condition("store_not_durable"), "that the store may lose");
  redis.kill();
  redis.set_flags({});
  redis.start();
  ayu.expect(holds_nothing, "that it is over");
}

TEST_CASE(
    "a running Redis that is set to throw keys away is on every screen, and what it threw away stays there") {
  Redis redis;
  Serve serve{redis.folder() / "node", {"--redis-url", redis.url()}};
  serve.start();
  Client ayu{{.port = serve.port(), .token = serve.token("operator")}};
  redis.ask({"SET", "somebody's", "1", "EX", "1000"});
  redis.ask({"CONFIG", "SET", "maxmemory-policy", "volatile-ttl"});
  ayu.expect(condition("store_not_durable"), "that the store may lose");
  redis.ask({"CONFIG", "SET", "maxmemory", "1"});
  REQUIRE(becomes_true([&] { return redis.ask({"EXISTS", "somebody's"}).number == 0; }));
  redis.ask({"CONFIG", "SET", "maxmemory", "0"});
  redis.ask({"CONFIG", "SET", "maxmemory-policy", "noeviction"});
  ayu.expect(
      [](const Message& one) {
        return condition("store_lost_keys")(one) && !condition("store_not_durable")(one);
      },
      "that keys are lost, and no more will be");
  CHECK_THAT(http_get(serve.port(), "/metrics").body,
             Catch::Contains("siaga_condition{code=\"store_lost_keys\"} 1"));
}

TEST_CASE("a Redis that comes later and may lose is not used, and why is said") {
  Redis redis{{"--appendonly", "no"}};
  redis.kill();
  Serve serve{redis.folder() / "node", {"--redis-url", redis.url()}};
  serve.start(Serve::Until::listening);
  redis.start();
  REQUIRE(becomes_true([&] {
    return http_get(serve.port(), "/readyz").body.find("may lose what it has acknowledged") !=
           std::string::npos;
  }));
  CHECK(http_get(serve.port(), "/readyz").status == 503);
}

TEST_CASE("why the store is away is one line in the log, is what /readyz says, and has no secret in it") {
  Guarded guarded;
  struct Row {
    std::string given, why;
  };
  const auto row =
      GENERATE(Row{"", "it asks for a password and none was given"}, Row{":gehe1m@", "the password is wrong"},
               Row{"siaga:gehe1m@", "the user or the password is wrong"});
  CAPTURE(row.given);
  Serve serve{guarded.redis.folder() / "node", guarded.with(row.given)};
  serve.start(Serve::Until::listening);
  REQUIRE(becomes_true(
      [&] { return http_get(serve.port(), "/readyz").body == "the store is away: " + row.why + "\n"; }));
  REQUIRE(becomes_true([&] { return lines_with(serve.log(), "store.away") > 0; }));
  for (int i = 0; i < 20; ++i) http_get(serve.port(), "/readyz");
  CHECK(lines_with(serve.log(), "store.away") == 1);
  CHECK(lines_with(serve.log(), row.why) == 1);
  CHECK(serve.log().find("gehe1m") == std::string::npos);

  Process token{serve.command("token", {"--role", "operator", "--name", "Ayu"}), serve.data() / "token.out",
                serve.data() / "token.err"};
  CHECK(token.exit_status() == 1);
  CHECK_THAT(text_of(serve.data() / "token.err"), Catch::Contains("cannot be used: " + row.why));
  CHECK(text_of(serve.data() / "token.err").find("gehe1m") == std::string::npos);
}

TEST_CASE(
    "a user who may not do what Siaga needs is not served with, and which right is missing is said once") {
  Redis redis;
  const std::string right = GENERATE("&siaga:*", "+evalsha");
  CAPTURE(right);
  const std::string without = right[0] == '&' ? "resetchannels" : "-evalsha";
  redis.ask({"ACL", "SETUSER", "siaga", "on", ">geheim", "~siaga:*", "&siaga:*", "+@all", without});
  Serve serve{redis.folder() / "node", {"--redis-url", "unix://siaga:geheim@" + redis.address().unix_socket}};
  serve.start(Serve::Until::listening);
  REQUIRE(becomes_true([&] { return lines_with(serve.log(), "store.away") > 0; }));
  for (int i = 0; i < 20; ++i) {
    const auto ready = http_get(serve.port(), "/readyz");
    CHECK(ready.status == 503);
    CHECK_THAT(ready.body,
               Catch::StartsWith("the store is away: the user may not do what Siaga needs: NOPERM") &&
                   Catch::Contains(right.substr(1)));
  }
  CHECK(lines_with(serve.log(), "store.away") == 1);
  redis.ask({"ACL", "SETUSER", "siaga", right});
  REQUIRE(becomes_true([&] { return serve.is_ready(); }));
  Client ayu{{.port = serve.port(), .token = serve.token("operator")}};
  ayu.must(call());

  redis.ask({"ACL", "SETUSER", "siaga", without});
  if (right[0] == '&') {
    ayu.expect(condition("positions_not_shared"), "that positions are not shared");
    CHECK(serve.is_ready());
    return;
  }
  ayu.must_not(call(), "store_unavailable");
  REQUIRE(becomes_true([&] {
    return http_get(serve.port(), "/readyz").body.find("run the 'evalsha' command") != std::string::npos;
  }));
}

TEST_CASE("the password of a Redis is taken from its address, encoded or not, or from a file") {
  Guarded guarded;
  std::ofstream{guarded.redis.folder() / "password"} << "geheim@1\n";
  auto flags = guarded.with(GENERATE("", ":geheim%401@", ":geheim@1@"));
  if (flags[1].find("geheim") == std::string::npos)
    flags.insert(flags.end(), {"--redis-password-file", guarded.redis.folder() / "password"});
  Serve serve{guarded.redis.folder() / "node", flags};
  serve.start();
  Client ayu{{.port = serve.port(), .token = serve.token("operator")}};
  ayu.must(call());
  CHECK(serve.log().find("geheim") == std::string::npos);
}

TEST_CASE("a file without a password, or without an address it is for, is a fault at the start") {
  const Folder folder;
  const auto file = (folder.path() / "password").string();
  const Serve::Flags flags{"--redis-url", "redis://127.0.0.1:1", "--redis-password-file", file};
  CHECK_THAT(fault_of_start(folder, flags), Catch::Contains("redis.password_file cannot be read: " + file));
  std::ofstream{file} << "\n";
  CHECK_THAT(fault_of_start(folder, flags), Catch::Contains("should have one line"));
  std::ofstream{file} << "geheim\nmore\n";
  const auto fault = fault_of_start(folder, flags);
  CHECK_THAT(fault, Catch::Contains("should have one line") && !Catch::Contains("geheim"));
  CHECK_THAT(fault_of_start(folder, {"--redis-password-file", file}),
             Catch::Contains("redis.url, and none is named"));
}

TEST_CASE("an address that Siaga cannot use ends the start with what to do, and without its password") {
  const Folder folder;
  const auto [url, says] = GENERATE(table<std::string, std::string>({
      {"rediss://:geheim@127.0.0.1", "stunnel"},
      {"redis-sentinel://:geheim@127.0.0.1:26379/primary", "Sentinel"},
      {"redis://:geheim@127.0.0.1,127.0.0.2", "several hosts"},
      {"redis://:geheim@127.0.0.1:port", "redis.url: "},
  }));
  CHECK_THAT(fault_of_start(folder, {"--redis-url", url}),
             Catch::Contains(says) && !Catch::Contains("geheim"));
}

TEST_CASE(
    "a missing replica is on every screen, in /readyz and in the refusal, and people sign in all the same") {
  constexpr auto missing_in_log = "store.away reason=\\\"a replica is missing";
  const auto port = free_port();
  const Redis primary{primary_at(port)};
  Redis copy{copy_of(port)};
  Serve serve{primary.folder() / "node",
              {"--redis-url", "redis://127.0.0.1:" + std::to_string(port), "--redis-replicas", "1"}};
  serve.start();
  const auto token = serve.token("operator");
  Client ayu{{.port = serve.port(), .token = token}};
  ayu.must(call());
  // One that came later than the server was missing then, too.
  const auto said_before = lines_with(serve.log(), missing_in_log);

  copy.kill();
  ayu.expect(condition("replica_missing"), "that a replica is missing");
  const auto& refused = ayu.must_not(call(), "store_unavailable");
  CHECK_THAT(std::string{text(refused, "/message")}, Catch::Contains("a replica is missing"));
  const auto ready = http_get(serve.port(), "/readyz");
  CHECK(ready.status == 503);
  CHECK_THAT(ready.body, Catch::Contains("a replica is missing: 0 of the 1"));
  CHECK_THAT(http_get(serve.port(), "/metrics").body,
             Catch::Contains("siaga_condition{code=\"replica_missing\"} 1"));
  CHECK(lines_with(serve.log(), missing_in_log) == said_before + 1);
  Client late{{.port = serve.port(), .token = token}};  // signs in
  CHECK(late.welcome().at("conditions").as_array().size() == 1);

  copy.start();
  ayu.expect(holds_nothing, "that it is back");
  REQUIRE(becomes_true([&] { return serve.is_ready(); }));
  ayu.must(call());
}

TEST_CASE("of three replicas one is promoted, and with two wanted work goes on at once and nothing is lost") {
  const auto port = free_port();
  Redis primary{primary_at(port)};
  std::array<int, 3> ports{};
  std::deque<Redis> replicas;
  for (auto& own : ports) {
    own = free_port();
    auto flags = primary_at(own);
    const auto follows = copy_of(port);
    flags.insert(flags.end(), follows.begin(), follows.end());
    replicas.emplace_back(flags);
  }
  // A switched address: one socket's name, behind which now one and now the other answers.
  const Folder folder;
  const auto address = folder.path() / "redis.sock";
  std::filesystem::create_symlink(primary.address().unix_socket, address);
  Serve serve{folder.path() / "node", {"--redis-url", "unix:" + address.string(), "--redis-replicas", "2"}};
  serve.start();
  Client ayu{{.port = serve.port(), .token = serve.token("operator")}};
  ayu.subscribe("board");
  const auto before = call();
  ayu.must(before);

  primary.kill();
  REQUIRE(becomes_true([&] { return !serve.is_ready(); }));
  // The one that got furthest is promoted: of three any two may have what was acknowledged.
  const auto offset = [](Redis& redis) {
    const auto info = redis.ask({"INFO", "replication"}).text;
    return std::stoll(std::string{store::info_field(info, "slave_repl_offset")});
  };
  const auto next = std::ranges::max_element(replicas, {}, offset);
  const auto next_port = ports.at(static_cast<std::size_t>(next - replicas.begin()));
  next->ask({"REPLICAOF", "NO", "ONE"});
  for (auto one = replicas.begin(); one != replicas.end(); ++one)
    if (one != next) one->ask({"REPLICAOF", "127.0.0.1", std::to_string(next_port)});
  std::filesystem::remove(address);
  std::filesystem::create_symlink(next->address().unix_socket, address);
  REQUIRE(becomes_true([&] { return serve.is_ready(); }));
  CHECK(by_id(ayu.subscribe("board"), "/picture/incidents", wire::text(before, "/id")).is_object());
  ayu.must(call());
}
