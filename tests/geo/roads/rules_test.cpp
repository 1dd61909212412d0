#include "geo/roads/rules.hpp"

#include <catch2/catch.hpp>

#include "tests/geo/roads/drawing.hpp"

using geo::roads::RoadClass;
using geo::roads::Tags;
using geo::roads::Vehicle;
using test::Pairs;

namespace {

using enum geo::roads::Vehicle;

// "ambulance car motorcycle", of these who may drive there in one direction at least.
std::string drivers_on(const Pairs& way) {
  const auto rules = geo::roads::rules_of_way(Tags{way});
  std::string all;
  if (!rules) return all;
  for (const auto vehicle : geo::roads::vehicles)
    if (rules->lanes[vehicle].forward || rules->lanes[vehicle].backward)
      all += (all.empty() ? "" : " ") + std::string{boost::describe::enum_to_string(vehicle, "nobody")};
  return all;
}
Pairs highway(const std::string& kind, Pairs more = {}) {
  more.emplace_back("highway", kind);
  return more;
}
double kmh_of(const Pairs& way, Vehicle vehicle = ambulance) {
  return geo::roads::rules_of_way(Tags{way}).value().lanes[vehicle].kmh;
}
// ">" along the way's nodes, "<" against them.
std::string directions(const Pairs& way, Vehicle vehicle = ambulance) {
  const auto rules = geo::roads::rules_of_way(Tags{way});
  if (!rules) return "";
  const auto& lane = rules->lanes[vehicle];
  return std::string{lane.backward ? "<" : ""} + (lane.forward ? ">" : "");
}
// Seconds; -1 where one does not get through.
std::array<double, 3> passage(const Pairs& node) {
  const auto found = geo::roads::passage_at(Tags{node}).value();
  return {found[ambulance].value_or(-1), found[car].value_or(-1), found[motorcycle].value_or(-1)};
}
using Seconds = std::array<double, 3>;

constexpr auto everybody = "ambulance car motorcycle";

}  // namespace

TEST_CASE("a road's class says who may drive it when nothing else does") {
  struct Row {
    const char* kind;
    const char* who;
    RoadClass road;
  };
  const auto row = GENERATE(
      Row{"motorway", everybody, RoadClass::motorway}, Row{"trunk_link", everybody, RoadClass::trunk},
      Row{"road", everybody, RoadClass::unclassified},
      Row{"living_street", everybody, RoadClass::living_street},
      Row{"pedestrian", "ambulance", RoadClass::pedestrian}, Row{"busway", "ambulance", RoadClass::busway},
      Row{"bus_guideway", "ambulance", RoadClass::busway});
  CAPTURE(row.kind);
  CHECK(drivers_on(highway(row.kind)) == row.who);
  CHECK(geo::roads::rules_of_way(Tags{highway(row.kind)}).value().road == row.road);
}

TEST_CASE("a path is for those whom a sign lets in") {
  const auto* kind = GENERATE("path", "footway", "cycleway", "bridleway");
  CHECK(drivers_on(highway(kind)).empty());
  CHECK(drivers_on(highway(kind, {{"motorcycle", "yes"}})) == "motorcycle");
  CHECK(drivers_on(highway(kind, {{"emergency", "designated"}})) == "ambulance");
  CHECK(drivers_on(highway(kind, {{"motor_vehicle", "permissive"}})) == everybody);
  CHECK(drivers_on(highway(kind, {{"motor_vehicle", "private"}})).empty());
  CHECK(geo::roads::rules_of_way(Tags{highway(kind, {{"access", "yes"}})}).value().road == RoadClass::path);
}

TEST_CASE("what is no road is no road, whatever else it says") {
  CHECK(drivers_on({}).empty());
  CHECK(drivers_on(highway("ferry")).empty());
  CHECK(drivers_on(highway("proposed", {{"access", "yes"}})).empty());
  CHECK(drivers_on(highway("service", {{"area", "yes"}})).empty());
  CHECK(drivers_on({{"route", "bus"}}).empty());
  CHECK(drivers_on({{"route", "ferry"}}) == everybody);
}

