#include "geo/roads/junctions.hpp"

#include <catch2/catch.hpp>
#include <set>

#include "tests/geo/roads/drawing.hpp"

using geo::roads::BuildReport;
using geo::roads::DraftArc;
using geo::roads::DraftGraph;
using geo::roads::Milliseconds;
using geo::roads::Node;
using geo::roads::Vehicle;
using test::Drawing;
using test::Town;

namespace {

struct Drafted {
  explicit Drafted(Drawing drawn)
      : drawing{std::move(drawn)}, graph{geo::roads::draft_graph(drawing.survey(), report)} {}

  [[nodiscard]] char letter(geo::Position where) const {
    for (const auto& [letter, place] : drawing.places())
      if (place == where) return letter;
    return '?';
  }
  [[nodiscard]] std::vector<std::string> sections() const {
    std::vector<std::string> all;
    for (const auto& section : graph.sections) {
      auto& letters = all.emplace_back();
      for (const auto node : section.nodes) letters += letter(drawing.survey().nodes[node]);
    }
    return all;
  }
  // Those of roads, or those through barriers.
  [[nodiscard]] std::vector<DraftArc> arcs(char from, char to, bool through_barrier = false) const {
    std::vector<DraftArc> all;
    for (const auto& arc : graph.arcs)
      if (letter(graph.nodes[arc.from]) == from && letter(graph.nodes[arc.to]) == to &&
          (arc.course == geo::roads::none) == through_barrier)
        all.push_back(arc);
    return all;
  }
  [[nodiscard]] Milliseconds time(char from, char to, Vehicle vehicle = Vehicle::ambulance) const {
    const auto all = arcs(from, to);
    REQUIRE(all.size() == 1);
    return all.front().times[vehicle];
  }
  [[nodiscard]] std::size_t nodes_at(char name) const {
    return static_cast<std::size_t>(
        std::ranges::count_if(graph.nodes, [&](geo::Position node) { return letter(node) == name; }));
  }

  Drawing drawing;
  BuildReport report;
  DraftGraph graph;
};

using Names = std::vector<std::string>;
const test::Pairs plain_street{{"highway", "residential"}};
const test::Pairs one_way_street{{"highway", "residential"}, {"oneway", "yes"}};
const test::Pairs traffic_lights{{"highway", "traffic_signals"}};
constexpr Milliseconds light_ms = 4000;  // of an ambulance

}  // namespace

TEST_CASE("a way is cut where another meets it and nowhere else") {
  const Drafted drafted{Drawing{{"a b c d", "    e"}}.way("abcd").way("ce")};
  CHECK(drafted.sections() == Names{"abc", "cd", "ce"});
  CHECK(drafted.graph.nodes.size() == 4);
  CHECK(drafted.nodes_at('b') == 0);
  CHECK(drafted.report.sections == 3);
  CHECK(drafted.report.kilometres == Approx(0.4).margin(0.001));
  CHECK(drafted.graph.sections[0].metres == Approx(200).margin(0.1));
}

TEST_CASE("a way is cut where it meets itself, and a ring only where it begins") {
  CHECK(Drafted{Drawing{{"a b c", "  e d"}}.way("abcdeb")}.sections() == Names{"ab", "bcdeb"});
  CHECK(Drafted{Drawing{{"a b", "d c"}}.way("abcda")}.sections() == Names{"abcda"});
}

TEST_CASE("where ways end on one another both are cut, also in their middle") {
  CHECK(Drafted{Drawing{{"  d  ", "a b c", "  e  "}}.way("abc").way("dbe")}.sections() ==
        Names{"ab", "bc", "db", "be"});
  CHECK(Drafted{Drawing{{"a b c"}}.way("ab").way("bc")}.graph.nodes.size() == 3);
}

TEST_CASE("a barrier cuts the way that it stands on, and a traffic light does not") {
  CHECK(Drafted{Drawing{{"a b c"}}.way("abc").node('b', {{"barrier", "gate"}})}.sections() ==
        Names{"ab", "bc"});
  CHECK(Drafted{Drawing{{"a b c"}}.way("abc").node('b', traffic_lights)}.sections() == Names{"abc"});
}

TEST_CASE("a street is driven at its speed, and one way only where a sign says so") {
  const Drafted drafted{Drawing{{"a b c"}}.way("ab").way("bc", one_way_street)};
  CHECK(drafted.time('a', 'b') == Approx(100 / (26 / 3.6) * 1000).margin(2));
  CHECK(drafted.time('b', 'a') == drafted.time('a', 'b'));
  CHECK(drafted.time('b', 'c', Vehicle::car) == Approx(100 / (26 * 0.85 / 3.6) * 1000).margin(2));
  CHECK(drafted.arcs('b', 'c').size() == 1);
  CHECK(drafted.arcs('c', 'b').empty());
}

