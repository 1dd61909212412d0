#include "geo/roads/experience.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "tests/geo/roads/drawing.hpp"
#include "tests/geo/roads/driver.hpp"

using namespace geo::roads;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {

using geo::roads::Vehicle::ambulance;

// A primary road along the top, a residential one down from its middle.
test::Drawing crossing(bool is_newer = false) {
  test::Drawing drawing{{"a   b   c   d", "    e", "    f"}, 1000};
  if (is_newer) drawing.way("ae").way("ec");
  return drawing.way("ab", {{"highway", "primary"}})
      .way("bc", {{"highway", "primary"}})
      .way("cd", {{"highway", "primary"}})
      .way("be")
      .way("ef");
}

class School {
 public:
  explicit School(const test::Drawing& drawing) : town{drawing}, drawing_{drawing} {}

  // One trip, so many times as long as the map says.
  void drives(char from, char to, double ratio, HourBand band = HourBand::day) {
    const auto& network = town.network();
    const auto route = town.searcher().route(ambulance, {drawing_.at(from), {}}, drawing_.at(to)).value();
    const milliseconds takes{std::llround(route.travel.seconds * 1000 * ratio)};
    const auto seen = test::driven(route.line, takes, 8s);
    for (std::size_t i = 1; i < seen.size(); ++i) {
      const auto drive = drive_between(town.searcher(), ambulance, {seen[i - 1].where, {}}, seen[i].where,
                                       seen[i].at - seen[i - 1].at);
      if (!drive) continue;
      for (const auto& lesson : lessons_of(*drive, network.tables(), band)) experience.add(lesson);
    }
  }
  [[nodiscard]] Conditions knows(HourBand band = HourBand::day, const Conditions& base = {}) const {
    const auto& tables = town.network().tables();
    return experience.conditions(band, base, tables, SectionIds{tables});
  }
  [[nodiscard]] double of(RoadClass road, HourBand band = HourBand::day) const {
    return knows(band).of_class[static_cast<std::size_t>(road)];
  }
  // On the road between two nodes that it joins.
  [[nodiscard]] double between(char from, char to, HourBand band = HourBand::day) const {
    const auto& network = town.network();
    const auto middle = along(drawing_.at(from), drawing_.at(to), 0.5);
    const auto section =
        snap(network.tables(), network.times(), ambulance, middle, geo::Metres{1}).at(0).section;
    const auto conditions = knows(band);
    const auto own = conditions.of_section.find(section);
    return own == conditions.of_section.end() ? -1 : own->second;
  }

  test::Town town;
  Experience experience;

 private:
  test::Drawing drawing_;
};

}  // namespace

TEST_CASE("a road driven at 60 of 100 of the assumed speed is soon known to take longer") {
  School school{crossing()};
  for (int trip = 0; trip < 40; ++trip) {
    school.drives('a', 'd', 1 / 0.6);
    school.drives('d', 'a', 1 / 0.6);
    school.drives('b', 'f', 1);
  }
  CHECK(school.of(RoadClass::primary) == Approx(1 / 0.6).epsilon(0.06));
  CHECK(school.between('b', 'c') == Approx(1 / 0.6).epsilon(0.03));
  CHECK(school.of(RoadClass::residential) == Approx(1).epsilon(0.03));
  CHECK(school.of(RoadClass::secondary) == 1);
}

TEST_CASE("one trip alone moves what is thought only a little") {
  School school{crossing()};
  school.drives('a', 'd', 2);
  CHECK(school.of(RoadClass::primary) > 1.05);
  CHECK(school.of(RoadClass::primary) < 1.3);
}

TEST_CASE("a road that is slower than its class is told from the others of the class") {
  School school{crossing()};
  for (int trip = 0; trip < 60; ++trip) {
    school.drives('a', 'b', 1);
    school.drives('c', 'd', 1.8);
  }
  CHECK(school.between('a', 'b') < 1.12);
  CHECK(school.between('c', 'd') > 1.65);
}

TEST_CASE("what is known of the night alone does not change the day") {
  School school{crossing()};
  for (int trip = 0; trip < 60; ++trip) school.drives('a', 'd', 0.7, HourBand::night);
  CHECK(school.of(RoadClass::primary, HourBand::night) < 0.75);
  CHECK(school.of(RoadClass::primary, HourBand::day) == Approx(1));
  CHECK(school.between('a', 'b', HourBand::day) == Approx(1));
  // What three parts of the day agree on is believed of a fourth, though less.
  for (int trip = 0; trip < 60; ++trip) {
    school.drives('a', 'd', 0.7, HourBand::morning);
    school.drives('a', 'd', 0.7, HourBand::evening);
  }
  CHECK(school.of(RoadClass::primary, HourBand::day) < 0.85);
  CHECK(school.of(RoadClass::primary, HourBand::day) > 0.72);
}