TEST_CASE("of several tags about access the most particular one counts") {
  struct Row {
    Pairs tags;
    const char* who;
  };
  const auto row =
      GENERATE(Row{{{"access", "no"}}, ""}, Row{{{"access", "no"}, {"vehicle", "yes"}}, everybody},
               Row{{{"vehicle", "no"}, {"access", "yes"}}, ""},
               Row{{{"vehicle", "no"}, {"motor_vehicle", "yes"}}, everybody},
               Row{{{"motor_vehicle", "yes"}, {"motorcar", "no"}}, "motorcycle"},
               Row{{{"motor_vehicle", "no"}, {"motorcycle", "yes"}}, "motorcycle"},
               Row{{{"motor_vehicle", "no"}, {"motorcar", "yes"}}, "ambulance car"},
               Row{{{"motorcar", "no"}, {"emergency", "yes"}}, "ambulance motorcycle"},
               Row{{{"emergency", "no"}}, "car motorcycle"}, Row{{{"access", "emergency"}}, "ambulance"},
               Row{{{"motor_vehicle", "agricultural"}}, ""}, Row{{{"motor_vehicle", "psv"}}, ""},
               Row{{{"access", "private"}}, everybody}, Row{{{"access", "unheard of"}}, everybody});
  CAPTURE(row.tags);
  CHECK(drivers_on(highway("residential", row.tags)) == row.who);
}

TEST_CASE("nobody drives where the ground does not let anybody through") {
  CHECK(drivers_on(highway("track", {{"smoothness", "impassable"}})).empty());
  CHECK(drivers_on(highway("track", {{"impassable", "yes"}})).empty());
  CHECK(drivers_on(highway("track", {{"impassable", "yes"}, {"access", "emergency"}})).empty());
  CHECK(drivers_on(highway("track", {{"impassable", "no"}})) == everybody);
}

TEST_CASE("who is too high, too heavy or too wide stays out") {
  struct Row {
    const char* limit;
    const char* value;
    const char* who;
  };
  const auto row = GENERATE(Row{"maxheight", "2.5", "car motorcycle"}, Row{"maxheight", "2.6", everybody},
                            Row{"maxheight", "2.2 m", "car motorcycle"},
                            Row{"maxheight", "default", everybody}, Row{"maxheight", "0", everybody},
                            Row{"maxheight", "-1", everybody}, Row{"maxweight", "3.4", "car motorcycle"},
                            Row{"maxweight", "3.5", everybody}, Row{"maxweight", "0", everybody},
                            Row{"maxwidth", "1.9", "motorcycle"}, Row{"maxwidth", "2", everybody},
                            Row{"maxwidth", "0", everybody}, Row{"maxwidth", "narrow", everybody});
  CAPTURE(row.limit, row.value);
  CHECK(drivers_on(highway("residential", {{row.limit, row.value}})) == row.who);
}

TEST_CASE("a sign that keeps ambulances for themselves outweighs what they are too large for") {
  CHECK(drivers_on(highway("service", {{"access", "emergency"}, {"maxheight", "2"}})) == "ambulance");
}

TEST_CASE("a road is as fast as its class, and its ramps are slower") {
  CHECK(kmh_of(highway("primary")) == 55);
  CHECK(kmh_of(highway("primary"), car) == Approx(55 * 0.85));
  CHECK(kmh_of(highway("primary"), motorcycle) == 55);
  CHECK(kmh_of(highway("primary_link")) == Approx(33));
}

TEST_CASE("a sign is believed as far as the class of the road makes it likely") {
  const auto kmh = [](const char* sign) { return kmh_of(highway("residential", {{"maxspeed", sign}})); };
  CHECK(kmh("30") == Approx(27));
  CHECK(kmh("20 mph") == Approx(20 * 1.609344 * 0.9));
  CHECK(kmh("5") == Approx(26 * 0.4));
  CHECK(kmh("1") == Approx(26 * 0.4));
  CHECK(kmh("200") == Approx(26 * 1.6));
  for (const auto* no_number : {"0", "0.5", "-30", "none", "walk", "ID:urban", "1000001", "nan"}) {
    CAPTURE(no_number);
    CHECK(kmh(no_number) == 26);
  }
}

TEST_CASE("the worst that is said of the ground is how fast one gets on") {
  struct Row {
    Pairs ground;
    double kmh;
  };
  const auto row = GENERATE(Row{{{"surface", "mud"}}, 10}, Row{{{"surface", "ground"}}, 18},
                            Row{{{"surface", "gravel"}}, 28}, Row{{{"surface", "compacted"}}, 38},
                            Row{{{"surface", "asphalt"}}, 55}, Row{{{"tracktype", "grade5"}}, 8},
                            Row{{{"tracktype", "grade4"}}, 12}, Row{{{"tracktype", "grade3"}}, 18},
                            Row{{{"tracktype", "grade2"}}, 25}, Row{{{"tracktype", "grade1"}}, 55},
                            Row{{{"smoothness", "horrible"}}, 8}, Row{{{"smoothness", "very_bad"}}, 15},
                            Row{{{"smoothness", "bad"}}, 25}, Row{{{"smoothness", "good"}}, 55},
                            Row{{{"surface", "gravel"}, {"tracktype", "grade4"}}, 12},
                            Row{{{"surface", "mud"}, {"smoothness", "bad"}}, 10},
                            Row{{{"surface", "mud"}, {"maxspeed", "50"}}, 10});
  CAPTURE(row.ground);
  CHECK(kmh_of(highway("primary", row.ground)) == row.kmh);
}