TEST_CASE("a direction that only some may drive is closed to the others") {
  const Drafted drafted{Drawing{{"a b"}}.way(
      "ab", {{"highway", "residential"}, {"oneway", "yes"}, {"oneway:emergency", "no"}})};
  CHECK(drafted.time('b', 'a') != geo::roads::closed);
  CHECK(drafted.time('b', 'a', Vehicle::car) == geo::roads::closed);
  CHECK(drafted.time('a', 'b', Vehicle::car) != geo::roads::closed);
}

TEST_CASE("each traffic light is waited at once: on the way, or where one arrives") {
  const Drafted dark{Drawing{{"a b c d"}}.way("abcd")};
  const auto waits = [&](const std::string& where, char from, char to) {
    Drawing drawing = Drawing{{"a b c d"}}.way("abcd");
    for (const char letter : where) drawing.node(letter, traffic_lights);
    return (Drafted{drawing}.time(from, to) - dark.time(from, to)) / light_ms;
  };
  CHECK(waits("b", 'a', 'd') == 1);
  CHECK(waits("c", 'a', 'd') == 1);
  CHECK(waits("bc", 'a', 'd') == 2);
  CHECK(waits("bc", 'd', 'a') == 2);
  CHECK(waits("d", 'a', 'd') == 1);
  CHECK(waits("d", 'd', 'a') == 0);
  CHECK(waits("a", 'a', 'd') == 0);
  CHECK(waits("a", 'd', 'a') == 1);
  CHECK(waits("abcd", 'a', 'd') == 3);
}

