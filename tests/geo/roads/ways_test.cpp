#include <catch2/catch.hpp>

#include "tests/geo/roads/drawing.hpp"

using geo::roads::Vehicle;
using test::Drawing;
using test::Town;

namespace {

const test::Pairs primary{{"highway", "primary"}};
const test::Pairs one_way{{"highway", "residential"}, {"oneway", "yes"}};

test::Pairs residential_with(const std::string& key, const std::string& value) {
  return {{"highway", "residential"}, {key, value}};
}

}  // namespace

TEST_CASE("the quickest way is driven though another is shorter") {
  const Town town{Drawing{{"a     b", "c     d"}}
                      .way("ab", {{"highway", "track"}})
                      .way("ac", primary)
                      .way("cd", primary)
                      .way("db", primary)};
  REQUIRE(town.way('a', 'b') == "acdb");
}

TEST_CASE("a one-way road is driven in its direction") {
  const Town town{Drawing{{"a b", "c d"}}.way("ab", one_way).way("bd").way("dc").way("ca")};
  REQUIRE(town.way('a', 'b') == "ab");
  REQUIRE(town.way('b', 'a') == "bdca");
}

TEST_CASE("a one-way road drawn against its direction is driven from its end") {
  const Town town{
      Drawing{{"a b", "c d"}}.way("ab", residential_with("oneway", "-1")).way("bd").way("dc").way("ca")};
  REQUIRE(town.way('b', 'a') == "ba");
  REQUIRE(town.way('a', 'b') == "acdb");
}

TEST_CASE("an ambulance may drive against a one-way road that is open to emergency vehicles") {
  const Town town{Drawing{{"a b", "c d"}}
                      .way("ab", {{"highway", "residential"}, {"oneway", "yes"}, {"oneway:emergency", "no"}})
                      .way("bd")
                      .way("dc")
                      .way("ca")};
  REQUIRE(town.way('b', 'a') == "ba");
  REQUIRE(town.way('b', 'a', Vehicle::car) == "bdca");
}

TEST_CASE("a roundabout is driven one way round though no tag says so") {
  const Town town{
      Drawing{{"a b", "d c"}}.way("abcda", {{"highway", "residential"}, {"junction", "roundabout"}})};
  REQUIRE(town.way('a', 'd') == "abcd");
  REQUIRE(town.way('d', 'a') == "da");
}

TEST_CASE("a road for emergency vehicles is for ambulances alone") {
  const Drawing drawing = Drawing{{"a b", "c d"}}
                              .way("ab", {{"highway", "service"}, {"access", "no"}, {"emergency", "yes"}})
                              .way("ac")
                              .way("cd")
                              .way("db");
  const Town town{drawing};
  REQUIRE(town.way('a', 'b') == "ab");
  REQUIRE(town.way('a', 'b', Vehicle::car) == "acdb");
}

TEST_CASE("a road that is closed to motor vehicles but open to cars is open to ambulances") {
  const Town town{
      Drawing{{"a b"}}.way("ab", {{"highway", "primary"}, {"motor_vehicle", "no"}, {"motorcar", "yes"}})};
  REQUIRE(town.way('a', 'b') == "ab");
  REQUIRE(town.way('a', 'b', Vehicle::motorcycle) == "-");
}

TEST_CASE("a motorcycle takes the footpath that is open to motorcycles") {
  const Town town{Drawing{{"a b", "c d"}}
                      .way("ab", {{"highway", "path"}, {"motorcycle", "yes"}})
                      .way("ac")
                      .way("cd")
                      .way("db")};
  REQUIRE(town.way('a', 'b', Vehicle::motorcycle) == "ab");
  REQUIRE(town.way('a', 'b') == "acdb");
}