TEST_CASE("through yards and among parked cars one drives at walking pace") {
  CHECK(kmh_of(highway("service")) == 15);
  for (const auto* kind : {"driveway", "parking_aisle", "drive-through"})
    CHECK(kmh_of(highway("service", {{"service", kind}})) == 10);
  CHECK(kmh_of(highway("service", {{"service", "alley"}})) == 15);
  CHECK(kmh_of(highway("service",
                       {{"service", "driveway"}, {"surface", "gravel"}, {"tracktype", "grade5"}})) == 8);
  for (const auto* whose : {"private", "customers", "delivery"})
    CHECK(kmh_of(highway("primary", {{"access", whose}})) == 10);
  const auto for_cars = highway("primary", {{"motorcar", "private"}});
  CHECK(kmh_of(for_cars, car) == 10);
  CHECK(kmh_of(for_cars, motorcycle) == 55);
}

TEST_CASE("which way one may drive is read in all the wordings there are") {
  struct Row {
    Pairs tags;
    const char* way;
  };
  const auto row = GENERATE(Row{{}, "<>"}, Row{{{"oneway", "yes"}}, ">"}, Row{{{"oneway", "true"}}, ">"},
                            Row{{{"oneway", "1"}}, ">"}, Row{{{"oneway", "-1"}}, "<"},
                            Row{{{"oneway", "reverse"}}, "<"}, Row{{{"oneway", "no"}}, "<>"},
                            Row{{{"oneway", "reversible"}}, ""}, Row{{{"oneway", "alternating"}}, ""},
                            Row{{{"oneway", "whatever"}}, "<>"}, Row{{{"junction", "roundabout"}}, ">"},
                            Row{{{"junction", "circular"}}, ">"}, Row{{{"junction", "jughandle"}}, "<>"},
                            Row{{{"junction", "roundabout"}, {"oneway", "no"}}, "<>"},
                            Row{{{"junction", "roundabout"}, {"oneway", "-1"}}, "<"});
  CAPTURE(row.tags);
  CHECK(directions(highway("primary", row.tags)) == row.way);
}

TEST_CASE("a motorway leads one way though no sign says so, unless one says it does not") {
  CHECK(directions(highway("motorway")) == ">");
  CHECK(directions(highway("motorway", {{"oneway", "no"}})) == "<>");
  CHECK(directions(highway("trunk")) == "<>");
}

TEST_CASE("who is exempt from a one-way street drives it both ways, and nobody else") {
  const auto for_ambulances = highway("primary", {{"oneway", "yes"}, {"oneway:emergency", "no"}});
  CHECK(directions(for_ambulances, ambulance) == "<>");
  CHECK(directions(for_ambulances, car) == ">");
  CHECK(directions(for_ambulances, motorcycle) == ">");
  const auto for_motorcycles = highway("primary", {{"oneway", "-1"}, {"oneway:motorcycle", "no"}});
  CHECK(directions(for_motorcycles, ambulance) == "<");
  CHECK(directions(for_motorcycles, motorcycle) == "<>");
  CHECK(directions(highway("primary", {{"oneway", "yes"}, {"oneway:emergency", "yes"}})) == ">");
  const auto changing = highway("primary", {{"oneway", "reversible"}, {"oneway:emergency", "no"}});
  CHECK(directions(changing, ambulance) == "<>");
  CHECK(directions(changing, car).empty());
}

TEST_CASE("how long a ferry takes is read in all the wordings there are") {
  struct Row {
    const char* said;
    std::optional<double> seconds;
  };
  const auto row =
      GENERATE(Row{"01:30", 5400}, Row{"00:40", 2400}, Row{"1:30:15", 5415}, Row{"45", 2700}, Row{"0", 0},
               Row{"1000000", 60e6}, Row{"", std::nullopt}, Row{"an hour", std::nullopt},
               Row{"1:xx", std::nullopt}, Row{"1:2:3:4", std::nullopt}, Row{"-5", std::nullopt},
               Row{"1000001", std::nullopt}, Row{":30", std::nullopt});
  CAPTURE(row.said);
  const auto rules = geo::roads::rules_of_way(Tags{Pairs{{"route", "ferry"}, {"duration", row.said}}});
  CHECK(rules.value().crossing_s == row.seconds);
  CHECK(rules.value().road == RoadClass::ferry);
}