TEST_CASE("standing at lights on the way is part of the drive") {
  const auto drawing = crossing();
  const test::Town town{drawing};
  const auto from = along(drawing.at('a'), drawing.at('b'), 0.9);
  const auto to = along(drawing.at('b'), drawing.at('c'), 0.1);
  const auto drive = drive_between(town.searcher(), ambulance, {from, {}}, to, 100s);
  REQUIRE(drive.has_value());
  REQUIRE(drive->parts.size() == 2);
  CHECK(drive->parts[0].real + drive->parts[1].real == 100s);
  CHECK(drive->parts[0].assumed + drive->parts[1].assumed < 30s);
}

TEST_CASE("what no drive on these roads explains teaches nothing") {
  const auto drawing = crossing();
  const test::Town town{drawing};
  const auto near_c = along(drawing.at('b'), drawing.at('c'), 0.9);
  const auto teaches = [&](geo::Position from, geo::Position to, milliseconds took) {
    return drive_between(town.searcher(), ambulance, {from, {}}, to, took).has_value();
  };
  CHECK(teaches(drawing.at('b'), near_c, 60s));
  CHECK_FALSE(teaches(drawing.at('b'), near_c, 15s));                               // a jump: 216 km/h
  CHECK_FALSE(teaches(drawing.at('b'), near_c, 130s));                              // too long unseen
  CHECK_FALSE(teaches(towards(drawing.at('b'), 0, geo::Metres{60}), near_c, 60s));  // beside the road
  CHECK_FALSE(
      teaches(drawing.at('b'), towards(drawing.at('b'), 90, geo::Metres{20}), 9s));  // it hardly moved
}

TEST_CASE("a way far longer than the line between two positions is not taken to have been driven") {
  const auto drawing = test::Drawing{{"a b", "d c"}, 800}.way("ab").way("bc").way("cd");
  const test::Town town{drawing};
  const auto teaches = [&](char from, char to) {
    return drive_between(town.searcher(), ambulance, {drawing.at(from), {}}, drawing.at(to), 110s)
        .has_value();
  };
  CHECK(teaches('a', 'b'));
  CHECK_FALSE(teaches('a', 'd'));
}

TEST_CASE("what two nodes have counted adds up to what one would have counted") {
  School one{crossing()};
  School left{crossing()};
  School right{crossing()};
  for (int trip = 0; trip < 6; ++trip) {
    one.drives('a', 'd', 1.3 + 0.1 * trip);
    one.drives('f', 'b', 0.9, HourBand::night);
    auto& node = trip % 2 == 0 ? left : right;
    node.drives('a', 'd', 1.3 + 0.1 * trip);
    node.drives('f', 'b', 0.9, HourBand::night);
  }
  REQUIRE_FALSE(one.experience == left.experience);
  Experience both;
  for (const auto* school : {&left, &right})
    for (const auto& lesson : school->experience.lessons()) both.add(lesson);
  REQUIRE(one.experience == both);
}

TEST_CASE("lessons keep their meaning through their names") {
  School school{crossing()};
  school.drives('a', 'f', 1.2, HourBand::afternoon);
  const auto lessons = school.experience.lessons();
  REQUIRE(lessons.size() == 5);  // two classes and three sections
  Experience read;
  for (const auto& lesson : lessons) {
    const auto again = Lesson::from(lesson.name(), lesson.seen);
    REQUIRE(again.has_value());
    read.add(*again);
  }
  REQUIRE(read == school.experience);
  for (const auto* name : {"", "class", "class.primary", "class.highway.day", "class.primary.noon",
                           "section.12.day", "section.000000000000000g.day", "arrivals", "street.a.day"})
    CHECK_FALSE(Lesson::from(name, {1s, 1s}).has_value());
  CHECK_FALSE(Lesson::from("class.primary.day", {-1s, 1s}).has_value());
}

TEST_CASE("a graph made anew from a newer map keeps what is known of roads that are still there") {
  School school{crossing()};
  for (int trip = 0; trip < 60; ++trip) school.drives('b', 'd', 1.5);
  const School later{crossing(true)};
  const auto& tables = later.town.network().tables();
  const auto known = school.experience.conditions(HourBand::day, {}, tables, SectionIds{tables});
  REQUIRE(known.of_section.size() == 2);
  for (const auto& [section, ratio] : known.of_section) {
    CHECK(tables.sections[section].road == RoadClass::primary);
    CHECK(ratio > 1.4);
  }
}

TEST_CASE("the region's file is where experience begins and not what it is held against") {
  School school{crossing()};
  Conditions base;
  base.of_class[static_cast<std::size_t>(RoadClass::primary)] = 2;
  CHECK(school.knows(HourBand::day, base).of_class[static_cast<std::size_t>(RoadClass::primary)] == 2);
  for (int trip = 0; trip < 100; ++trip) school.drives('a', 'd', 1.2);
  const auto known = school.knows(HourBand::day, base);
  CHECK(known.of_class[static_cast<std::size_t>(RoadClass::primary)] == Approx(1.2).epsilon(0.06));
}

TEST_CASE("parts of the day follow one another through the day") {
  CHECK(band_at(0min) == HourBand::night);
  CHECK(band_at(6h) == HourBand::morning);
  CHECK(band_at(9h) == HourBand::day);
  CHECK(band_at(15h) == HourBand::afternoon);
  CHECK(band_at(19h) == HourBand::evening);
  CHECK(band_at(23h + 59min) == HourBand::night);
}
