#include "geo/nearest.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <map>
#include <random>
#include <set>
#include <vector>

using geo::Nearest;
using geo::Position;

namespace {

struct Bounds {
  const char* name;
  double south, north, west, east;
};

constexpr auto areas = {
    Bounds{"a city", 48.1, 48.3, 16.2, 16.5},      Bounds{"a regency on the equator", -0.6, 0.6, 113, 114},
    Bounds{"the date line", -18, -16, 178, 182},   Bounds{"the pole", 88, 90, -180, 180},
    Bounds{"half of the globe", 0, 90, -180, 180}, Bounds{"the whole globe", -90, 90, -180, 180}};

Position somewhere(std::mt19937& random, const Bounds& area) {
  std::uniform_real_distribution<double> lat{area.south, area.north};
  std::uniform_real_distribution<double> lon{area.west, area.east};
  const double east = lon(random);
  return Position::from({.lat = lat(random), .lon = east > 180 ? east - 360 : east}).value();
}

using Units = std::map<Nearest::Key, Position>;

// What looking at every unit says: all distances, nearest first.
std::vector<double> looked_at_all(const Units& units, Position to) {
  std::vector<double> away;
  for (const auto& [key, where] : units) away.push_back(geo::distance(to, where).count());
  std::ranges::sort(away);
  return away;
}

void require_the_same(const Nearest& index, const Units& units, Position to, std::size_t count) {
  const auto wanted = looked_at_all(units, to);
  const auto hits = index.nearest(to, count);
  REQUIRE(hits.size() == std::min(count, units.size()));
  std::set<Nearest::Key> keys;
  for (std::size_t i = 0; i < hits.size(); ++i) {
    CAPTURE(i, hits[i].key);
    REQUIRE(keys.insert(hits[i].key).second);
    const auto exact = geo::distance(to, units.at(hits[i].key)).count();
    REQUIRE(exact == wanted[i]);
    REQUIRE(hits[i].away.count() == Approx(exact).epsilon(0.001).margin(1e-6));
  }
}

}  // namespace

TEST_CASE("the index finds the same units as looking at every one") {
  const auto area = GENERATE(values(areas));
  const auto seed = GENERATE(range(1U, 21U));
  CAPTURE(area.name, seed);
  std::mt19937 random{seed};
  Nearest index;
  Units units;
  for (Nearest::Key key = 0; key < 200; ++key) index.put(key, units[key] = somewhere(random, area));
  for (const std::size_t count : {1U, 10U, 199U, 200U, 1000U})
    require_the_same(index, units, somewhere(random, area), count);
}

TEST_CASE("the index follows units that move, leave and come back") {
  const auto area = GENERATE(values(areas));
  const auto seed = GENERATE(range(1U, 6U));
  CAPTURE(area.name, seed);
  std::mt19937 random{seed};
  Nearest index;
  Units units;
  for (int round = 0; round < 400; ++round) {
    const auto key = static_cast<Nearest::Key>(random() % 60);
    if (random() % 3 == 0) {
      index.remove(key);
      units.erase(key);
    } else {
      index.put(key, units[key] = somewhere(random, area));
    }
    REQUIRE(index.size() == units.size());
    REQUIRE(index.contains(key) == units.contains(key));
    if (round % 10 == 0) require_the_same(index, units, somewhere(random, area), 7);
  }
}

TEST_CASE("units on a circle, some millimetres nearer or farther, come in the right order") {
  const auto radius = GENERATE(50.0, 3'000.0, 40'000.0, 900'000.0, 4'900'000.0, 5'100'000.0, 15'000'000.0);
  const auto seed = GENERATE(range(1U, 6U));
  CAPTURE(radius, seed);
  std::mt19937 random{seed};
  std::uniform_real_distribution<double> some_millimetres{-0.004, 0.004};
  const auto middle = somewhere(random, {"not too near to a pole", -60, 60, -180, 180});
  Nearest index;
  Units units;
  for (Nearest::Key key = 0; key < 120; ++key) {
    const auto far = somewhere(random, {"anywhere", -85, 85, -180, 180});
    const auto part = (radius + some_millimetres(random)) / geo::distance(middle, far).count();
    index.put(key, units[key] = geo::along(middle, far, std::min(part, 1.0)));
  }
  for (const std::size_t count : {1U, 5U, 60U, 120U}) require_the_same(index, units, middle, count);
}

TEST_CASE(
    "of a unit to the north and one to the east, some millimetres apart in distance, the nearer comes "
    "first") {
  const auto radius = GENERATE(100'000.0, 1'000'000.0, 3'000'000.0);
  const auto north_is_nearer = GENERATE(true, false);
  CAPTURE(radius, north_is_nearer);
  const auto middle = Position::from({.lat = 0, .lon = 113}).value();
  const auto go = [&](geo::Degrees towards, double metres) {
    const auto far = Position::from(towards).value();
    return geo::along(middle, far, metres / geo::distance(middle, far).count());
  };
  Nearest index;
  Units units;
  index.put(0, units[0] = go({.lat = 60, .lon = 113}, north_is_nearer ? radius - 0.004 : radius));
  index.put(1, units[1] = go({.lat = 0, .lon = 173}, north_is_nearer ? radius : radius - 0.004));
  require_the_same(index, units, middle, 2);
}

TEST_CASE("units at one and the same place are all found, each once") {
  Nearest index;
  Units units;
  const auto station = Position::from({.lat = -8.357, .lon = 114.615}).value();
  const auto elsewhere = Position::from({.lat = -8.3, .lon = 114.7}).value();
  for (Nearest::Key key = 0; key < 40; ++key) index.put(key, units[key] = key % 4 == 0 ? elsewhere : station);
  require_the_same(index, units, station, 3);
  require_the_same(index, units, elsewhere, 25);
  require_the_same(index, units, station, 40);
}

TEST_CASE("a unit that was taken out is never found again") {
  std::mt19937 random{7};
  const Bounds city{"a city", 48.1, 48.3, 16.2, 16.5};
  Nearest index;
  for (Nearest::Key key = 0; key < 100; ++key) index.put(key, somewhere(random, city));
  for (Nearest::Key gone = 0; gone < 100; ++gone) {
    index.remove(gone);
    REQUIRE_FALSE(index.contains(gone));
    for (const auto& hit : index.nearest(somewhere(random, city), 100)) REQUIRE(hit.key > gone);
  }
  REQUIRE(index.size() == 0);
  REQUIRE(index.nearest(somewhere(random, city), 5).empty());
}

TEST_CASE("a unit that moved is found where it is, not where it was") {
  Nearest index;
  const auto before = Position::from({.lat = -8.3, .lon = 114.6}).value();
  const auto after = Position::from({.lat = -8.4, .lon = 114.7}).value();
  index.put(3, before);
  index.put(3, after);
  index.put(3, after);
  REQUIRE(index.size() == 1);
  REQUIRE(index.nearest(after, 5).size() == 1);
  REQUIRE(index.nearest(after, 5).front().away.count() < 0.001);
}

TEST_CASE("an empty index finds nobody, and taking out whom it does not have changes nothing") {
  Nearest index;
  index.remove(12);
  REQUIRE(index.nearest(Position{}, 5).empty());
  index.put(0, Position{});
  index.remove(12);
  REQUIRE(index.nearest(Position{}, 0).empty());
  REQUIRE(index.nearest(Position{}, 5).size() == 1);
  const auto moved = std::move(index);
  REQUIRE(moved.contains(0));
}