TEST_CASE("only a ferry has a timetable") {
  CHECK_FALSE(geo::roads::rules_of_way(Tags{highway("primary", {{"duration", "01:30"}})}).value().crossing_s);
}

TEST_CASE("of a tag that is there twice the first counts, and of one that is not there nothing") {
  const Pairs tags{{"name", "Jalan Mawar"}, {"name", "Jalan Melati"}};
  CHECK(Tags{tags}["name"] == "Jalan Mawar");
  CHECK(Tags{tags}["highway"].empty());
}

TEST_CASE("what stands in the way costs time, or shuts some out") {
  struct Row {
    Pairs node;
    Seconds seconds;
  };
  const auto row = GENERATE(
      Row{{{"barrier", "gate"}}, {15, 15, 15}}, Row{{{"barrier", "chain"}}, {15, 15, 15}},
      Row{{{"barrier", "gate"}, {"access", "no"}}, {-1, -1, -1}},
      Row{{{"barrier", "gate"}, {"motor_vehicle", "no"}, {"motorcycle", "yes"}}, {-1, -1, 15}},
      Row{{{"barrier", "gate"}, {"access", "emergency"}}, {15, -1, -1}},
      Row{{{"barrier", "gate"}, {"access", "private"}}, {15, 15, 15}},
      Row{{{"barrier", "toll_booth"}}, {0, 10, 10}}, Row{{{"barrier", "border_control"}}, {0, 10, 10}},
      Row{{{"barrier", "bollard"}}, {-1, -1, 5}}, Row{{{"barrier", "block"}}, {-1, -1, 5}},
      Row{{{"barrier", "bollard"}, {"motorcycle", "no"}}, {-1, -1, -1}},
      Row{{{"barrier", "bollard"}, {"emergency", "yes"}}, {15, -1, 5}},
      Row{{{"barrier", "bollard"}, {"access", "emergency"}}, {15, -1, -1}},
      Row{{{"barrier", "wall"}}, {-1, -1, -1}}, Row{{{"barrier", "wall"}, {"access", "yes"}}, {15, 15, 15}});
  CAPTURE(row.node);
  CHECK(passage(row.node) == row.seconds);
}

TEST_CASE("what one drives through or over is no barrier") {
  for (const auto* what : {"entrance", "cattle_grid", "kerb", "height_restrictor", "sally_port"})
    CHECK_FALSE(geo::roads::passage_at(Tags{Pairs{{"barrier", what}, {"access", "no"}}}).has_value());
  CHECK_FALSE(geo::roads::passage_at(Tags{Pairs{{"access", "no"}}}).has_value());
}

TEST_CASE("a traffic light is one at a crossing of roads or of people") {
  CHECK(geo::roads::has_signals(Tags{Pairs{{"highway", "traffic_signals"}}}));
  CHECK(geo::roads::has_signals(Tags{Pairs{{"highway", "crossing"}, {"crossing", "traffic_signals"}}}));
  CHECK_FALSE(geo::roads::has_signals(Tags{Pairs{{"highway", "crossing"}, {"crossing", "zebra"}}}));
}

TEST_CASE("a relation about turning forbids one turn or all others, and other relations nothing") {
  const auto rule = [](const char* type, const char* say) {
    return geo::roads::turn_rule_of(Tags{Pairs{{"type", type}, {"restriction", say}}});
  };
  CHECK_FALSE(rule("restriction", "no_left_turn").value().is_only);
  CHECK(rule("restriction", "only_straight_on").value().is_only);
  for (const auto* nothing : {"no_entry", "no_exit", "give_way", ""})
    CHECK_FALSE(rule("restriction", nothing).has_value());
  CHECK_FALSE(rule("route", "no_left_turn").has_value());
}

TEST_CASE("a rule about turning binds whom it does not except") {
  struct Row {
    const char* except;
    std::array<bool, 3> binds;
  };
  const auto row =
      GENERATE(Row{"", {true, true, true}}, Row{"emergency", {false, true, true}},
               Row{"motorcar", {true, false, true}}, Row{"motorcycle", {true, true, false}},
               Row{"psv;emergency;motorcycle", {false, true, false}}, Row{"bicycle", {true, true, true}});
  CAPTURE(row.except);
  const auto rule = geo::roads::turn_rule_of(
      Tags{Pairs{{"type", "restriction"}, {"restriction", "no_u_turn"}, {"except", row.except}}});
  CHECK(rule.value().binds.of == row.binds);
  const auto all_cars = geo::roads::turn_rule_of(
      Tags{Pairs{{"type", "restriction"}, {"restriction", "no_u_turn"}, {"except", "motor_vehicle"}}});
  CHECK_FALSE(all_cars.value().binds[car]);
  CHECK_FALSE(all_cars.value().binds[motorcycle]);
}
