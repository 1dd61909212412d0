#include <sys/stat.h>

#include <catch2/catch.hpp>
#include <csignal>
#include <filesystem>
#include <fstream>

#include "tests/support/redis.hpp"
#include "tests/system/answers.hpp"
#include "tests/system/said.hpp"

using namespace tests;
namespace fs = std::filesystem;

namespace {

// Jembrana with lists of its own, and a server that serves it.
class District {
 public:
  District() {
    fs::copy(fs::path{SIAGA_REPOSITORY} / "config" / "regions" / "jembrana", region);
    std::ofstream{settings} << "[dispatch]\nassign_s = 3600\n";
    serve.start();
  }
  void reads_again() { REQUIRE(::kill(serve.process().id(), SIGHUP) == 0); }
  void has_said(std::string_view what) {
    REQUIRE(becomes_true([&] { return serve.log().find(what) != std::string::npos; }));
  }
  std::string list(const char* name) const { return text_of(region / name); }
  void write(const char* name, const std::string& list) const { std::ofstream{region / name} << list; }

  Folder folder;
  fs::path region = folder.path() / "jembrana";
  fs::path settings = folder.path() / "siaga.toml";
  Serve serve{folder.path() / "data",
              {"--region", region.string(), "--config", settings.string(), "--clock-speed", "20"}};
};

std::string line_of(const std::string& list, std::string_view what) {
  const auto begin = list.rfind('\n', list.find(what)) + 1;
  return list.substr(begin, list.find('\n', begin) + 1 - begin);
}

std::string without(std::string text, const std::string& part) {
  return text.erase(text.find(part), part.size());
}

}  // namespace

TEST_CASE("a list of units that is read anew becomes events, and a list that is wrong changes nothing") {
  District here;
  Client ayu{{.port = here.serve.port(), .token = here.serve.token("operator")}};
  ayu.subscribe("board");
  const auto before = here.list("units.csv");
  auto more = line_of(before, "AMB-01");
  more.replace(more.find("AMB-01"), 6, "AMB-99");
  here.write("units.csv", before + more);
  here.reads_again();
  ayu.expect_change("units", "AMB-99",
                    [](const Message& unit) { return text(unit, "/duty/state") == "off"; });

  here.write("units.csv", without(before, line_of(before, "AMB-02")));
  here.reads_again();
  for (const auto* gone : {"AMB-02", "AMB-99"})
    ayu.expect_change("units", gone,
                      [](const Message& unit) { return text(unit, "/duty/state") == "retired"; });
  here.write("units.csv", before);
  here.reads_again();
  ayu.expect_change("units", "AMB-02",
                    [](const Message& unit) { return text(unit, "/duty/state") == "off"; });

  here.write("units.csv", "nonsense\n");
  here.reads_again();
  here.has_said("region.not_read");
  ayu.must(call());
}

TEST_CASE("settings and facilities that are read anew hold at once, and stand in the log") {
  District here;
  Client ayu{{.port = here.serve.port(), .token = here.serve.token("operator")}};
  ayu.subscribe("board");
  const auto urgent = call();
  const auto incident = id_of(urgent);
  ayu.must(urgent);
  const auto hospitals = [&](const char* query) {
    ayu.say(question("ask_hospitals", query, "incident", incident));
    return boost::json::serialize(ayu.expect(answer_to(query), "the hospitals"));
  };
  REQUIRE(hospitals("q-1").find("RSU Negara") != std::string::npos);

  const auto list = here.list("facilities.csv");
  here.write("facilities.csv", without(list, line_of(list, "RSU Negara")));
  std::ofstream{here.settings} << "[dispatch]\nassign_s = 5\n";
  here.reads_again();
  here.has_said("region.read");
  ayu.expect_change("incidents", incident,
                    [](const Message& one) { return one.as_object().contains("alarm"); });
  REQUIRE(hospitals("q-2").find("RSU Negara") == std::string::npos);

  std::ofstream{here.settings} << "[dispatch]\nassign_s = no\n";
  here.reads_again();
  here.has_said("region.not_read");
}

TEST_CASE("who is told to read its lists anew while it starts goes on starting, and reads them then") {
  const Folder folder;
  const auto token = folder.path() / "token";
  REQUIRE(mkfifo(token.c_str(), 0600) == 0);  // the start waits for who writes it
  const Serve serve{folder.path() / "data", {"--metrics-token-file", token.string()}};
  const auto err = folder.path() / "err";
  Process process{serve.command("serve", {"--listen", "127.0.0.1:0"}), folder.path() / "out", err};
  const auto has_said = [&](const char* what) {
    return becomes_true([&] { return text_of(err).find(what) != std::string::npos; });
  };
  std::ofstream writes{token};  // opens when the server does
  process.signal(SIGHUP);
  writes << "a-token-of-sixteen-or-more" << std::endl;
  writes.close();
  CHECK(has_said("region.read"));
  process.signal(SIGTERM);
  CHECK(process.exit_status() == 0);
}
