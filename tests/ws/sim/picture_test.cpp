#include "ws/sim/picture.hpp"

#include <boost/json.hpp>
#include <catch2/catch.hpp>

#include "tests/support/town.hpp"

using namespace tests;
using namespace ws;

TEST_CASE("a simulated client sees all of a picture, and skips what it does not know") {
  Town town;
  town.with_ambulance("AMB-01", 5min);
  const auto incident = town.calls(dispatch::Priority::P1);
  const auto job = town.sends(incident, "AMB-01");
  auto sent = boost::json::parse(town.picture()).as_object();
  sent.at("units").at(0).as_object()["of_next_year"] = 1;
  Picture picture;
  picture.take({{"type", "snapshot"}, {"picture", sent}});
  REQUIRE(picture.units.at(id("AMB-01")).assignment == job);
  REQUIRE(picture.assignments.at(job).incident == incident);
  REQUIRE(picture.incidents.at(incident).state == dispatch::IncidentState::assigned);
}