TEST_CASE("an ambulance does not fit under a bridge that is too low") {
  const Town town{
      Drawing{{"a b", "c d"}}.way("ab", residential_with("maxheight", "2.1")).way("ac").way("cd").way("db")};
  REQUIRE(town.way('a', 'b') == "acdb");
  REQUIRE(town.way('a', 'b', Vehicle::car) == "ab");
}

TEST_CASE("bollards let a motorcycle through and no car") {
  const Town town{Drawing{{"a b c", "d   f"}}
                      .node('b', {{"barrier", "bollard"}})
                      .way("abc")
                      .way("ad")
                      .way("df")
                      .way("fc")};
  REQUIRE(town.way('a', 'c') == "adfc");
  REQUIRE(town.way('a', 'c', Vehicle::motorcycle) == "abc");
}

TEST_CASE("a barrier where three roads meet shuts each from the others") {
  const Town town{
      Drawing{{"a b c", "  d  "}}.node('b', {{"barrier", "block"}}).way("ab").way("bc").way("bd")};
  REQUIRE(town.way('a', 'c') == "-");
  REQUIRE(town.way('a', 'd') == "-");
  REQUIRE(town.way('d', 'c') == "-");
}

TEST_CASE("a gate costs the time to open it") {
  const Drawing open = Drawing{{"a b c"}}.way("abc");
  Drawing gated = open;
  gated.node('b', {{"barrier", "gate"}});
  REQUIRE(Town{gated}.way('a', 'c') == "abc");
  REQUIRE(Town{gated}.seconds('a', 'c') - Town{open}.seconds('a', 'c') == Approx(15).margin(0.1));
}

TEST_CASE("a locked gate is passed by nobody but whom it names") {
  const Town town{
      Drawing{{"a b c"}}.node('b', {{"barrier", "gate"}, {"access", "no"}, {"emergency", "yes"}}).way("abc")};
  REQUIRE(town.way('a', 'c') == "abc");
  REQUIRE(town.way('a', 'c', Vehicle::car) == "-");
}

TEST_CASE("traffic lights cost time where one arrives at them") {
  const Drawing without = Drawing{{"a b c"}}.way("ab").way("bc");
  Drawing with = without;
  with.node('b', {{"highway", "traffic_signals"}});
  REQUIRE(Town{with}.seconds('a', 'c') - Town{without}.seconds('a', 'c') == Approx(4).margin(0.1));
  REQUIRE(Town{with}.seconds('a', 'c', Vehicle::car) - Town{without}.seconds('a', 'c', Vehicle::car) ==
          Approx(10).margin(0.1));
}

TEST_CASE("a forbidden left turn sends the ambulance round the block") {
  const Town town{
      Drawing{{"  e  ", "a b c", "  d f"}}.way("ab").way("bc").way("be").way("bd").way("cf").way("fd").turn(
          "no_left_turn", "ab", 'b', "be")};
  // It turns around behind the crossing, or goes on, whichever is sooner.
  REQUIRE(town.way('a', 'e') != "abe");
  REQUIRE(town.way('d', 'e') == "dbe");
  REQUIRE(town.way('a', 'c') == "abc");
  REQUIRE(town.report().turns == 1);
}

TEST_CASE("where only one turn is allowed no other is taken") {
  const Town town{Drawing{{"  e  ", "a b c", "  d f"}}
                      .way("ab", one_way)
                      .way("bc", one_way)
                      .way("be")
                      .way("bd", one_way)
                      .way("cf", one_way)
                      .way("fd", one_way)
                      .way("de")
                      .turn("only_straight_on", "ab", 'b', "bc")};
  REQUIRE(town.way('a', 'd') == "abcfd");
}

TEST_CASE("a turn that is forbidden to cars but not to emergency vehicles") {
  const Town town{Drawing{{"  e  ", "a b c", "    f"}}
                      .way("ab", one_way)
                      .way("bc", one_way)
                      .way("be", one_way)
                      .way("cf", one_way)
                      .turn("no_left_turn", "ab", 'b', "be", {{"except", "emergency"}})};
  REQUIRE(town.way('a', 'e') == "abe");
  REQUIRE(town.way('a', 'e', Vehicle::car) == "-");
}

