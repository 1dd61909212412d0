#include <catch2/catch.hpp>
#include <sstream>

#include "tests/support/redis.hpp"
#include "tests/system/said.hpp"
#include "tests/system/two_nodes.hpp"

using namespace tests;

namespace {

struct Said {
  int status = -1;
  std::string out;
  std::string err;
};
Said token(const Serve& serve, const Serve::Flags& own) {
  const Folder folder;
  Process process{serve.command("token", own), folder.path() / "out", folder.path() / "err"};
  Said said;
  said.status = process.exit_status();
  said.out = text_of(folder.path() / "out");
  said.err = text_of(folder.path() / "err");
  return said;
}

// The id of the first token on the list that this stands beside.
std::string id_beside(const Serve& serve, const std::string& what) {
  std::istringstream lines{token(serve, {"--list"}).out};
  for (std::string line; std::getline(lines, line);)
    if (line.find(what) != std::string::npos) return line.substr(0, 10);
  return {};
}

}  // namespace

TEST_CASE("the list of tokens names who has them, and shows none") {
  const Folder folder;
  Serve serve{folder.path()};
  serve.start();
  const auto ayu = serve.token("operator");
  const auto crew = serve.token("crew", "AMB-01");
  { const Client desk{{.port = serve.port(), .token = ayu}}; }
  const auto listed = token(serve, {"--list"});
  CAPTURE(listed.out, listed.err);
  REQUIRE(listed.status == 0);
  CHECK(listed.out.find(ayu) == std::string::npos);
  CHECK(listed.out.find(crew) == std::string::npos);
  CHECK_THAT(listed.out, Catch::Contains("operator"));
  CHECK_THAT(listed.out, Catch::Contains("Ayu"));
  CHECK_THAT(listed.out, Catch::Contains("AMB-01"));
  CHECK_THAT(listed.out, Catch::Contains("never"));  // the crew has not come yet
  CHECK(id_beside(serve, "Ayu").find_first_not_of("0123456789abcdef") == std::string::npos);
}

TEST_CASE("a token that is taken back ends its sessions on every node within a second, and no other's") {
  const Folder folder;
  Redis redis;
  Serve one{folder.path() / "one", {"--redis-url", redis.url()}};
  Serve other{folder.path() / "other", {"--redis-url", redis.url()}};
  one.start();
  other.start();
  const auto lost = one.token("crew", "AMB-01");
  const auto kept = one.token("operator");
  Client here{{.port = one.port(), .token = lost}};
  Client there{{.port = other.port(), .token = lost}};
  Client ayu{{.port = other.port(), .token = kept}};
  const auto taken = token(one, {"--revoke", id_beside(one, "AMB-01")});
  CAPTURE(taken.err);
  REQUIRE(taken.status == 0);
  const auto began = std::chrono::steady_clock::now();
  CHECK(here.close_code() == 4001);
  CHECK(there.close_code() == 4001);
  CHECK(std::chrono::steady_clock::now() - began < patience);
  WARN("cut after " << std::chrono::duration_cast<std::chrono::milliseconds>(
                           std::chrono::steady_clock::now() - began)
                           .count()
                    << " ms");
  ayu.must(call());
}

TEST_CASE("a token is taken back by its id, and is not asked for on a command line") {
  const Folder folder;
  Serve serve{folder.path()};
  serve.start();
  const auto text = serve.token("operator");
  CHECK_THAT(token(serve, {"--revoke", text}).err, Catch::Contains("does not belong on a command line"));
  CHECK_THAT(token(serve, {"--revoke", "0000000000"}).err, Catch::Contains("there is no token of this id"));
  { const Client ayu{{.port = serve.port(), .token = text}}; }
  CHECK(token(serve, {"--revoke", id_beside(serve, "Ayu")}).status == 0);
  CHECK(id_beside(serve, "Ayu").empty());
  Client stranger{{.port = serve.port()}};
  stranger.say(boost::json::object{{"type", "hello"}, {"token", text}});
  stranger.expect_refused("not_signed_in");
  CHECK(stranger.close_code() == 4001);
}

TEST_CASE("a token is made only for what there is, and for a name that can be read") {
  const Folder folder;
  Serve serve{folder.path()};
  serve.start();
  const auto [flags, why] = GENERATE(table<Serve::Flags, std::string>({
      {{"--role", "crew", "--unit", "NOPE-99"}, "the region has no unit NOPE-99"},
      {{"--role", "crew", "--unit", "AMB-01,NOPE-99"}, "the region has no unit NOPE-99"},
      {{"--role", "hospital", "--facility", "nowhere", "--name", "x"}, "no facility nowhere"},
      {{"--name", "\xe9"}, "UTF-8"},
      {{"--name", std::string(101, 'x')}, "at most 100 bytes"},
      {{"--name", std::string(1995, 'x')}, "at most 100 bytes"},
      {{"--name", "two\nlines"}, "on one line"},
  }));
  const auto said = token(serve, flags);
  CHECK(said.status == 1);
  CHECK_THAT(said.err, Catch::Contains(why));
  CHECK(said.out.empty());
  CHECK(id_beside(serve, "operator").empty());
}

TEST_CASE("the program says its version, and of one subcommand what it takes") {
  const Folder folder;
  const Folder data;
  const Serve serve{data.path()};
  const auto said = [&](std::vector<std::string> command) {
    command.insert(command.begin(), serve.command("x", {}).front());
    Process process{command, folder.path() / "out", folder.path() / "err"};
    CHECK(process.exit_status() == 0);
    return text_of(folder.path() / "out");
  };
  CHECK_THAT(said({"--version"}), Catch::StartsWith("siaga 0."));
  for (const auto& command :
       {std::vector<std::string>{"help", "token"}, {"token", "--help"}, {"token", "-h"}}) {
    const auto help = said(command);
    CHECK_THAT(help, Catch::Contains("--revoke"));
    CHECK(help.find("--slowness") == std::string::npos);
    CHECK(help.find("--limits-connections") == std::string::npos);
  }
  CHECK_THAT(said({"serve", "--help"}), Catch::Contains("--limits-connections"));
  CHECK(said({"serve", "--help"}).find("--revoke") == std::string::npos);
  CHECK_THAT(said({"help", "backup"}), Catch::Contains("  FILE\n"));
  CHECK_THAT(said({"--help"}), Catch::Contains("siaga restore"));
}
