#include <catch2/catch.hpp>
#include <csignal>
#include <filesystem>
#include <fstream>

#include "tests/support/redis.hpp"
#include "tests/system/said.hpp"

using namespace tests;
namespace fs = std::filesystem;

TEST_CASE("a list of units that is read anew becomes events, and a list that is wrong changes nothing") {
  const Folder folder;
  const auto region = folder.path() / "jembrana";
  fs::copy(fs::path{SIAGA_REPOSITORY} / "config" / "regions" / "jembrana", region);
  Serve serve{folder.path() / "data", {"--region", region.string()}};
  serve.start();
  Client ayu{{.port = serve.port(), .token = serve.token("operator")}};
  ayu.subscribe("board");
  const auto hang_up = [&] { REQUIRE(::kill(serve.process().id(), SIGHUP) == 0); };

  const auto before = text_of(region / "units.csv");
  const auto columns = before.substr(0, before.find('\n'));
  auto line = before.substr(columns.size() + 1);
  line = line.substr(0, line.find('\n'));
  line.replace(line.find("AMB-01"), 6, "AMB-99");
  std::ofstream{region / "units.csv"} << before << line << "\n";
  hang_up();
  ayu.expect_change("units", "AMB-99",
                    [](const Message& unit) { return text(unit, "/duty/state") == "off"; });

  std::ofstream{region / "units.csv"} << "nonsense\n";
  hang_up();
  REQUIRE(becomes_true([&] { return serve.log().find("region.not_read") != std::string::npos; }));
  ayu.must(call());
}
