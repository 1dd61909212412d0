#include "dispatch/log/event.hpp"

#include <catch2/catch.hpp>

#include "tests/support/town.hpp"

using namespace dispatch;
using namespace tests;

namespace {

std::string entry_of(const Town& town) {
  return json::text_of(town.decision().events);
}

}  // namespace

TEST_CASE("an incident's number is completed to three digits, and grows when a day has more") {
  REQUIRE(complete_number("JBR-1122-", "42") == "JBR-1122-042");
  REQUIRE(complete_number("JBR-1122-", "7") == "JBR-1122-007");
  REQUIRE(complete_number("JBR-1122-", "999") == "JBR-1122-999");
  REQUIRE(complete_number("JBR-1122-", "1000") == "JBR-1122-1000");
}

TEST_CASE("a log entry is read as it was written, with the number that the store counted") {
  Town town;
  town.calls(ReceiveIncident{Place{"blue \"gate\"\n", Town::centre(), {}, {}}, {}, triage(Priority::P1), {}});
  const auto read = read_entry(entry_of(town), "7");
  REQUIRE(read.has_value());
  REQUIRE(read->size() == 1);
  const auto& incident = std::get<IncidentReceived>(read->front().body).incident;
  REQUIRE(incident.number == "JBR-1122-007");
  REQUIRE(incident.place.text == "blue \"gate\"\n");
  REQUIRE(type_of(read->front()) == "incident.received");
  REQUIRE(read->front().touches.size() == 1);
  REQUIRE(read->front().by == "operator Ayu");
}

TEST_CASE("an entry without a counted number keeps what it says") {
  Town town;
  town.calls(ReceiveIncident{});
  const auto read = read_entry(entry_of(town), "");
  REQUIRE(std::get<IncidentReceived>(read->front().body).incident.number == "JBR-1122-");
}

TEST_CASE("an entry that cannot be read says which field is wrong") {
  const auto [text, code, says] = GENERATE(table<const char*, Errc, const char*>({
      {"[{", Errc::bad_json, "not JSON"},
      {"{}", Errc::bad_field, "an array"},
      {"[7]", Errc::bad_field, "0 must be an object"},
      {R"([{"type":"incident.noted"}])", Errc::bad_field, "0.at must be"},
      {R"([{"type":"tea.made","at":1,"recorded":1,"by":"x","touches":[]}])", Errc::bad_field,
       "0.type must be"},
      {R"([{"type":"incident.noted","at":1,"recorded":1,"by":"x","touches":[{"kind":"car","id":"c","v":1}],"body":{}}])",
       Errc::bad_field, "0.touches.0.kind must be"},
      {R"([{"type":"incident.noted","at":1,"recorded":1,"by":"x","touches":[],"body":{"incident":"c","text":1}}])",
       Errc::bad_field, "0.body.text must be"},
  }));
  const auto read = read_entry(text, "");
  REQUIRE(read.has_error());
  REQUIRE(read.error().code == code);
  REQUIRE_THAT(read.error().message, Catch::Contains(says));
}

TEST_CASE("who acts stands in an event by role and name") {
  REQUIRE(operator_ayu().label() == "operator Ayu");
  REQUIRE(crew_of(id("AMB-01")).label() == "crew AMB-01");
  REQUIRE(siaga().label() == "siaga");
  REQUIRE(caller().label() == "caller");
  for (const auto role : {Role::operator_, Role::crew, Role::supervisor, Role::caller, Role::system})
    REQUIRE(role_from(name_of(role)) == role);
  REQUIRE_FALSE(role_from("admin").has_value());
}
