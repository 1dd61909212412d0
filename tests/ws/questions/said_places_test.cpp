#include "ws/questions/said_places.hpp"

#include <catch2/catch.hpp>

#include "tests/ws/hall.hpp"

using namespace tests;
using namespace dispatch;

namespace {

// A village of a hundredth of a degree, whose kecamatan has one puskesmas.
ws::Finder::Knowledge with_village() {
  const auto corner = [](double up, double right) { return tests::at(-8.36 + up, 114.61 + right); };
  const std::vector<geo::Area> areas{
      {"51.01.01.1013",
       "Lelateng",
       "51.01.01",
       "Negara",
       corner(0.005, 0.005),
       {{{corner(0, 0), corner(0, 0.01), corner(0.01, 0.01), corner(0.01, 0), corner(0, 0)}, {}}}}};
  ws::Finder::Knowledge known{geo::Gazetteer::of({}, areas), {}};
  known.home_areas = HomeAreas{{{"PKM-1", "Puskesmas Negara", "51.01.01", {}}}, {}};
  return known;
}

std::string receive(const std::string& place) {
  return R"({"type":"incident.receive","id":"call-1","place":{"text":"blue gate",)" + place + "}}";
}

constexpr const char* within = R"("pin":{"lat":-8.355,"lon":114.615})";
constexpr const char* elsewhere = R"("pin":{"lat":-8.2,"lon":114.9})";

std::optional<Locality> kept(const Hall& hall) {
  return hall.desk.view().incident(id<IncidentId>("call-1"))->place.locality;
}

}  // namespace

TEST_CASE("the village of a pin and its puskesmas are kept with the call, and go with the pin") {
  Hall hall{with_village()};
  const auto ayu = hall.signs_in("ayu");
  REQUIRE(hall.asks(ayu, receive(within), "ack").at("id") == "call-1");
  REQUIRE(kept(hall) == Locality{Listed{"51.01.01.1013", "Lelateng"}, Listed{"PKM-1", "Puskesmas Negara"}});
  const std::string moved = R"({"type":"incident.locate","id":"c-2","incident":"call-1","place":{"text":"",)";
  REQUIRE(hall.asks(ayu, moved + elsewhere + "}}", "ack").at("id") == "c-2");
  REQUIRE_FALSE(kept(hall).has_value());
}

TEST_CASE("what a client says of the village is not taken") {
  Hall hall{with_village()};
  const auto ayu = hall.signs_in("ayu");
  const std::string invented = R"(,"locality":{"village":{"code":"1","name":"Atlantis"}})";
  hall.asks(ayu, receive(elsewhere + invented), "ack");
  REQUIRE_FALSE(kept(hall).has_value());
}

TEST_CASE("where the region knows no borders no village is kept, and nobody waits for the finder") {
  Hall hall;
  const auto ayu = hall.signs_in("ayu");
  hall.says(ayu, receive(within));
  REQUIRE(ayu->takes("ack").at("id") == "call-1");
  REQUIRE_FALSE(kept(hall).has_value());
}

TEST_CASE("of a phone the village is looked up as long as no person stands for the pin") {
  Incident incident;
  REQUIRE(ws::may_be_pin(incident, tests::at(-8.355, 114.615)) == tests::at(-8.355, 114.615));
  incident.place.confirmed_by = "operator Ayu";
  REQUIRE_FALSE(ws::may_be_pin(incident, tests::at(-8.355, 114.615)).has_value());
}
