#include <catch2/catch.hpp>
#include <cmath>
#include <map>
#include <queue>
#include <random>
#include <set>

#include "geo/roads/build.hpp"
#include "geo/roads/searcher.hpp"

// Random towns, searched by the plainest means: from each stretch of road to each next one, with the map's
// rules looked up in the map itself. What `build` makes of them must give the same times.

using geo::Metres;
using geo::Position;
using geo::roads::Survey;
using geo::roads::Vehicle;

namespace {

constexpr std::uint32_t side = 6;

class RandomTown {
 public:
  explicit RandomTown(unsigned seed) : random_{seed} {
    const auto origin = Position::from({.lat = 1.8, .lon = 100.1}).value();
    for (std::uint32_t i = 0; i < side * side; ++i) {
      const auto row = i / side;
      const auto down = towards(origin, 180, Metres{200.0 * row});
      survey_.nodes.push_back(towards(down, 90, Metres{200.0 * (i % side)}));
      if (one_in(12)) survey_.barriers[i] = random_passage();
      if (one_in(6)) survey_.signals.insert(i);
    }
    for (std::uint32_t i = 0; i < side * side; ++i) {
      if (i % side + 1 < side && !one_in(8)) add_way(i, i + 1);
      if (i / side + 1 < side && !one_in(8)) add_way(i, i + side);
    }
    for (int i = 0; i < 12; ++i) add_turn();
  }

  [[nodiscard]] const Survey& survey() const { return survey_; }
  std::size_t random_way() { return random_() % survey_.ways.size(); }
  [[nodiscard]] Position middle_of(std::size_t way) const {
    const auto& nodes = survey_.ways[way].nodes;
    return geo::along(survey_.nodes[nodes[0]], survey_.nodes[nodes[1]], 0.5);
  }

 private:
  bool one_in(unsigned count) { return random_() % count == 0; }
  geo::roads::Passage random_passage() {
    geo::roads::Passage passage;
    for (const auto vehicle : geo::roads::vehicles)
      if (!one_in(3)) passage[vehicle] = static_cast<double>(random_() % 20);
    return passage;
  }
  void add_way(std::uint32_t a, std::uint32_t b) {
    Survey::Way way;
    way.id = static_cast<std::int64_t>(survey_.ways.size() + 1);
    way.nodes = {a, b};
    way.rules.road = geo::roads::RoadClass::residential;
    const bool forward = !one_in(6);
    const bool backward = !forward || !one_in(6);
    for (const auto vehicle : geo::roads::vehicles)
      way.rules.lanes[vehicle] = {forward, backward, 10 + static_cast<double>(random_() % 50)};
    survey_.ways.push_back(std::move(way));
  }
  // From one way over the node that it shares with the next.
  void add_turn() {
    const auto& from = survey_.ways[random_way()];
    for (int tries = 0; tries < 200; ++tries) {
      const auto& to = survey_.ways[random_way()];
      for (const auto via : from.nodes)
        if (std::ranges::count(to.nodes, via) > 0 && !survey_.barriers.contains(via)) {
          const auto is_bound = [&](const Survey::Turn& turn) {
            return turn.from == from.id && turn.via == via;
          };
          if (std::ranges::any_of(survey_.turns, is_bound)) return;
          survey_.turns.push_back({from.id, via, to.id, {one_in(4), {{true, true, !one_in(3)}}}});
          return;
        }
    }
  }

  std::mt19937 random_;
  Survey survey_;
};

// A way driven in one direction.
using Driven = std::pair<std::size_t, bool>;

class Plain {
 public:
  Plain(const Survey& survey, Vehicle vehicle) : survey_{survey}, vehicle_{vehicle} {}

  // Milliseconds from the middle of one way to the middle of another; below zero where there is none.
  double between(std::size_t from, std::size_t to) {
    if (from == to) return 0;
    using Entry = std::pair<double, Driven>;
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
    std::set<Driven> done;
    for (const bool back : {false, true})
      if (is_open({from, back})) queue.push({whole({from, back}) / 2, {from, back}});
    double best = -1;
    while (!queue.empty()) {
      const auto [cost, driven] = queue.top();
      queue.pop();
      if (best >= 0 && cost >= best) break;
      if (!done.insert(driven).second) continue;
      for (std::size_t way = 0; way < survey_.ways.size(); ++way)
        for (const bool back : {false, true}) {
          const Driven next{way, back};
          const auto turning = cost_of_turn(driven, next);
          if (!is_open(next) || turning < 0) continue;
          if (way == to) {
            const auto all = cost + turning + whole(next) / 2;
            if (best < 0 || all < best) best = all;
          }
          queue.push({cost + turning + whole(next), next});
        }
    }
    return best;
  }

