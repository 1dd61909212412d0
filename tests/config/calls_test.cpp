#include "config/calls.hpp"

#include "config/keys.hpp"
#include "tests/config/folder.hpp"

using namespace config;
using tests::Folder;

namespace {

const std::string calls_header =
    "received_s,lat,lon,priority,needs,complaint,transport,recorded_dispatch_s,recorded_enroute_s,recorded_"
    "onscene_s\n";

config::Region around_jembrana() {
  config::Region region;
  region.name = "jembrana";
  region.map_centre = geo::Position::from({.lat = -8.35, .lon = 114.6}).value();
  return region;
}

auto calls_in(const std::string& rows) {
  const Folder folder;
  return load_calls(folder.write("calls.csv", calls_header + rows), around_jembrana());
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
      {"1.234,-8.35,114.6,P1,either,x,no,,,\n", "line 2: received_s should be whole seconds"},
      {",-8.35,114.6,P1,either,x,no,,,\n", "line 2: received_s should be whole seconds, not empty"},
      {"0,-8.35,114.6,P1,either,x,Y,,,\n", "line 2: transport should be yes or no, not Y"},
      {"0,-8.35,114.6,P1,either,x,YES,,,\n", "line 2: transport should be yes or no, not YES"},
      {"0,-8.35,114.6,P1,either,x,,,,\n", "line 2: transport should be yes or no, not empty"},
      {"0,-8.35,114.6,P1,either,x,no,soon,,\n", "line 2: recorded_dispatch_s should be whole seconds"},
      {"0,-8.35,114.6,P1,either,x,no,,-3,\n", "line 2: recorded_enroute_s should be whole seconds"},
      {"0,-8.35,114.6,P1,either,x,no,,,12:30\n", "line 2: recorded_onscene_s should be whole seconds"},
      {"0,0,0,P1,either,x,no,,,\n", "line 2: lat and lon are 0, 0"},
      {"0,52.5,13.4,P1,either,x,no,,,\n",
       "km from the middle of jembrana: is this a call of another region?"},
      {"", "calls.csv: there is no call in it"},
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

TEST_CASE("a complaint that the server would not take is refused with its line") {
  const auto row = [](std::size_t bytes) {
    return "0,-8.35,114.6,P1,ambulance," + std::string(bytes, 'x') + ",no,,,\n";
  };
  REQUIRE(calls_in(row(2000)).has_value());
  const auto calls = calls_in(row(100'000));
  REQUIRE(calls.has_error());
  REQUIRE_THAT(calls.error().what,
               Catch::Contains("line 2: complaint should be at most 2000 bytes, not 100000"));
}

TEST_CASE("a list of calls with two columns of one name is refused") {
  const Folder folder;
  const auto file = folder.write("calls.csv",
                                 "received_s,lat,lon,priority,needs,complaint,transport,lat\n"
                                 "0,-8.35,114.6,P1,ambulance,x,no,-8.35\n");
  REQUIRE_THAT(load_calls(file, around_jembrana()).error().what,
               Catch::Contains("line 1: columns 2 and 8 have the same name"));
}

TEST_CASE("calls are made up around places, and where there are none that is said") {
  const std::vector<std::string> flags{"--config", PROJECT_SOURCE_DIR "/config/siaga.toml"};
  const auto settings =
      config::load(flags, simulate_keys(), [](const std::string&) { return std::nullopt; }).value();
  auto region = around_jembrana();
  const auto none = calls_of(settings, region);
  REQUIRE(none.has_error());
  REQUIRE_THAT(none.error().what, Catch::Contains("the region jembrana has no places"));
  region.places.push_back({"Negara", "desa", region.map_centre, "", "", false});
  REQUIRE_FALSE(calls_of(settings, region).value().empty());
}
