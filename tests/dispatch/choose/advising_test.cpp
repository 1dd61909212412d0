#include "dispatch/choose/advising.hpp"

#include <catch2/catch.hpp>

#include "tests/geo/roads/drawing.hpp"
#include "tests/support/town.hpp"

using namespace dispatch;
using namespace tests;

namespace {

// Somebody who works out advice for a town, and reads its log.
class Adviser {
 public:
  explicit Adviser(const Town& town, std::shared_ptr<const geo::roads::Network> roads = nullptr)
      : travel{town.policy, std::move(roads)}, town_{town} {
    reads();
  }
  void reads() {
    for (; read_ < town_.log().size(); ++read_) advising.happened({read_ + 1, {town_.log()[read_]}});
  }
  // What is told until nothing more is due, by incident in the order of telling.
  std::vector<Recommendation> tells() {
    reads();
    std::vector<Recommendation> news;
    while (advising.step(town_.view(), travel, town_.now(), news)) ++steps;
    return news;
  }
  // The incidents that are told of, without the others' beginning.
  std::vector<IncidentId> tells_of() {
    std::vector<IncidentId> incidents;
    for (const auto& one : tells()) incidents.push_back(one.incident);
    return incidents;
  }

  TravelTimes travel;
  Advising advising;
  int steps = 0;

 private:
  const Town& town_;
  std::size_t read_ = 0;
};

std::vector<std::string> units_of(const Recommendation& made) {
  std::vector<std::string> units;
  for (const auto& option : made.options) units.emplace_back(option.unit.view());
  return units;
}

using Incidents = std::vector<IncidentId>;
using Units = std::vector<std::string>;

}  // namespace

TEST_CASE("a unit that clears is proposed to everybody who waits") {
  Town town;
  town.with_ambulance("AMB-01", 3min);
  const auto served = town.calls(Priority::P1);
  town.sends(served, "AMB-01");
  const auto first = town.calls(Priority::P2);
  const auto second = town.calls(Priority::P1);
  Adviser adviser{town};
  for (const auto& made : adviser.tells()) REQUIRE(made.options.empty());
  for (const auto state : {AssignmentState::en_route, AssignmentState::on_scene, AssignmentState::cleared})
    REQUIRE(town.presses("AMB-01", state).done());
  town.passes(1s);
  const auto told = adviser.tells();
  REQUIRE(told.size() >= 2);
  for (const auto& incident : {first, second}) {
    const auto about = std::ranges::find(told, incident, &Recommendation::incident);
    REQUIRE(about != told.end());
    REQUIRE(units_of(*about) == Units{"AMB-01"});
  }
}

TEST_CASE("a unit that is sent is no longer proposed to the others, and who goes off duty neither") {
  Town town;
  town.with_ambulance("AMB-01", 3min).with_ambulance("AMB-02", 6min);
  const auto waits = town.calls(Priority::P1);
  const auto served = town.calls(Priority::P1);
  Adviser adviser{town};
  adviser.tells();
  town.passes(1s);
  town.sends(served, "AMB-01");
  auto told = adviser.tells();
  REQUIRE(told.size() == 1);
  REQUIRE(told[0].incident == waits);
  REQUIRE(units_of(told[0]) == Units{"AMB-02"});
  town.passes(1s);
  REQUIRE(town.duty("AMB-02", DutyState::off).done());
  told = adviser.tells();
  REQUIRE(told.size() == 1);
  REQUIRE(told[0].options.empty());
}

TEST_CASE("a call to which only a motorcycle goes is advised on until somebody who carries goes, too") {
  Town town;
  town.with(UnitKind::motorcycle, "MOT-01", 1min).with_ambulance("AMB-01", 6min);
  const auto call = town.calls(Priority::P1);
  Adviser adviser{town};
  REQUIRE(units_of(adviser.tells().at(0)) == Units{"MOT-01", "AMB-01"});
  town.sends(call, "MOT-01");
  town.passes(1s);
  const auto told = adviser.tells();
  REQUIRE(told.size() == 1);
  REQUIRE(units_of(told[0]) == Units{"AMB-01"});
  town.sends(call, "AMB-01");
  town.passes(1s);
  REQUIRE(adviser.tells().empty());
}

TEST_CASE("what says the same is not told again, however often it is worked out") {
  Town town;
  town.with_ambulance("AMB-01", 3min).with_ambulance("AMB-OLD", 9min);
  town.falls_silent("AMB-OLD");
  town.passes(10min);  // its position is old, and older each second
  const auto call = town.calls(Priority::P1);
  Adviser adviser{town};
  REQUIRE(adviser.tells_of() == Incidents{call});
  for (int i = 0; i < 3; ++i) {
    town.passes(1s);
    adviser.advising.anew();
    REQUIRE(adviser.tells().empty());
  }
  REQUIRE(town.says(operator_ayu(), NoteIncident{call, "the gate is blue"}).done());
  REQUIRE(adviser.tells().empty());
  adviser.advising.was_not_heard(call);
  town.passes(1s);
  adviser.advising.anew();
  REQUIRE(adviser.tells_of() == Incidents{call});
}

TEST_CASE("the most urgent hear first, and a call that has changed itself before all others") {
  Town town;
  town.with_ambulance("AMB-01", 3min);
  const auto planned = town.calls(Priority::P3);
  const auto urgent = town.calls(Priority::P1);
  const auto less = town.calls(Priority::P2);
  Adviser adviser{town};
  adviser.tells();
  town.passes(1s);
  REQUIRE(town.duty("AMB-01", DutyState::off).done());
  REQUIRE(adviser.tells_of() == Incidents{urgent, less, planned});
  town.passes(1s);
  REQUIRE(town.duty("AMB-01", DutyState::on).done());
  town.reports("AMB-01", town.away(3min));
  REQUIRE(town.says(operator_ayu(), TriageIncident{planned, triage(Priority::P2)}).done());
  REQUIRE(adviser.tells_of() == Incidents{planned, urgent, less});
}