 private:
  [[nodiscard]] const Survey::Way& way(Driven driven) const { return survey_.ways[driven.first]; }
  [[nodiscard]] std::uint32_t begin(Driven driven) const { return way(driven).nodes[driven.second ? 1 : 0]; }
  [[nodiscard]] std::uint32_t end(Driven driven) const { return way(driven).nodes[driven.second ? 0 : 1]; }
  [[nodiscard]] bool is_open(Driven driven) const {
    const auto& lane = way(driven).rules.lanes[vehicle_];
    return driven.second ? lane.backward : lane.forward;
  }
  [[nodiscard]] double whole(Driven driven) const {
    const std::array<double, 3> signal{4, 10, 6};
    const auto metres = distance(survey_.nodes[begin(driven)], survey_.nodes[end(driven)]).count();
    const auto waiting =
        survey_.signals.contains(end(driven)) ? signal[static_cast<std::size_t>(vehicle_)] : 0;
    return std::round((metres / (way(driven).rules.lanes[vehicle_].kmh / 3.6) + waiting) * 1000);
  }
  [[nodiscard]] Driven only(const Survey::Turn& turn, std::uint32_t via) const {
    const auto index = static_cast<std::size_t>(turn.to - 1);
    return {index, survey_.ways[index].nodes[0] != via};
  }
  // Below zero where one may not go on like that.
  [[nodiscard]] double cost_of_turn(Driven from, Driven to) const {
    if (end(from) != begin(to)) return -1;
    for (const auto& turn : survey_.turns) {
      if (turn.from != way(from).id || turn.via != end(from) || !turn.rule.binds[vehicle_]) continue;
      // Only a road that cannot be driven is no rule.
      if (turn.rule.is_only && !is_open(only(turn, end(from)))) continue;
      if (turn.rule.is_only != (turn.to == way(to).id)) return -1;
    }
    const auto barrier = survey_.barriers.find(end(from));
    if (barrier == survey_.barriers.end() || from.first == to.first) return 0;
    const auto& passage = barrier->second[vehicle_];
    return passage ? *passage * 1000 : -1;
  }

  const Survey& survey_;
  Vehicle vehicle_;
};

}  // namespace

TEST_CASE("in random towns the graph gives the times that the map's own rules give") {
  std::size_t with_way = 0;
  for (unsigned seed = 1; seed <= 60; ++seed) {
    RandomTown town{seed};
    const auto built = geo::roads::build(town.survey());
    const geo::roads::Network network{geo::roads::view_of(built.tables)};
    geo::roads::Scratch scratch{network.tables()};
    geo::roads::Searcher searcher{network, scratch};
    for (int i = 0; i < 12; ++i) {
      const auto vehicle = geo::roads::vehicles[static_cast<std::size_t>(i) % 3];
      const auto from = town.random_way();
      const auto to = town.random_way();
      const auto plain = Plain{town.survey(), vehicle}.between(from, to);
      // From this road alone: what lies near, and where one may walk, is for another test.
      auto start = network.leaving(vehicle, {town.middle_of(from), {}});
      auto end = network.reaching(vehicle, town.middle_of(to));
      const auto is_other = [](std::size_t way) {
        return [way](const auto& lane) { return geo::roads::section_of(lane.course) != way; };
      };
      std::erase_if(start.lanes, is_other(from));
      std::erase_if(end.lanes, is_other(to));
      const auto travel = searcher.to_one(vehicle, {&start, 1}, end).front();
      CAPTURE(seed, i, from, to, plain);
      REQUIRE(travel.has_value() == (plain >= 0));
      if (!travel) continue;
      ++with_way;
      REQUIRE(travel->seconds == Approx(plain / 1000).margin(0.3));
    }
  }
  REQUIRE(with_way > 300);
}

TEST_CASE("forward and backward searches agree") {
  for (unsigned seed = 100; seed < 120; ++seed) {
    RandomTown town{seed};
    const auto built = geo::roads::build(town.survey());
    const geo::roads::Network network{geo::roads::view_of(built.tables)};
    geo::roads::Scratch scratch{network.tables()};
    geo::roads::Searcher searcher{network, scratch};
    const auto start = network.leaving(Vehicle::car, {town.middle_of(town.random_way()), {}});
    const auto end = network.reaching(Vehicle::car, town.middle_of(town.random_way()));
    const auto backward = searcher.to_one(Vehicle::car, {&start, 1}, end).front();
    const auto forward = searcher.from_one(Vehicle::car, start, {&end, 1}).front();
    CAPTURE(seed);
    REQUIRE(backward.has_value() == forward.has_value());
    if (!backward) continue;
    REQUIRE(backward->seconds == Approx(forward->seconds).margin(0.002));
  }
}
