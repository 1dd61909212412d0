#include <signal.h>

#include <catch2/catch.hpp>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>

#include "tests/support/process.hpp"
#include "tests/system/said.hpp"

using namespace tests;

namespace {

// What a text in the format of Prometheus has of faults: a sample without its TYPE, a line that is none, a
// series twice, a histogram that does not count up.
std::vector<std::string> faults_of(const std::string& text) {
  static const std::regex sample{R"re(([a-z_]+)(\{([a-z]+="([^"\\]|\\.)*",?)*\})? (-?[0-9.e+-]+|[+-]Inf))re"};
  std::vector<std::string> faults;
  std::map<std::string, std::string> types;
  std::set<std::string> seen;
  std::map<std::string, double> last;
  std::istringstream lines{text};
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words{line};
    std::string mark, what, name, type;
    if (line.starts_with("#")) {
      words >> mark >> what >> name >> type;
      if (what == "TYPE" && !types.emplace(name, type).second) faults.push_back("twice: " + line);
      continue;
    }
    std::smatch parts;
    if (!std::regex_match(line, parts, sample)) {
      faults.push_back("no sample: " + line);
      continue;
    }
    name = parts[1];
    std::string base = name;
    for (const std::string end : {"_bucket", "_sum", "_count"})
      if (!types.contains(base) && base.ends_with(end)) base.resize(base.size() - end.size());
    if (!types.contains(base)) faults.push_back("no TYPE: " + line);
    const auto series = line.substr(0, line.rfind(' '));
    if (!seen.insert(series).second) faults.push_back("twice: " + line);
    if (types[base] == "counter" && !name.ends_with("_total"))
      faults.push_back("a counter ends in _total: " + line);
    if (!name.ends_with("_bucket")) continue;
    const auto group = std::regex_replace(series, std::regex{R"re(,?le="[^"]*")re"}, "");
    const auto count = std::stod(line.substr(line.rfind(' ')));
    if (count < last[group]) faults.push_back("does not count up: " + line);
    last[group] = count;
  }
  return faults;
}

// The port behind "metrics on 127.0.0.1:"; 0: there is none.
unsigned short watching_port(const Serve& serve) {
  constexpr std::string_view label = "metrics on 127.0.0.1:";
  const auto text = text_of(serve.data() / "out");
  const auto at = text.find(label);
  return at == std::string::npos ? static_cast<unsigned short>(0)
                                 : static_cast<unsigned short>(std::stoi(text.substr(at + label.size())));
}

std::string token_file(const Folder& folder, const std::string& token) {
  const auto file = folder.path() / "metrics.token";
  std::ofstream{file} << token << "\n";
  return file;
}

}  // namespace

TEST_CASE("what is told to Prometheus is in its format, and says how the service and the region are") {
  const Folder folder;
  Serve serve{folder.path()};
  serve.start();
  Client ayu{{.port = serve.port(), .token = serve.token("operator")}};
  ayu.must(call("P1"));
  ayu.must(duty("AMB-01", "on"));
  REQUIRE(becomes_true([&] { return serve.metric("store_memory_bytes") > 0; }));
  const auto text = http_get(serve.port(), "/metrics").body;
  CAPTURE(text);
  CHECK(faults_of(text) == std::vector<std::string>{});
  for (const auto* line :
       {"siaga_build_info{version=\"", "siaga_sessions{role=\"operator\"} 1\n",
        "siaga_incidents{state=\"pending\",priority=\"P1\"} 1\n",
        "siaga_oldest_unassigned_seconds{priority=\"P2\"} 0\n", "siaga_units{availability=\"",
        "siaga_command_seconds_count{type=\"incident.receive\"} 1\n",
        "siaga_command_seconds_bucket{type=\"unit.duty\",le=\"+Inf\"} 1\n",
        "siaga_commit_seconds_bucket{le=\"0.001\"}", "siaga_loop_delay_seconds_sum ",
        "siaga_disk_free_bytes ", "siaga_backup_age_seconds +Inf\n", "siaga_store_away_total 0\n",
        "siaga_redis_restarts_total 0\n", "siaga_clock_jumps_total 0\n", "siaga_positions_oldest_seconds "})
    CHECK_THAT(text, Catch::Contains(line));
}

