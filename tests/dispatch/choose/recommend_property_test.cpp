#include <catch2/catch.hpp>
#include <random>

#include "dispatch/choose/recommend.hpp"
#include "dispatch/model/response_plan.hpp"
#include "tests/support/seeds.hpp"
#include "tests/support/town.hpp"

using namespace dispatch;
using namespace tests;

namespace {

using Strings = std::vector<std::string>;

std::string said(const UnitId& unit, std::int64_t eta) {
  return std::string{unit.view()} + " in " + std::to_string(eta) + " s";
}

geo::Position somewhere(std::mt19937& random, geo::Position middle, double degrees) {
  std::uniform_real_distribution<double> off{-degrees, degrees};
  return at(middle.lat() + off(random), middle.lon() + off(random));
}

Unit some_unit(std::mt19937& random, int number, geo::Position station) {
  Unit unit;
  unit.id = id("U-" + std::to_string(number));
  unit.v = 1;
  unit.kind = static_cast<UnitKind>(random() % 3);
  unit.station = {"station", station};
  unit.duty.state = random() % 5 == 0 ? DutyState::off : DutyState::on;
  return unit;
}

// A district of units at stations and on the road, some off duty, some not seen for long, some on a job.
View some_town(std::mt19937& random, int units, double degrees, TimePoint now) {
  View view;
  for (int i = 0; i < units; ++i) {
    const auto station = somewhere(random, Town::centre(), degrees);
    auto unit = some_unit(random, i, station);
    if (random() % 6 == 0) unit.assignment = id<AssignmentId>("job-" + std::to_string(i));
    const bool at_base = random() % 2 == 0;
    const auto age = std::chrono::seconds{random() % 400};
    const Fix fix{unit.id,
                  at_base ? station : somewhere(random, Town::centre(), degrees),
                  now - age,
                  {},
                  at_base ? 0.0 : 12.0,
                  {},
                  {}};
    const bool is_seen = random() % 8 != 0;
    view.load(std::move(unit));
    if (is_seen) view.moved(fix);
  }
  return view;
}

// The same by looking at every unit, as the design says it: the first to arrive, and the first for each slot.
Strings by_looking_at_all(const View& view, const Policy& policy, const Incident& incident, TimePoint now) {
  std::vector<std::tuple<std::int64_t, double, UnitId>> all;
  for (const auto& [name, unit] : view.units()) {
    const auto* fix = view.fix(name);
    const bool can_go = unit.duty.state == DutyState::on && !unit.assignment && fix != nullptr &&
                        now - fix->at <= policy.position_is_old && fits(capabilities_of(unit), incident);
    if (!can_go) continue;
    const bool at_base =
        fix->speed_mps < 1 && geo::distance(fix->where, unit.station.where) <= policy.base_radius;
    const auto away = geo::distance(fix->where, *incident.place.pin);
    const auto eta = (at_base ? policy.turnout_at_base : policy.turnout_moving) +
                     away * policy.road_factor / policy.speed(unit.kind);
    all.emplace_back(eta.count(), away.count(), name);
  }
  std::ranges::sort(all);
  std::set<std::size_t> shown;
  for (const auto& slot : default_response(*incident.triage).slots)
    for (std::size_t at = 0; at < all.size(); ++at)
      if (may_fill(slot, capabilities_of(*view.unit(std::get<UnitId>(all[at]))))) {
        shown.insert(at);
        break;
      }
  for (std::size_t at = 0; at < all.size() && shown.size() < policy.options; ++at) shown.insert(at);
  Strings best;
  for (const auto at : shown) best.push_back(said(std::get<UnitId>(all[at]), std::get<0>(all[at])));
  return best;
}

Strings proposed(const View& view, const Policy& policy, const Incident& incident, TimePoint now) {
  Strings best;
  for (const auto& option : recommend(view, policy, TravelTimes{policy}, incident, now).options)
    best.push_back(said(option.unit, option.eta_s));
  return best;
}

Incident some_call(std::mt19937& random, double degrees) {
  Incident incident;
  incident.id = id<IncidentId>("call");
  incident.place.pin = somewhere(random, Town::centre(), degrees);
  incident.triage = triage(static_cast<Priority>(random() % 5), static_cast<Needs>(random() % 3));
  return incident;
}

}  // namespace

TEST_CASE("the proposal is the one that looking at every unit of a random district gives") {
  const auto seed = GENERATE(seeds(60));
  const auto units = GENERATE(4, 40, 400);
  const auto degrees = GENERATE(0.01, 0.2);
  CAPTURE(seed, units, degrees);
  std::mt19937 random{seed};
  const TimePoint now{1000h};
  const auto view = some_town(random, units, degrees, now);
  Policy policy;
  policy.options = 1 + random() % 8;
  for (int i = 0; i < 5; ++i) {
    const auto call = some_call(random, degrees);
    REQUIRE(proposed(view, policy, call, now) == by_looking_at_all(view, policy, call, now));
  }
}

TEST_CASE("the proposal is exact also where getting going takes long, and longer on the road than at base") {
  const auto seed = GENERATE(seeds(20));
  CAPTURE(seed);
  std::mt19937 random{seed};
  const TimePoint now{1000h};
  const auto view = some_town(random, 200, 0.05, now);
  Policy policy;
  policy.turnout_at_base = GENERATE(0s, 600s);
  policy.turnout_moving = GENERATE(0s, 600s);
  CAPTURE(policy.turnout_at_base.count(), policy.turnout_moving.count());
  const auto call = some_call(random, 0.05);
  REQUIRE(proposed(view, policy, call, now) == by_looking_at_all(view, policy, call, now));
}

TEST_CASE(
    "of units that stand at one place every node proposes the same, in whatever order it came to know them") {
  const TimePoint now{1000h};
  std::vector<int> numbers;
  for (int i = 10; i < 40; ++i) numbers.push_back(i);
  const auto seed = GENERATE(range(0U, 5U));
  std::mt19937 random{seed};
  std::ranges::shuffle(numbers, random);
  View view;
  for (const auto number : numbers) {
    Unit unit;
    unit.id = id("AMB-" + std::to_string(number));
    unit.v = 1;
    unit.duty.state = DutyState::on;
    unit.station = {"elsewhere", at(-8.1, 114.2)};
    view.load(unit);
    view.moved({unit.id, at(-8.35, 114.66), now, {}, 0.0, {}, {}});
  }
  Incident call;
  call.place.pin = Town::centre();
  call.triage = triage(Priority::P1);
  REQUIRE(proposed(view, Policy{}, call, now) == by_looking_at_all(view, Policy{}, call, now));
}
