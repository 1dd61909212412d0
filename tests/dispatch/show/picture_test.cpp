#include "dispatch/show/picture.hpp"

#include <catch2/catch.hpp>

#include "dispatch/log/incident_state.hpp"
#include "tests/support/town.hpp"

using namespace dispatch;
using namespace tests;
using enum AssignmentState;
namespace bj = boost::json;

namespace {

bj::object seen(const View& view, const Selection& selection) {
  std::string text;
  write_picture(text, view, selection);
  return bj::parse(text).get_object();
}
bj::object everything_in(const Town& town) {
  return seen(town.view(), everything(town.view()));
}
const bj::object& the_only(const bj::object& picture, const char* list) {
  REQUIRE(picture.at(list).get_array().size() == 1);
  return picture.at(list).get_array().front().get_object();
}

template <class Id>
std::vector<std::string> names(std::vector<Id> ids) {
  std::ranges::sort(ids);
  std::vector<std::string> names;
  for (const auto& one : ids) names.emplace_back(one.view());
  return names;
}
using Strings = std::vector<std::string>;

}  // namespace

TEST_CASE("what is known of a call makes its state until somebody is sent") {
  const auto [has_pin, has_triage, state] = GENERATE(table<bool, bool, IncidentState>({
      {false, false, IncidentState::received},
      {true, false, IncidentState::located},
      {false, true, IncidentState::triaged},
      {true, true, IncidentState::pending},
  }));
  Town town;
  Place place{"market", {}, {}, {}};
  if (has_pin) place.pin = Town::centre();
  const auto call = town.calls(
      ReceiveIncident{place, {}, has_triage ? std::optional{triage(Priority::P2)} : std::nullopt, {}});
  REQUIRE(town.state(call) == state);
  REQUIRE(is_waiting(state));
  REQUIRE(the_only(everything_in(town), "incidents").at("state").as_string() == json::name_of(state));
}

TEST_CASE("a picture shows units with their availability and position, incidents with state and alarm") {
  Town town;
  town.with_ambulance("AMB-01", 3min);
  const auto call = town.calls(Priority::P1);
  town.sends(call, "AMB-01");
  REQUIRE(town.presses("AMB-01", declined, "no fuel").done());
  const auto picture = everything_in(town);
  const auto& incident = the_only(picture, "incidents");
  REQUIRE(incident.at("state").as_string() == "pending");
  REQUIRE(incident.at("alarm").at("kind").as_string() == "declined");
  REQUIRE(incident.at("alarm").at("unit").as_string() == "AMB-01");
  const auto& unit = the_only(picture, "units");
  REQUIRE(unit.at("availability").at("state").as_string() == "available");
  REQUIRE(unit.at("availability").at("reason").as_string() == "free");
  REQUIRE(unit.at("fix").at("at").as_int64() == town.now().time_since_epoch().count());
  REQUIRE_FALSE(unit.contains("assignment"));
  REQUIRE(the_only(picture, "assignments").at("state").as_string() == "declined");
  REQUIRE_FALSE(picture.contains("gone"));
}

TEST_CASE("who waits: what nobody is on and is not over, a planned visit only when it is due") {
  for (const auto state : {IncidentState::received, IncidentState::located, IncidentState::triaged,
                           IncidentState::pending, IncidentState::due})
    REQUIRE(is_waiting(state));
  for (const auto state : {IncidentState::scheduled, IncidentState::assigned, IncidentState::on_scene,
                           IncidentState::closed, IncidentState::cancelled})
    REQUIRE_FALSE(is_waiting(state));
}

TEST_CASE("a crew's picture is its unit, its open job and that job's incident") {
  Town town;
  town.with_ambulance("AMB-01", 3min).with_ambulance("AMB-02", 5min);
  const auto mine = town.calls(Priority::P1);
  const auto job = town.sends(mine, "AMB-01");
  town.sends(mine, "AMB-02");
  town.calls(Priority::P2);
  const auto seen = of_units(town.view(), {id("AMB-01"), id("AMB-99")});
  REQUIRE(names(seen.units) == Strings{"AMB-01"});
  REQUIRE(names(seen.assignments) == Strings{std::string{job.view()}});
  REQUIRE(names(seen.incidents) == Strings{std::string{mine.view()}});

  REQUIRE(town.presses("AMB-01", declined, "no fuel").done());
  const auto after = of_units(town.view(), {id("AMB-01")});
  REQUIRE(after.assignments.empty());
  REQUIRE(after.incidents.empty());
}

