#include "geo/roads/search.hpp"

#include <catch2/catch.hpp>
#include <random>

#include "tests/geo/roads/ground.hpp"

using geo::roads::Conditions;
using geo::roads::Milliseconds;
using geo::roads::Node;
using geo::roads::Search;
using geo::roads::Vehicle;
using test::Drawing;
using test::Ground;

namespace {

using Direction = Search::Direction;
using Seeds = std::vector<Search::Seed>;

struct Searching : Ground {
  explicit Searching(const Drawing& drawn, const Conditions& conditions = {})
      : Ground{drawn, conditions}, search{tables} {}

  Searching& begin(Direction direction, const Seeds& seeds, Vehicle vehicle = Vehicle::ambulance) {
    search.begin(times, vehicle, direction, seeds);
    return *this;
  }
  // All that is reached, by its letters, in the order in which it is.
  std::string reached() {
    std::string letters;
    while (const auto settled = search.next())
      for (const auto& [letter, place] : drawing.places())
        if (geo::roads::point_at(place) == tables.nodes[settled->node]) letters += letter;
    return letters;
  }
  [[nodiscard]] Milliseconds cost(char letter) const { return search.cost(node(letter)); }
  [[nodiscard]] std::uint32_t seed(char letter) const { return search.seed(node(letter)); }

  Search search;
};

// 6 by 6 crossings; no two roads take the same time, and some lead one way only.
Drawing maze(unsigned seed) {
  std::mt19937 random{seed};
  const std::string letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghij";
  std::vector<std::string> rows(6);
  for (std::size_t i = 0; i < 36; ++i) rows[i / 6] += std::string{letters[i]} + " ";
  Drawing drawing{rows};
  const auto street = [&](std::size_t from, std::size_t to) {
    if (random() % 2 == 0) std::swap(from, to);
    drawing.way({letters[from], letters[to]}, {{"highway", "residential"},
                                               {"maxspeed", std::to_string(13 + random() % 30)},
                                               {"oneway", random() % 4 == 0 ? "yes" : "no"}});
  };
  for (std::size_t i = 0; i < 36; ++i) {
    if (i % 6 < 5) street(i, i + 1);
    if (i < 30) street(i, i + 6);
  }
  return drawing;
}

// By the plainest means: every road again and again, until nothing gets shorter.
std::vector<Milliseconds> costs_from(const Ground& ground, Node from) {
  const auto& times = ground.times.of_arcs(Vehicle::ambulance);
  std::vector<Milliseconds> costs(ground.tables.nodes.size(), geo::roads::closed);
  costs[from] = 0;
  for (bool is_shorter = true; is_shorter;) {
    is_shorter = false;
    for (Node node = 0; node < costs.size(); ++node)
      for (auto i = ground.tables.out_first[node]; i < ground.tables.out_first[node + 1]; ++i) {
        if (costs[node] == geo::roads::closed || times[i] == geo::roads::closed) continue;
        auto& known = costs[ground.tables.arcs[i].to];
        if (costs[node] + times[i] >= known) continue;
        known = costs[node] + times[i];
        is_shorter = true;
      }
  }
  return costs;
}

Drawing street_of_five() {
  return Drawing{{"a b c d e"}}.way("ab").way("bc").way("cd").way("de");
}

}  // namespace

TEST_CASE("crossings are met nearest first, each once, and at the time of the shortest way there") {
  for (unsigned town = 1; town <= 10; ++town) {
    Searching from{maze(town)};
    const auto start = from.node('A');
    const auto expected = costs_from(from, start);
    from.begin(Direction::from_seeds, {{start, 0}});
    std::vector<int> times_met(expected.size(), 0);
    Milliseconds last = 0;
    while (const auto settled = from.search.next()) {
      CAPTURE(town, settled->node);
      REQUIRE(++times_met[settled->node] == 1);
      REQUIRE(settled->cost >= last);
      REQUIRE(settled->cost == expected[settled->node]);
      last = settled->cost;
    }
    for (Node node = 0; node < expected.size(); ++node) REQUIRE(from.search.cost(node) == expected[node]);
  }
}

TEST_CASE("a search to a place finds from everywhere what a search from there would have found") {
  Searching to{maze(42)};
  const auto end = to.node('j');
  to.begin(Direction::to_seeds, {{end, 0}}).reached();
  for (Node node = 0; node < to.tables.nodes.size(); ++node)
    REQUIRE(to.search.cost(node) == costs_from(to, node)[end]);
}

