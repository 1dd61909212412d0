#include <catch2/catch.hpp>

#include "tests/support/town.hpp"

using namespace dispatch;
using namespace tests;
using enum AssignmentState;

namespace {

TimePoint year(int y) {
  return std::chrono::sys_days{std::chrono::year{y} / std::chrono::June / 15};
}

}  // namespace

// What a time of happening becomes, whichever clock said it: the table of docs/protocol.md.
TEST_CASE("every time of happening from 1970 to 2100 is moved to between what it follows and now") {
  Town town;
  town.with_ambulance("AMB-01", 3min);
  town.passes(10min);
  const auto call = town.calls(Priority::P1);
  const auto received = town.now();
  town.passes(5min);
  const auto job = town.sends(call, "AMB-01");
  const auto opened = town.now();
  town.passes(1min);
  std::vector<TimePoint> claims;
  for (int y = 1970; y <= 2100; ++y) claims.push_back(year(y));
  for (const seconds off :
       {seconds{-31 * 24h}, seconds{-1h}, seconds{-6min}, seconds{-1min}, -1s, 0s, seconds{1h}})
    claims.push_back(town.now() + off);
  for (const auto claim : claims) {
    CAPTURE(claim.time_since_epoch().count());
    const auto last = [&] { return town.log().back().at; };

    REQUIRE(town.says(operator_ayu(), NoteIncident{call, "a dog"}, claim).done());
    REQUIRE(last() == std::clamp(claim, received, town.now()));
    REQUIRE(town.log().back().recorded == town.now());

    const auto other = town.command(ReceiveIncident{});
    auto asked = other;
    asked.at = claim;
    REQUIRE(town.says(operator_ayu(), asked).done());
    REQUIRE(last() == std::clamp(claim, town.now() - std::chrono::days{30}, town.now()));

    REQUIRE(town.says(operator_ayu(), EndIncident{IncidentId::same_as(other.id), EndingKind::hoax, "so", {}},
                      claim)
                .done());
    REQUIRE(town.incident(IncidentId::same_as(other.id)).ending->at == town.now());

    auto view = town.view().assignment(job);
    REQUIRE(view->state == reserved);
    const auto decided =
        decide(town.view(), town.policy, crew_of(id("AMB-01")),
               {id<CommandId>("press"), claim, {}, StepAssignment{job, acknowledged, {}}}, town.now());
    REQUIRE(decided.has_value());
    REQUIRE(decided->events.front().at == std::clamp(claim, opened, town.now()));
  }
}
