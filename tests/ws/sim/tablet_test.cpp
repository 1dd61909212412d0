#include "ws/sim/tablet.hpp"

#include <boost/json.hpp>
#include <catch2/catch.hpp>

#include "tests/support/town.hpp"
#include "ws/sim/line.hpp"

using namespace tests;
using namespace ws;

namespace {

dispatch::Facility hospital(std::string_view name, geo::Position where) {
  dispatch::Facility made;
  made.id = id<dispatch::FacilityId>(name);
  made.where = where;
  return made;
}

dispatch::SimulatedCrew reliable(const dispatch::Unit& unit, geo::Position nearest) {
  dispatch::CrewHabits habits;
  habits.declines = habits.never_answers = habits.loses_signal = habits.cannot_move = 0;
  return {unit.id, unit.kind, unit.station.where, {nearest}, habits, 1};
}

// A crew with a patient who is taken to a hospital; what its tablet sends is kept.
struct OnAJob {
  OnAJob() {
    town.with_ambulance("AMB-01", 5min);
    const auto incident = town.calls(dispatch::Priority::P1);
    town.sends(incident, "AMB-01");
    call_of.emplace(incident, 0);
    calls.front().transport = true;
    hospitals = {hospital("RS-NEAR", town.away(1min)), hospital("RS-FAR", town.away(9min))};
    tablet.emplace(Tablet::Options{
        town.unit("AMB-01"), reliable(town.unit("AMB-01"), hospitals.front().where), calls, call_of,
        hospitals, [this] { return "id-" + std::to_string(++ids); },
        [this](const std::string&, const std::string& text) {
          said.push_back(boost::json::parse(text).as_object());
        },
        [this](const std::string& text) { said.push_back(boost::json::parse(text).as_object()); },
        [](dispatch::seconds) {}});
    hear();
  }
  void hear() {
    tablet->heard({{"type", "snapshot"}, {"picture", boost::json::parse(town.picture())}}, town.now());
  }
  [[nodiscard]] std::vector<boost::json::object> of(std::string_view type) const {
    std::vector<boost::json::object> some;
    std::ranges::copy_if(said, std::back_inserter(some),
                         [&](const auto& one) { return text_in(one, "type") == type; });
    return some;
  }
  // Three hours; whoever asks where to take the patient is answered, if so wished.
  void work(const std::optional<std::string>& proposed) {
    for (auto now = town.now(); now < town.now() + 3h; now += 1s) {
      tablet->tick(now, false);
      const auto asked = of("ask_hospitals");
      if (!proposed || asked.empty() || was_answered) continue;
      was_answered = true;
      tablet->heard({{"type", "hospitals"},
                     {"query", asked[0].at("query")},
                     {"hospitals", boost::json::array{{{"facility", *proposed}, {"travel_s", 540}}}}},
                    now);
    }
  }

  Town town;
  std::vector<dispatch::SimulatedCall> calls{1};
  std::map<IncidentId, std::size_t> call_of;
  std::vector<dispatch::Facility> hospitals;
  std::vector<boost::json::object> said;
  int ids = 0;
  bool was_answered = false;
  std::optional<Tablet> tablet;
};

}  // namespace

TEST_CASE(
    "a simulated crew comes on duty, presses all steps of its job, and takes its patient where it is "
    "proposed") {
  OnAJob crew;
  crew.work("RS-FAR");
  REQUIRE(crew.of("unit.duty").size() == 1);
  std::vector<std::string> steps;
  for (const auto& step : crew.of("assignment.step")) steps.emplace_back(text_in(step, "to"));
  REQUIRE(steps == std::vector<std::string>{"delivered", "acknowledged", "en_route", "on_scene", "at_patient",
                                            "left_scene", "at_destination", "handed_over", "cleared"});
  const auto bound = crew.of("assignment.bind");
  REQUIRE(bound.size() == 1);
  REQUIRE(text_in(bound[0], "facility") == "RS-FAR");
  REQUIRE(bound[0].at("offered").at("rank") == 1);
}

TEST_CASE("a simulated crew that hears no proposal takes its patient to the nearest hospital") {
  OnAJob crew;
  crew.work(std::nullopt);
  REQUIRE(text_in(crew.of("assignment.bind").at(0), "facility") == "RS-NEAR");
}