TEST_CASE("each crossing knows which of the starts it is nearest to and by which road") {
  Searching street{street_of_five()};
  street.begin(Direction::from_seeds, {{street.node('a'), 0}, {street.node('e'), 1000}}).reached();
  CHECK(street.seed('b') == 0);
  CHECK(street.seed('c') == 0);
  CHECK(street.seed('d') == 1);
  CHECK(street.search.via(street.node('a')) == geo::roads::none);
  CHECK(street.search.via(street.node('e')) == geo::roads::none);
  CHECK(street.tables.arcs[street.search.via(street.node('b'))].to == street.node('b'));
  street.begin(Direction::to_seeds, {{street.node('a'), 0}}).reached();
  CHECK(street.tables.arcs[street.search.via(street.node('b'))].to == street.node('a'));
}

TEST_CASE("a start that is reached sooner from another one counts for nothing") {
  Searching street{street_of_five()};
  street.begin(Direction::from_seeds, {{street.node('e'), 1'000'000}, {street.node('a'), 0}});
  CHECK(street.reached() == "abcde");
  CHECK(street.seed('e') == 1);
  CHECK(street.cost('e') < 100'000);
}

TEST_CASE("of two starts at one crossing the sooner is taken, and of equal ones the first") {
  Searching street{street_of_five()};
  const auto a = street.node('a');
  street.begin(Direction::from_seeds, {{a, 200}, {a, 100}});
  CHECK(street.cost('a') == 100);
  CHECK(street.seed('a') == 1);
  CHECK(street.reached() == "abcde");
  street.begin(Direction::from_seeds, {{a, 100}, {a, 100}});
  CHECK(street.seed('a') == 0);
  CHECK(street.reached() == "abcde");
}

TEST_CASE("a one-way street is searched along it from a start and against it from an end") {
  Searching street{Drawing{{"a b"}}.way("ab", {{"highway", "residential"}, {"oneway", "yes"}})};
  CHECK(street.begin(Direction::from_seeds, {{street.node('a'), 0}}).reached() == "ab");
  CHECK(street.begin(Direction::from_seeds, {{street.node('b'), 0}}).reached() == "b");
  CHECK(street.begin(Direction::to_seeds, {{street.node('a'), 0}}).reached() == "a");
  CHECK(street.begin(Direction::to_seeds, {{street.node('b'), 0}}).reached() == "ba");
}

TEST_CASE("a search knows nothing of the one before it") {
  Searching street{Drawing{{"a b"}}.way("ab", {{"highway", "residential"}, {"oneway", "yes"}})};
  street.begin(Direction::from_seeds, {{street.node('a'), 0}}).reached();
  REQUIRE(street.cost('b') != geo::roads::closed);
  street.begin(Direction::from_seeds, {{street.node('b'), 7}});
  CHECK(street.cost('a') == geo::roads::closed);
  CHECK(street.cost('b') == 7);
  street.begin(Direction::from_seeds, {{street.node('a'), 0}});  // and nothing of one that was broken off
  CHECK(street.reached() == "ab");
}

TEST_CASE("a search that begins nowhere finds nothing") {
  Searching street{street_of_five()};
  CHECK(street.begin(Direction::from_seeds, {}).reached().empty());
}

TEST_CASE("what takes longer than can be said is not reached") {
  Searching street{street_of_five()};
  const auto a = street.node('a');
  CHECK(street.begin(Direction::from_seeds, {{a, geo::roads::closed}}).reached().empty());
  CHECK(street.cost('a') == geo::roads::closed);
  CHECK(street.begin(Direction::from_seeds, {{a, geo::roads::closed - 1}}).reached() == "a");
  CHECK(street.cost('b') == geo::roads::closed);
}

TEST_CASE("a closed street is passed in neither direction, and each vehicle has its own streets") {
  Conditions conditions;
  conditions.closed.push_back({1, 0.4, 0.6});
  Searching street{street_of_five(), conditions};
  CHECK(street.begin(Direction::from_seeds, {{street.node('a'), 0}}).reached() == "ab");
  CHECK(street.begin(Direction::to_seeds, {{street.node('a'), 0}}).reached() == "ab");
  Searching narrow{Drawing{{"a b c"}}.way("ab").way("bc", {{"highway", "path"}, {"motorcycle", "yes"}})};
  const Seeds at_a{{narrow.node('a'), 0}};
  CHECK(narrow.begin(Direction::from_seeds, at_a).reached() == "ab");
  CHECK(narrow.begin(Direction::from_seeds, at_a, Vehicle::motorcycle).reached() == "abc");
  CHECK(narrow.begin(Direction::to_seeds, at_a).reached() == "ab");
  CHECK(narrow.begin(Direction::to_seeds, at_a, Vehicle::motorcycle).reached() == "abc");
}
