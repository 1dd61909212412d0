#include "config/calls.hpp"

#include "tests/config/folder.hpp"

using namespace config;
using tests::Folder;

namespace {

const std::string calls_header =
    "received_s,lat,lon,priority,needs,complaint,transport,recorded_dispatch_s,recorded_enroute_s,recorded_"
    "onscene_s\n";

auto calls_in(const std::string& rows) {
  const Folder folder;
  return load_calls(folder.write("calls.csv", calls_header + rows));
}

}  // namespace

TEST_CASE("recorded calls are read with what really happened, where that is known") {
  const auto calls =
      calls_in("0,-8.35,114.6,P1,ambulance,\"fell, hip\",yes,67,81,278\n9,-8.3,114.7,P4,home_care,x,no,,,\n");
  REQUIRE(calls.has_value());
  REQUIRE(calls->size() == 2);
  const auto& first = calls->front();
  REQUIRE(first.triage.priority == dispatch::Priority::P1);
  REQUIRE(first.triage.complaint == "fell, hip");
  REQUIRE(first.transport);
  REQUIRE(first.recorded_on_scene == 278);
  REQUIRE(calls->back().received == std::chrono::seconds{9});
  REQUIRE_FALSE(calls->back().transport);
  REQUIRE_FALSE(calls->back().recorded_dispatch.has_value());
}

TEST_CASE("a recorded call that cannot be is refused with its line") {
  const auto [row, fault] = GENERATE(table<const char*, const char*>({
      {"x,-8.35,114.6,P1,ambulance,x,no,,,\n", "line 2: received_s"},
      {"0,-98,114.6,P1,ambulance,x,no,,,\n", "line 2: lat and lon"},
      {"0,-8.35,114.6,P9,ambulance,x,no,,,\n", "line 2: priority should be P0 to P4, not P9"},
      {"0,-8.35,114.6,P1,tea,x,no,,,\n", "line 2: needs should be"},
      {"5,-8.35,114.6,P1,either,x,no,,,\n4,-8.35,114.6,P1,either,x,no,,,\n",
       "line 3: received_s goes back in time"},
  }));
  const auto calls = calls_in(row);
  REQUIRE(calls.has_error());
  REQUIRE_THAT(calls.error().what, Catch::Contains(fault));
}

TEST_CASE("a time that is no number of seconds is refused") {
  const auto* time = GENERATE("nan", "inf", "-inf", "1e300", "-1");
  CAPTURE(time);
  REQUIRE(calls_in(std::string{time} + ",-8.35,114.6,P1,ambulance,x,no,,,\n").has_error());
}
