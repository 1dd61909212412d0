#include <catch2/catch.hpp>

#include "tests/support/process.hpp"
#include "tests/system/history.hpp"

using namespace tests;

namespace {

store::Address redis_of_simulation(const Serve& serve) {
  store::Address address;
  address.unix_socket = serve.data() / "redis.sock";
  return address;
}

}  // namespace

TEST_CASE("a simulated desk sends by the plan, and a surge of calls is worked off") {
  const Folder folder;
  Serve serve{folder.path(), {"--clock-speed", "100"}};
  serve.start();
  const auto out = folder.path() / "out";
  Process simulation{
      serve.command("simulate", {"--url", "ws://127.0.0.1:" + std::to_string(serve.port()) + "/ws",
                                 "--seconds", "60", "--surge-after", "3", "--surge-calls", "8"}),
      out, folder.path() / "err"};
  REQUIRE(simulation.exit_status(patience + patience) == 0);
  const auto report = text_of(out);
  CAPTURE(report, text_of(folder.path() / "err"));
  CHECK(report.find("in the surge") != std::string::npos);
  CHECK(report.find("surge: worked off") != std::string::npos);
  std::size_t opened = 0;
  std::size_t by_plan = 0;
  for (const auto& [n, events] : history_of(redis_of_simulation(serve)).entries)
    for (const auto& event : events)
      if (const auto* open = std::get_if<dispatch::AssignmentOpened>(&event.body)) {
        ++opened;
        if (open->assignment.by_plan) ++by_plan;
      }
  CHECK(opened >= 8);
  CHECK(by_plan == opened);
}