TEST_CASE("what happens during a round makes one more, however much it is") {
  Town town;
  town.with_ambulance("AMB-01", 3min).with_ambulance("AMB-02", 6min);
  for (int i = 0; i < 20; ++i) town.calls(Priority::P2);
  Adviser adviser{town};
  adviser.tells();
  town.passes(1s);
  adviser.advising.anew();
  std::vector<Recommendation> news;
  adviser.steps = 0;
  for (int i = 0; i < 5; ++i) REQUIRE(adviser.advising.step(town.view(), adviser.travel, town.now(), news));
  REQUIRE(town.duty("AMB-01", DutyState::off).done());
  REQUIRE(town.duty("AMB-01", DutyState::on).done());
  REQUIRE(town.duty("AMB-02", DutyState::off).done());
  adviser.tells();
  REQUIRE(adviser.steps == 15);  // the rest of this round; the next comes a quarter second after it began
  town.passes(1s);
  adviser.steps = 0;
  REQUIRE(adviser.tells().size() == 5);  // the others were told during the first
  REQUIRE(adviser.steps == 20);
  town.passes(1s);
  adviser.steps = 0;
  adviser.tells();
  REQUIRE(adviser.steps == 0);
}

TEST_CASE("who has been sent help is not advised on") {
  Town town;
  town.with_ambulance("AMB-01", 3min).with_ambulance("AMB-02", 6min);
  const auto call = town.calls(Priority::P1);
  town.sends(call, "AMB-01");
  Adviser adviser{town};
  REQUIRE(adviser.tells().empty());
}

TEST_CASE("one free unit and many who wait cost one search, and the same advice") {
  auto drawing = test::Drawing{{"a   b   c   d", "             ", "e   f   g   h"}, 1000};
  for (const char* road : {"ab", "bc", "cd", "dh", "ef", "fg", "gh", "ae"}) drawing.way(road);
  const auto built = drawing.build();
  const auto roads = std::make_shared<const geo::roads::Network>(view_of(built.tables));
  Town town;
  town.with_ambulance("AMB-01", 3min);
  town.falls_silent("AMB-01");
  town.passes(1s);
  town.reports("AMB-01", drawing.at('g'));
  for (const char letter : std::string{"abcdefh"})
    town.calls(ReceiveIncident{Place{"", drawing.at(letter), {}, {}}, {}, triage(Priority::P1), {}});
  Adviser adviser{town, roads};
  adviser.tells();
  town.passes(1s);
  town.reports("AMB-01", drawing.at('b'));
  adviser.advising.anew();
  adviser.steps = 0;
  REQUIRE_FALSE(adviser.tells().empty());
  REQUIRE(adviser.steps == 8);  // the search from the unit, and seven who wait
  const TravelTimes afresh{town.policy, roads};
  for (const auto& [id, incident] : town.view().incidents()) {
    const auto made = adviser.advising.now_of(town.view(), adviser.travel, incident, town.now());
    const auto plain = recommend(town.view(), town.policy, afresh, incident, town.now());
    REQUIRE(made.options.size() == 1);
    REQUIRE(made.options[0].eta_s == plain.options[0].eta_s);
  }
}

TEST_CASE(
    "what a road engine says of a way counts until its unit moves, the pin moves, or a road is closed") {
  Town town;
  town.with_ambulance("AMB-01", 3min).with_ambulance("AMB-02", 5min);
  const auto call = town.calls(Priority::P1);
  Adviser adviser{town};
  REQUIRE(units_of(adviser.tells().at(0)) == Units{"AMB-01", "AMB-02"});
  const auto& incident = *town.view().incident(call);
  const auto asked = adviser.advising.unasked(town.view(), town.policy, incident, town.now());
  REQUIRE(asked.size() == 2);
  const Travel through_the_tunnel{30s, 20s, 40s, geo::Metres{900}, true, {}};
  adviser.advising.heard_engine(call, *incident.place.pin, asked, {{id("AMB-02"), through_the_tunnel}});
  const auto told = adviser.tells();
  REQUIRE(units_of(told.at(0)) == Units{"AMB-02", "AMB-01"});
  REQUIRE(adviser.advising.unasked(town.view(), town.policy, incident, town.now()).empty());

  const auto now = [&] {
    return units_of(
        adviser.advising.now_of(town.view(), adviser.travel, *town.view().incident(call), town.now()));
  };
  REQUIRE(now() == Units{"AMB-02", "AMB-01"});
  SECTION("the unit moves") {
    town.falls_silent("AMB-02");
    town.passes(1s);
    town.reports("AMB-02", town.away(6min));
    REQUIRE(now() == Units{"AMB-01", "AMB-02"});
    REQUIRE(adviser.advising.unasked(town.view(), town.policy, incident, town.now()).size() == 1);
  }
  SECTION("the pin moves") {
    auto place = incident.place;
    place.pin = town.away(1min);
    REQUIRE(town.says(operator_ayu(), LocateIncident{call, place}).done());
    REQUIRE(now() == Units{"AMB-01", "AMB-02"});
  }
  SECTION("a road is closed") {
    REQUIRE(town.says(operator_ayu(), CloseRoad{{Town::centre()}, "flood", town.now() + 1h}).done());
    adviser.reads();
    REQUIRE(now() == Units{"AMB-01", "AMB-02"});
  }
}