TEST_CASE("cars and motorcycles wait at lights in their own way") {
  const Drafted dark{Drawing{{"a b"}}.way("ab")};
  const Drafted lit{Drawing{{"a b"}}.way("ab").node('b', traffic_lights)};
  const auto wait = [&](Vehicle who) { return lit.time('a', 'b', who) - dark.time('a', 'b', who); };
  CHECK(wait(Vehicle::car) == 10'000);
  CHECK(wait(Vehicle::motorcycle) == 6'000);
}

TEST_CASE("a ferry with a stop on the way takes its share of the timetable on each part") {
  const test::Pairs ferry{{"route", "ferry"}, {"duration", "00:40"}};
  const Drafted drafted{Drawing{{"a b     c", "  d      "}}.way("abc", ferry).way("bd")};
  CHECK(drafted.time('a', 'b') == Approx(10 * 60'000).margin(200));
  CHECK(drafted.time('b', 'c') == Approx(30 * 60'000).margin(200));
  CHECK(drafted.time('c', 'b') == drafted.time('b', 'c'));
}

TEST_CASE("a ferry without a timetable takes its boarding and its sailing, whatever lights there are") {
  const Drafted drafted{Drawing{{"a b"}, 1000}.way("ab", {{"route", "ferry"}}).node('b', traffic_lights)};
  CHECK(drafted.time('a', 'b') == Approx(20 * 60'000 + 1000 / (12 / 3.6) * 1000).margin(20));
}

TEST_CASE("a ferry that is drawn as a mere spot still takes what its timetable says") {
  const Drafted drafted{Drawing{{"a b"}}.way("aa", {{"route", "ferry"}, {"duration", "10"}}).way("ab")};
  for (const auto& arc : drafted.arcs('a', 'a')) CHECK(arc.times[Vehicle::ambulance] == 10 * 60'000);
  CHECK(drafted.arcs('a', 'a').size() == 2);
}

TEST_CASE("a gate is opened once by who passes, and not by who turns around before it") {
  const Drafted drafted{Drawing{{"a b c"}}.way("abc").node('b', {{"barrier", "gate"}})};
  CHECK(drafted.report.barriers == 1);
  CHECK(drafted.nodes_at('b') == 3);  // one for each road end, and the gate itself
  const auto through = drafted.arcs('b', 'b', true);
  REQUIRE(through.size() == 4);
  std::multiset<Milliseconds> times;
  for (const auto& arc : through) times.insert(arc.times[Vehicle::car]);
  CHECK(times == std::multiset<Milliseconds>{0, 0, 15'000, 15'000});
  const auto towards_gate = drafted.arcs('a', 'b').at(0);
  const auto back_from_gate = drafted.arcs('b', 'a').at(0);
  CHECK(towards_gate.to == back_from_gate.from);
  CHECK(towards_gate.to != drafted.arcs('b', 'c').at(0).from);
}

TEST_CASE("a barrier is shut to those who do not get through, and to nobody else") {
  const Drafted drafted{Drawing{{"a b c"}}.way("abc").node('b', {{"barrier", "bollard"}})};
  REQUIRE(drafted.arcs('b', 'b', true).size() == 4);
  for (const auto& arc : drafted.arcs('b', 'b', true)) {
    CHECK(arc.times[Vehicle::car] == geo::roads::closed);
    CHECK(arc.times[Vehicle::motorcycle] <= 5000);
  }
  const Drafted wall{Drawing{{"a b c"}}.way("abc").node('b', {{"barrier", "wall"}})};
  CHECK(wall.arcs('b', 'b', true).empty());
  CHECK(wall.arcs('a', 'b').size() == 1);
}

TEST_CASE("a lane that begins and ends at one gate has two ends there") {
  const Drafted drafted{Drawing{{"a b c", "  e d"}}.way("ab").way("bcdeb").node('b', {{"barrier", "gate"}})};
  CHECK(drafted.nodes_at('b') == 4);
  for (const auto& arc : drafted.arcs('b', 'b')) CHECK(arc.from != arc.to);
  CHECK(Town{drafted.drawing}.way('a', 'c') == "abc");
}

TEST_CASE("a map without barriers says so") {
  CHECK(Drafted{Drawing{{"a b"}}.way("ab")}.report.barriers == 0);
}

namespace {

Drawing forked(const test::Pairs& how = plain_street) {
  return Drawing{{"  e  ", "a b c", "  d x"}}.way("ab", how).way("bc", how).way("be", how).way("bd", how);
}
// Where one may go on to, coming from a.
std::string goes_on(const Drawing& drawing, Vehicle vehicle = Vehicle::ambulance) {
  const Drafted drafted{drawing};
  const auto arrives = drafted.arcs('a', 'b').at(0).to;
  std::set<char> letters;
  for (const auto& arc : drafted.graph.arcs)
    if (arc.from == arrives && arc.times[vehicle] != geo::roads::closed)
      letters.insert(drafted.letter(drafted.graph.nodes[arc.to]));
  return {letters.begin(), letters.end()};
}

}  // namespace

TEST_CASE("a rule about turning forbids what it names and nothing beside it") {
  CHECK(goes_on(forked()) == "acde");
  CHECK(goes_on(forked().turn("no_left_turn", "ab", 'b', "be")) == "acd");
  CHECK(goes_on(forked().turn("no_u_turn", "ab", 'b', "ab")) == "cde");
  CHECK(goes_on(forked().turn("only_straight_on", "ab", 'b', "bc")) == "c");
}

TEST_CASE("several rules at one crossing hold together") {
  CHECK(goes_on(forked().turn("no_left_turn", "ab", 'b', "be").turn("no_right_turn", "ab", 'b', "bd")) ==
        "ac");
  CHECK(
      goes_on(forked().turn("only_straight_on", "ab", 'b', "bc").turn("only_right_turn", "ab", 'b', "bd")) ==
      "cd");
  CHECK(goes_on(forked().turn("only_straight_on", "ab", 'b', "bc").turn("no_straight_on", "ab", 'b', "bc")) ==
        "");
}

TEST_CASE("a rule binds only whom it does not except, and only who comes by that road") {
  const auto drawing = forked().turn("only_straight_on", "ab", 'b', "bc", {{"except", "motorcycle"}});
  CHECK(goes_on(drawing, Vehicle::car) == "c");
  CHECK(goes_on(drawing, Vehicle::motorcycle) == "acde");
  CHECK(Town{drawing}.way('d', 'e') == "dbe");
}

TEST_CASE("a road that one may not turn from everywhere ends at a node of its own") {
  const Drafted drafted{forked().turn("no_left_turn", "ab", 'b', "be")};
  CHECK(drafted.nodes_at('b') == 2);
  CHECK(drafted.arcs('a', 'b').size() == 1);
  CHECK(drafted.arcs('b', 'c').size() == 2);
  CHECK(drafted.arcs('b', 'e').size() == 1);
  CHECK(drafted.report.turns == 1);
  CHECK(drafted.report.unclear_turns == 0);
}

TEST_CASE("a rule about turning that the map does not make clear is counted and left out") {
  const std::vector<Drawing> drawings{
      forked().way("cx").turn("no_left_turn", "ab", 'b', "cx"),       // it does not lead from there
      forked().way("cx").turn("no_left_turn", "cx", 'b', "be"),       // it does not lead there
      forked().turn("no_left_turn", "ab", 'x', "be"),                 // no road is there
      forked().way("acx").turn("no_left_turn", "ab", 'c', "be"),      // neither of them
      forked(one_way_street).turn("no_left_turn", "be", 'b', "ab")};  // nobody comes by it
  for (const auto& drawing : drawings) {
    const Drafted drafted{drawing};
    CHECK(drafted.report.turns == 0);
    CHECK(drafted.report.unclear_turns == 1);
    CHECK(drafted.nodes_at('b') == 1);
  }
}

TEST_CASE("at a gate rules about turning are counted as unclear and left out") {
  const Drafted drafted{forked().node('b', {{"barrier", "gate"}}).turn("no_left_turn", "ab", 'b', "be")};
  CHECK(drafted.report.unclear_turns == 1);
  CHECK(Town{drafted.drawing}.way('a', 'e') == "abe");
}