TEST_CASE("forbidden turns one after the other both hold") {
  const Town town{Drawing{{"  e f", "a b c d"}}
                      .way("ab", one_way)
                      .way("bc", one_way)
                      .way("cd", one_way)
                      .way("be", one_way)
                      .way("cf", one_way)
                      .turn("no_left_turn", "ab", 'b', "be")
                      .turn("no_left_turn", "bc", 'c', "cf")};
  REQUIRE(town.way('a', 'e') == "-");
  REQUIRE(town.way('a', 'f') == "-");
  REQUIRE(town.way('a', 'd') == "abcd");
  REQUIRE(town.way('b', 'f') == "-");
}

TEST_CASE("a turn rule that names a road which passes through the crossing is counted and left out") {
  const Town town{Drawing{{"  e  ", "a b c"}}.way("abc").way("be").turn("no_left_turn", "abc", 'b', "be")};
  REQUIRE(town.report().unclear_turns == 1);
  REQUIRE(town.way('a', 'e') == "abe");
}

TEST_CASE("what cannot be driven is not in the graph") {
  const auto road = GENERATE(as<test::Pairs>{}, test::Pairs{{"highway", "footway"}},
                             test::Pairs{{"highway", "construction"}}, test::Pairs{{"highway", "steps"}},
                             test::Pairs{{"highway", "residential"}, {"access", "no"}},
                             test::Pairs{{"highway", "residential"}, {"smoothness", "impassable"}},
                             test::Pairs{{"highway", "service"}, {"area", "yes"}},
                             test::Pairs{{"highway", "residential"}, {"oneway", "reversible"}},
                             test::Pairs{{"waterway", "river"}}, test::Pairs{});
  const Town town{Drawing{{"a b"}}.way("ab", road)};
  REQUIRE(town.way('a', 'b') == "-");
}

TEST_CASE("a road of which only the class is known takes a sensible time") {
  const Drawing drawing = Drawing{{"a         b"}, 2000}.way("ab", primary);
  const Town town{drawing};
  const auto metres = distance(drawing.at('a'), drawing.at('b')).count();
  const auto kmh = metres / town.seconds('a', 'b') * 3.6;
  REQUIRE(kmh > 40);
  REQUIRE(kmh < 70);
}

TEST_CASE("a bad surface slows one down more than the class says") {
  const Town paved{Drawing{{"a b"}}.way("ab", residential_with("surface", "asphalt"))};
  const Town mud{Drawing{{"a b"}}.way("ab", residential_with("surface", "mud"))};
  REQUIRE(mud.seconds('a', 'b') > 2 * paved.seconds('a', 'b'));
}

TEST_CASE("a sign makes a road faster or slower than its class") {
  const auto seconds = [](const std::string& sign) {
    return Town{Drawing{{"a b"}}.way("ab", residential_with("maxspeed", sign))}.seconds('a', 'b');
  };
  REQUIRE(seconds("40") < seconds("20"));
  REQUIRE(seconds("30 mph") < seconds("30"));
  REQUIRE(seconds("walk") == seconds(""));
}

TEST_CASE("a ferry takes the time that it says and a boarding where it says nothing") {
  const auto ferry = [](const test::Pairs& more) {
    test::Pairs tags{{"route", "ferry"}};
    tags.insert(tags.end(), more.begin(), more.end());
    return Town{Drawing{{"a b c d"}}.way("ab").way("bc", tags).way("cd")}.seconds('a', 'd');
  };
  REQUIRE(ferry({{"duration", "00:40"}}) == Approx(40 * 60 + 28).margin(20));
  REQUIRE(ferry({}) == Approx(20 * 60 + 30 + 28).margin(30));
  REQUIRE(ferry({{"motor_vehicle", "no"}}) == -1);
}
