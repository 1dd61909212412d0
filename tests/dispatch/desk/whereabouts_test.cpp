#include "dispatch/desk/whereabouts.hpp"

#include "tests/support/town.hpp"

using namespace dispatch;
using namespace tests;

namespace {

const geo::Position scene = at(-8.3571, 114.6204);
const geo::Position home = at(-8.3, 114.9);  // 31 km from the scene
const geo::Position jakarta = at(-6.2, 106.8);

geo::Position east_of(geo::Position from, double metres) {
  return geo::towards(from, 90, geo::Metres{metres});
}

// What is known of one unit, as the desk keeps it.
struct Seen {
  Whereabouts whereabouts;
  Policy policy;
  TimePoint now = Town{}.now();
  std::optional<Fix> known;

  Seen() { policy.region = {at(-8.3, 114.67), geo::Metres{40'000}}; }
  // The next report comes after so long.
  Seen& says(geo::Position where, milliseconds after = 1s, std::optional<double> accuracy = 6) {
    now += after;
    return says_as_of(now, where, accuracy);
  }
  // Of a device that does not know how exact it is.
  Seen& says_from(std::string source, std::optional<double> accuracy, geo::Position where,
                  milliseconds after) {
    now += after;
    const Fix said{id("AMB-03"), where, now, accuracy, {}, {}, std::move(source)};
    if (const auto shown = whereabouts.heard(policy, said, known ? &*known : nullptr, now)) known = shown;
    return *this;
  }
  Seen& says_as_of(TimePoint when, geo::Position where, std::optional<double> accuracy = 6) {
    const Fix said{id("AMB-03"), where, when, accuracy, {}, {}, {}};
    const auto shown = whereabouts.heard(policy, said, known ? &*known : nullptr, now);
    if (shown) known = shown;
    return *this;
  }
  [[nodiscard]] bool is_at(geo::Position where) const {
    return geo::distance(known->where, where) < geo::Metres{1};
  }
  [[nodiscard]] bool is_undoubted() const { return !known->doubt && !known->off_by_m; }
};

}  // namespace

TEST_CASE("a unit that drives as vehicles do is where it says, without a doubt") {
  Seen unit;
  for (int second = 0; second < 60; ++second) {
    unit.says(east_of(scene, 25.0 * second));
    REQUIRE(unit.is_at(east_of(scene, 25.0 * second)));
    REQUIRE(unit.is_undoubted());
  }
  unit.says(east_of(scene, 5000), 2min);
  REQUIRE(unit.is_undoubted());
}

TEST_CASE("a jump that no vehicle can make is said, with how far it is to where else it may be") {
  Seen unit;
  unit.says(scene).says(home);
  REQUIRE(unit.known->doubt == FixDoubt::disputed);
  REQUIRE(*unit.known->off_by_m == Approx(31'400).margin(500));
  REQUIRE(circle_of(*unit.known) == geo::Metres{*unit.known->off_by_m});
}

TEST_CASE("one wild position does not replace a place that was confirmed again and again") {
  Seen unit;
  for (int n = 0; n < 5; ++n) unit.says(scene);
  unit.says(home);
  REQUIRE(unit.is_at(scene));
  REQUIRE(unit.known->doubt == FixDoubt::disputed);
  unit.says(scene);
  REQUIRE(unit.is_at(scene));
  REQUIRE_FALSE(unit.is_undoubted());
  for (int second = 0; second < 61; ++second) unit.says(scene);
  REQUIRE(unit.is_undoubted());
}

TEST_CASE(
    "of two devices that report for one unit in turn one leads, and the doubt is said as long as they do") {
  const auto [first, second] = GENERATE(table<geo::Position, geo::Position>({{home, scene}, {scene, home}}));
  const auto between = GENERATE(1s, 7s, 20s);
  Seen unit;
  unit.says(first, between).says(second, between).says(first, between);
  const auto leads = unit.known->where;
  for (int n = 0; n < 20; ++n) {
    unit.says(n % 2 == 0 ? second : first, between);
    REQUIRE(unit.is_at(leads));
    REQUIRE(unit.known->doubt == FixDoubt::disputed);
    REQUIRE(*unit.known->off_by_m > 30'000);
  }
}

TEST_CASE("who goes on alone leads after ten seconds, and after a minute nobody speaks of the other") {
  Seen unit;
  for (int n = 0; n < 10; ++n) unit.says(home);
  for (int n = 0; n < 10; ++n) unit.says(scene);
  REQUIRE(unit.is_at(home));
  unit.says(scene);
  REQUIRE(unit.is_at(scene));
  REQUIRE_FALSE(unit.is_undoubted());
  for (int n = 0; n < 60; ++n) unit.says(scene);
  REQUIRE(unit.is_undoubted());
}

TEST_CASE("a position that is old gives way to the first word from elsewhere") {
  Seen unit;
  for (int n = 0; n < 10; ++n) unit.says(scene);
  unit.says(home, 301s);
  REQUIRE(unit.is_at(home));
  REQUIRE(unit.known->doubt == FixDoubt::disputed);
}

TEST_CASE("far outside the region a unit is not believed, and does not lose the place that was known") {
  Seen unit;
  const auto far =
      GENERATE(as<geo::Position>{}, jakarta, at(0.01, 0.01), at(8.3571, 114.62), at(-8.3571, 14.62));
  unit.says(scene).says(far);
  REQUIRE(unit.is_at(scene));
  REQUIRE(unit.is_undoubted());
  for (int n = 0; n < 5; ++n) unit.says(far).says(scene);
  REQUIRE(unit.is_at(scene));
  REQUIRE(unit.is_undoubted());
}

TEST_CASE(
    "one that is only heard of far outside is shown there, doubted, and is believed at once when it is "
    "back") {
  Seen unit;
  unit.says(jakarta);
  REQUIRE(unit.is_at(jakarta));
  REQUIRE(unit.known->doubt == FixDoubt::outside);
  REQUIRE(*unit.known->off_by_m > 800'000);
  unit.says(scene);
  REQUIRE(unit.is_at(scene));
  REQUIRE(unit.is_undoubted());
}

TEST_CASE("a patient's transfer to the next province is no doubt") {
  Seen unit;
  auto where = scene;
  for (int minute = 0; minute < 200; ++minute) {
    where = east_of(where, 1000);
    unit.says(where, 1min);
    REQUIRE(unit.is_at(where));
    REQUIRE(unit.is_undoubted());
  }
}

TEST_CASE("a position kilometres wide does not replace an exact one of a moment ago") {
  Seen unit;
  unit.says(scene).says(east_of(scene, 2000), 1s, 8000);
  REQUIRE(unit.is_at(scene));
  REQUIRE(unit.is_undoubted());
  unit.says(east_of(scene, 20), 1s, 12);
  REQUIRE(unit.is_at(east_of(scene, 20)));
  unit.says(east_of(scene, 2000), 250s, 8000);
  REQUIRE(unit.is_at(east_of(scene, 2000)));
  REQUIRE(circle_of(*unit.known) == geo::Metres{8000});
}

TEST_CASE(
    "a mobile network's position that does not say how wide it is replaces no exact one of a moment ago") {
  Seen unit;
  const auto unknown = GENERATE(std::optional<double>{}, std::optional{0.0});
  const auto source = GENERATE("network", "cell", "wifi", "NETWORK");
  unit.says(scene).says_from(source, unknown, east_of(scene, 1500), 2s);
  REQUIRE(unit.is_at(scene));
  REQUIRE(circle_of(*unit.known) == geo::Metres{6});
  unit.says_from(source, unknown, east_of(scene, 1500), 100s);
  REQUIRE(unit.is_at(east_of(scene, 1500)));
  REQUIRE(circle_of(*unit.known) == geo::Metres{2000});
  unit.says_from("gps", unknown, east_of(scene, 1000), 2s);
  REQUIRE(unit.is_at(east_of(scene, 1000)));
  REQUIRE(circle_of(*unit.known) == geo::Metres{100});
}

TEST_CASE("a device whose clock is a little behind can still be the other one, and never leads backwards") {
  Seen unit;
  for (int n = 0; n < 5; ++n) unit.says(scene);
  unit.says_as_of(unit.now - 2s, home);
  REQUIRE(unit.is_at(scene));
  REQUIRE(unit.known->doubt == FixDoubt::disputed);
  const auto before = *unit.known;
  unit.says_as_of(unit.now - 10min, home);
  REQUIRE(*unit.known == before);
}

TEST_CASE("what another node heard of the unit meanwhile is known here, too") {
  Seen unit;
  unit.says(scene);
  unit.now += 10min;
  unit.known = Fix{id("AMB-03"), home, unit.now, 6, {}, {}, {}};
  unit.says(east_of(home, 30));
  REQUIRE(unit.is_at(east_of(home, 30)));
  REQUIRE(unit.is_undoubted());
}
