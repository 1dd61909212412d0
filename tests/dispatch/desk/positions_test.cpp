#include "dispatch/desk/positions.hpp"

#include <algorithm>

#include "dispatch/desk/desk.hpp"
#include "tests/support/memory_journal.hpp"

using namespace dispatch;
using namespace tests;

namespace {

const geo::Position accident = at(-8.3571, 114.6204);
const geo::Position crews_home = at(-8.3, 114.9);  // 31 km from there

// As a node reads what was published, whoever did.
template <class T>
T read_back(const std::string& text) {
  T into;
  json::Rest rest;
  json::FieldError why{{}, {}, &rest};
  using json::read;
  REQUIRE(read(boost::json::parse(text), into, why));
  return into;
}

struct Node : Office {
  Node() {
    open();
    with_ambulance("AMB-03", 3min);
    desk.tick();
    journal->shared.clear();
  }
  void is_told(geo::Position where, std::optional<double> accuracy = 6) {
    desk.report({id("AMB-03"), where, now, accuracy, {}, {}, {}});
  }
  [[nodiscard]] const Fix& shown() const { return *desk.view().fix(id("AMB-03")); }
  [[nodiscard]] bool is_at(geo::Position where, geo::Metres within = geo::Metres{50}) const {
    return geo::distance(shown().where, where) < within;
  }
};

// Two nodes of a region. What is said to one reaches the other as text, with the next tick.
struct Pair {
  Node a;
  Node b;

  Pair() { passes(10min); }
  void passes(milliseconds time) { a.now += time, b.now += time; }
  void share() {
    a.desk.tick();
    b.desk.tick();
    tell(a, b);
    tell(b, a);
  }
  static void tell(Node& from, Node& to) {
    for (const auto& sightings : std::exchange(from.journal->shared, {}))
      to.desk.heard(read_back<std::vector<Sighting>>(json::text_of(sightings)));
  }
  [[nodiscard]] bool agree() const {
    return b.is_at(a.shown().where, geo::Metres{1}) && a.shown().doubt == b.shown().doubt;
  }
};

}  // namespace

TEST_CASE(
    "two devices of one unit on two nodes: its place does not swing, both nodes show the same, and the "
    "doubt") {
  const auto apart = GENERATE(0ms, 100ms, 500ms);
  const auto every = GENERATE(1s, 7s);
  CAPTURE(apart.count(), every.count());
  Pair nodes;
  std::vector<bool> is_at_home;
  for (int n = 0; n < 20; ++n) {
    nodes.a.is_told(crews_home);
    if (apart >= 500ms) nodes.share();
    nodes.passes(apart);
    nodes.b.is_told(accident);
    nodes.share();
    nodes.passes(every - apart);
    if (n < 3) continue;
    REQUIRE(nodes.agree());
    REQUIRE(nodes.a.shown().doubt == FixDoubt::disputed);
    REQUIRE(nodes.b.shown().doubt == FixDoubt::disputed);
    is_at_home.push_back(nodes.a.is_at(crews_home));
  }
  REQUIRE(std::ranges::adjacent_find(is_at_home, std::ranges::not_equal_to{}) == is_at_home.end());
}

TEST_CASE("where one of two devices falls silent all nodes follow the other, and stay with it") {
  Pair nodes;
  for (int n = 0; n < 10; ++n, nodes.passes(1s)) {
    nodes.a.is_told(crews_home);
    nodes.b.is_told(accident);
    nodes.share();
  }
  const auto left = nodes.a.is_at(crews_home) ? accident : crews_home;
  auto& goes_on = left == crews_home ? nodes.a : nodes.b;
  for (int n = 0; n < 20; ++n, nodes.passes(1s)) {
    goes_on.is_told(left);
    nodes.share();
  }
  REQUIRE(nodes.a.is_at(left));
  REQUIRE(nodes.agree());
  for (int n = 0; n < 61; ++n, nodes.passes(1s)) {
    goes_on.is_told(left);
    nodes.share();
  }
  REQUIRE(nodes.agree());
  REQUIRE_FALSE(nodes.b.shown().doubt.has_value());
}

TEST_CASE("a node that comes later follows what the others have followed for long") {
  Pair nodes;
  const auto [first, second] =
      GENERATE(table<geo::Position, geo::Position>({{crews_home, accident}, {accident, crews_home}}));
  for (int n = 0; n < 10; ++n, nodes.passes(1s)) {
    nodes.a.is_told(first);
    nodes.a.desk.tick();
  }
  nodes.a.journal->shared.clear();
  for (int n = 0; n < 10; ++n, nodes.passes(1s)) {
    nodes.b.is_told(second);
    nodes.a.is_told(first);
    nodes.share();
    REQUIRE(nodes.a.is_at(first));
  }
  REQUIRE(nodes.agree());
}

TEST_CASE("a unit that goes over to another node drives on, without a doubt") {
  Pair nodes;
  for (int n = 0; n < 20; ++n, nodes.passes(1s)) {
    auto& node = n < 10 ? nodes.a : nodes.b;
    node.is_told(geo::towards(accident, 90, geo::Metres{25.0 * n}));
    nodes.share();
    REQUIRE(nodes.agree());
    REQUIRE_FALSE(nodes.a.shown().doubt.has_value());
  }
}

TEST_CASE("what a node of an earlier version tells is a word like any other") {
  Node node;
  node.now += 10min;
  node.is_told(accident);
  for (int n = 0; n < 4; ++n) {
    node.now += 1s;
    node.is_told(accident);
    Fix told{id("AMB-03"), crews_home, node.now, 6, {}, {}, {}};
    told.doubt = FixDoubt::disputed;
    told.off_by_m = 7;
    node.desk.heard(read_back<std::vector<Sighting>>(json::text_of(std::vector{told})));
    if (n == 0) continue;
    REQUIRE(node.is_at(accident));
    REQUIRE(node.shown().doubt == FixDoubt::disputed);
    REQUIRE(*node.shown().off_by_m > 30'000);
  }
}

TEST_CASE("an older node reads what a newer one tells as the position that is shown there") {
  Sighting told{Fix{id("AMB-03"), accident, Town{}.now(), 6, {}, {}, {}}};
  told.said = {told.shown, Fix{id("AMB-03"), crews_home, Town{}.now(), 6, {}, {}, {}}};
  told.since = Town{}.now() - 1h;
  REQUIRE(read_back<Fix>(json::text_of(told)) == told.shown);
}
