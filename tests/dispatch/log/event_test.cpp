#include "dispatch/log/event.hpp"

#include <catch2/catch.hpp>

#include "dispatch/log/journal.hpp"
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
      {R"([{"type":"incident.noted","at":1,"recorded":1,"by":"x","touches":7}])", Errc::bad_field,
       "0.touches must be an array"},
  }));
  const auto read = read_entry(text, "");
  REQUIRE(read.has_error());
  REQUIRE(read.error().code == code);
  REQUIRE_THAT(read.error().message, Catch::Contains(says));
}

TEST_CASE(
    "an event that a newer version wrote is read as far as it can be, and passed on as it was written") {
  const auto [text, unknown] = GENERATE(table<const char*, const char*>({
      {R"([{"type":"tea.made","at":1,"recorded":1,"by":"x","touches":[{"kind":"unit","id":"AMB-01","v":2}],"body":{"sugar":true}}])",
       "tea.made"},
      {R"([{"type":"incident.noted","at":1,"recorded":1,"by":"x","touches":[],"body":{"incident":"c","text":1}}])",
       "incident.noted"},
      {R"([{"type":"incident.noted","at":1,"recorded":1,"by":"x","touches":[],"body":{"incident":"c","text":"a dog","tone":"calm"}}])",
       "incident.noted with body.tone"},
      {R"([{"type":"incident.noted","at":1,"recorded":1,"by":"x","touches":[],"body":{"incident":"c","text":"a dog"},"from":"radio"}])",
       "incident.noted with from"},
  }));
  const auto read = read_entry(text, "");
  INFO((read ? "" : read.error().message));
  REQUIRE(read.has_value());
  REQUIRE(what_is_unknown(read->front()) == unknown);
  REQUIRE(json::normal(json::text_of(*read)) == json::normal(text));
}

TEST_CASE("a touch of an entity of a kind that this version does not have is left to those who have it") {
  const auto read = read_entry(
      R"([{"type":"incident.noted","at":1,"recorded":1,"by":"x","touches":[{"kind":"patient","id":"p","v":1},{"kind":"incident","id":"c","v":2}],"body":{"incident":"c","text":"a dog"}}])",
      "");
  REQUIRE(read->front().touches.size() == 1);
  REQUIRE(what_is_unknown(read->front()).has_value());
}

TEST_CASE("an entry that could not be read again is not committed") {
  Town town;
  town.calls(ReceiveIncident{});
  auto decision = town.decision();
  REQUIRE(commit_of({{}, town.last, ""}, decision).has_value());
  decision.events.front().by = "operator \xe9";
  const auto refused = commit_of({{}, town.last, ""}, decision);
  REQUIRE(refused.error().code == Errc::bad_field);
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