TEST_CASE("a press on a job changes its incident and its unit for those who look, though not in the log") {
  Town town;
  town.with_ambulance("AMB-01", 3min).with_ambulance("AMB-02", 5min);
  const auto call = town.calls(Priority::P2);
  town.sends(call, "AMB-01");
  town.sends(call, "AMB-02");
  const auto changed = changed_by(town.view(), town.presses("AMB-01", acknowledged).events);
  REQUIRE(changed.assignments.size() == 1);
  REQUIRE(names(changed.incidents) == Strings{std::string{call.view()}});
  REQUIRE(names(changed.units) == Strings{"AMB-01", "AMB-02"});
}

TEST_CASE("a new priority changes what the units on the incident may be taken for") {
  Town town;
  town.with_ambulance("AMB-01", 3min);
  const auto call = town.calls(Priority::P3);
  town.sends(call, "AMB-01");
  const auto told = town.says(operator_ayu(), TriageIncident{call, triage(Priority::P0)});
  REQUIRE(names(changed_by(town.view(), told.events).units) == Strings{"AMB-01"});
}

TEST_CASE("a diverted unit changes both incidents") {
  Town town;
  town.with_ambulance("AMB-01", 3min);
  const auto first = town.calls(Priority::P3);
  town.sends(first, "AMB-01");
  const auto second = town.calls(Priority::P1);
  const auto told = town.tries_to_send(second, "AMB-01", "", true);
  const auto changed = changed_by(town.view(), told.events);
  REQUIRE(names(changed.incidents) == Strings{"call-1", "call-2"});
  REQUIRE(changed.assignments.size() == 2);
}

TEST_CASE("what left the live state is said to be gone, and not shown") {
  Town town;
  town.with_ambulance("AMB-01", 3min);
  const auto call = town.calls(Priority::P3);
  const auto job = town.sends(call, "AMB-01");
  for (const auto to : {acknowledged, on_scene, cleared}) REQUIRE(town.presses("AMB-01", to).done());
  const auto told = town.says(siaga(), ArchiveIncident{call});
  const auto changed = changed_by(town.view(), told.events);
  REQUIRE(changed.gone == Strings{std::string{call.view()}, std::string{job.view()}});
  const auto picture = seen(town.view(), changed);
  REQUIRE(picture.at("incidents").get_array().empty());
  REQUIRE(picture.at("gone").get_array().size() == 2);
}

TEST_CASE("of many notes a picture holds the latest twenty and says how many came before") {
  Town town;
  const auto call = town.calls(Priority::P1);
  const auto texts = [&] {
    std::vector<std::string> said;
    const auto picture = everything_in(town);
    for (const auto& note : the_only(picture, "incidents").at("notes").get_array())
      said.emplace_back(note.at("text").as_string());
    return said;
  };
  const auto notes = [&](int i) {
    return town.says(operator_ayu(), NoteIncident{call, "note " + std::to_string(i)}).done();
  };
  for (int i = 1; i <= 20; ++i) REQUIRE(notes(i));
  REQUIRE(texts().size() == 20);
  REQUIRE_FALSE(the_only(everything_in(town), "incidents").contains("earlier_notes"));
  for (int i = 21; i <= 25; ++i) REQUIRE(notes(i));
  REQUIRE(texts().size() == 20);
  REQUIRE(texts().front() == "note 6");
  REQUIRE(texts().back() == "note 25");
  REQUIRE(the_only(everything_in(town), "incidents").at("earlier_notes").to_number<int>() == 5);
}

TEST_CASE("of long notes a picture holds no more than 8,000 bytes, but always the last one") {
  Town town;
  const auto call = town.calls(Priority::P1);
  for (const char letter : std::string{"abcdef"})
    REQUIRE(town.says(operator_ayu(), NoteIncident{call, std::string(2000, letter)}).done());
  const auto picture = everything_in(town);
  const auto& incident = the_only(picture, "incidents");
  REQUIRE(incident.at("notes").get_array().size() == 4);
  REQUIRE(incident.at("notes").get_array().back().at("text").as_string()[0] == 'f');
  REQUIRE(incident.at("earlier_notes").to_number<int>() == 2);
}
