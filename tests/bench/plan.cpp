#include <random>
#include <stdexcept>

#include "dispatch/choose/plan_keeper.hpp"
#include "geo/roads/build.hpp"
#include "tests/bench/benches.hpp"
#include "tests/bench/made_city.hpp"
#include "tests/bench/support.hpp"

// What a plan for all who wait costs whoever makes it, on a made city of 50,000 crossings.
namespace bench {
namespace {

using namespace dispatch;

const TimePoint noon = std::chrono::sys_days{std::chrono::January / 1 / 2026} + std::chrono::hours{12};

template <class Id>
Id named(const char* prefix, std::size_t number) {
  return Id::from(prefix + std::to_string(number)).value();
}

// Free units and calls that wait, anywhere in the city, the same for the same numbers.
class Waiting {
 public:
  Waiting(std::shared_ptr<const geo::roads::Network> network, std::size_t units, std::size_t calls)
      : travel_{Policy{}, std::move(network)} {
    for (std::size_t i = 0; i < units; ++i) {
      Unit unit;
      unit.id = named<UnitId>("U-", i);
      unit.v = 1;
      unit.station = {"base", anywhere()};
      unit.duty = {DutyState::on, noon, {}, {}};
      view_.load(unit);
      stand(i);
    }
    for (std::size_t i = 0; i < calls; ++i) {
      Incident incident;
      incident.id = named<IncidentId>("call-", i);
      incident.v = 1;
      incident.place.pin = anywhere();
      incident.triage = Triage{static_cast<Priority>(i % 5), Needs::ambulance, {}, {}};
      incident.received_at = noon - std::chrono::seconds{i};
      view_.load(incident);
    }
  }

  void all_move() {
    now_ += milliseconds{2000};
    for (std::size_t i = 0; i < view_.units().size(); ++i) stand(i);
  }
  // A whole round: the ways are looked up, and the plan is made.
  Clock::duration round() {
    const auto begin = Clock::now();
    std::optional<DispatchPlan> news;
    while (keeper_.step({view_, travel_, known_, now_}, news)) {
    }
    return Clock::now() - begin;
  }
  // The plan with its reasons, with all ways in hand.
  Clock::duration plan() {
    const auto begin = Clock::now();
    const auto made = keeper_.now_of({view_, travel_, known_, now_});
    const auto took = Clock::now() - begin;
    if (made.calls.size() != view_.incidents().size()) throw std::runtime_error{"some calls are not planned"};
    return took;
  }

 private:
  geo::Position anywhere() {
    std::uniform_real_distribution<double> side{0.01, 0.17};
    const auto lat = -6.6 + side(random_);
    return geo::Position::from({.lat = lat, .lon = 106.6 + side(random_)}).value();
  }
  void stand(std::size_t unit) {
    view_.moved({named<UnitId>("U-", unit), anywhere(), now_, 5.0, 0.0, {}, "tablet"});
  }

  std::mt19937_64 random_{1};
  TimePoint now_ = noon;
  View view_;
  TravelTimes travel_;
  PlanKeeper keeper_;
  KnownWays known_ = [](const Incident&) { return KnownTravels{}; };
};

}  // namespace

void plan() {
  print_head("plan: who goes where, for all who wait together");
  pin_self(load_core);
  const auto built = geo::roads::build(made_city(unless_quick(224U, 60U)));
  const auto network = std::make_shared<const geo::roads::Network>(geo::roads::view_of(built.tables));
  Waiting many{network, 200, 50};
  Times rounds_of_many;
  many.round();
  for (int i = 0; i < unless_quick(50, 3); ++i) {
    many.all_move();
    rounds_of_many.add(many.round());
  }
  print({"50 calls, 200 units that all have moved, ways looked up, p50",
         text_of(rounds_of_many.percentile(50) / 1000, " ms"), "", rounds_of_many.percentile(50) / 1000,
         Line::Target::at_most, 150, " ms"});
  print({"the same, at most", text_of(rounds_of_many.percentile(100) / 1000, " ms"), "",
         rounds_of_many.percentile(100) / 1000, Line::Target::at_most, 150, " ms"});
  Waiting few{network, 64, 10};
  few.round();
  Times plans;
  for (int i = 0; i < unless_quick(2000, 50); ++i) plans.add(few.plan());
  print({"10 calls, 64 units, ways in hand, with all reasons, p50",
         text_of(plans.percentile(50) / 1000, " ms"),
         "",
         {}});
  print({"the same, p99", text_of(plans.percentile(99) / 1000, " ms"), "", plans.percentile(99) / 1000,
         Line::Target::at_most, 2, " ms"});
}

}  // namespace bench