TEST_CASE("faults of the format are found") {
  CHECK(faults_of("# TYPE a_total counter\na_total 1\n").empty());
  CHECK_FALSE(faults_of("# TYPE a counter\na 1\n").empty());
  CHECK_FALSE(faults_of("# TYPE a gauge\na 1\na 1\n").empty());
  CHECK_FALSE(faults_of("a 1\n").empty());
  CHECK_FALSE(faults_of("# TYPE a gauge\na one\n").empty());
  CHECK_FALSE(faults_of("# TYPE a histogram\na_bucket{le=\"1\"} 2\na_bucket{le=\"+Inf\"} 1\n").empty());
}

TEST_CASE("a restart of its Redis is counted") {
  const Folder folder;
  Serve serve{folder.path()};
  serve.start();
  kill_hard(serve.own_redis());
  CHECK(becomes_true([&] { return serve.metric("redis_restarts_total") == 1; }));
  CHECK(becomes_true([&] { return serve.metric("store_away_total") >= 1; }));
}

TEST_CASE("with a token file the metrics are for who sends the token") {
  const Folder folder;
  const Folder secrets;
  Serve serve{folder.path(), {"--metrics-token-file", token_file(secrets, "0123456789abcdef0123")}};
  serve.start(Serve::Until::listening);
  for (const auto* wrong :
       {"", "Authorization: Bearer \r\n", "Authorization: Bearer 0123456789abcdef0124\r\n",
        "Authorization: Bearer 0123456789abcdef01234\r\n", "Authorization: Basic 0123456789abcdef0123\r\n"})
    CHECK(http_get(serve.port(), "/metrics", wrong).status == 403);
  const auto seen = http_get(serve.port(), "/metrics", "Authorization: Bearer 0123456789abcdef0123\r\n");
  CHECK(seen.status == 200);
  CHECK_THAT(seen.body, Catch::Contains("siaga_build_info"));
}

TEST_CASE("a token file that has no good token ends the start with its name") {
  const Folder folder;
  const Folder secrets;
  const auto file = GENERATE(as<std::string>{}, "none", "short");
  const auto path = file == "short" ? token_file(secrets, "siaga") : (secrets.path() / "none").string();
  Serve serve{folder.path(), {"--metrics-token-file", path}};
  CHECK_THROWS_WITH(serve.start(), Catch::Contains(path));
}

TEST_CASE("at an address of their own the metrics are there and nowhere else, and nothing else is there") {
  const Folder folder;
  Serve serve{folder.path(), {"--metrics-listen", "127.0.0.1:0"}};
  serve.start(Serve::Until::listening);
  const auto port = watching_port(serve);
  REQUIRE(port != 0);
  CHECK(http_get(serve.port(), "/metrics").status == 404);
  CHECK(http_get(port, "/metrics").status == 200);
  CHECK(http_get(port, "/healthz").status == 200);
  for (const auto* target : {"/", "/caller/aaaaaaaaaaaaaaaaaaaaaa", "/map/style.json", "/ws"})
    CHECK(http_get(port, target).status == 404);
  const auto upgrade = http_get(port, "/ws",
                                "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                                "Sec-WebSocket-Protocol: siaga.v1\r\n");
  CHECK(upgrade.status >= 400);
}

TEST_CASE("a server that others can reach shows no metrics unless it is told to whom") {
  const Folder folder;
  const Folder out;
  Process open{{SIAGA_PROGRAM, "serve", "--config", SIAGA_REPOSITORY "/config/siaga.toml", "--data-dir",
                folder.path(), "--listen", "0.0.0.0:0"},
               out.path() / "out",
               out.path() / "err"};
  constexpr std::string_view label = "listening on 0.0.0.0:";
  REQUIRE(becomes_true([&] { return text_of(out.path() / "out").ends_with("\n"); }));
  const auto port = std::stoi(text_of(out.path() / "out").substr(label.size()));
  CHECK(http_get(static_cast<unsigned short>(port), "/metrics").status == 404);
  CHECK(http_get(static_cast<unsigned short>(port), "/healthz").status == 200);
  open.signal(SIGTERM);
  CHECK(open.exit_status() == 0);
}
