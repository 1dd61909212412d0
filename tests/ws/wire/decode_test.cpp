#include "ws/wire/decode.hpp"

#include <catch2/catch.hpp>

#include "tests/support/town.hpp"

using namespace dispatch;
using std::chrono::milliseconds;
using ws::decode;

namespace {

template <class T>
T body_of(std::string_view text) {
  auto request = decode(text);
  if (request.has_error()) FAIL(request.error().refusal.message);
  return std::get<T>(std::get<ws::CommandMessage>(*request).command.body);
}

std::string fixes(std::size_t count) {
  std::string text = R"({"type":"fixes","fixes":[)";
  for (std::size_t i = 0; i < count; ++i)
    text += std::string{i == 0 ? "" : ","} + R"({"unit":"AMB-01","lat":-8.3,"lon":114.6,"at":1000})";
  return text + "]}";
}

std::string digest_of(std::string_view text) {
  return std::get<ws::CommandMessage>(decode(text).value()).digest;
}

}  // namespace

TEST_CASE(
    "what cannot be a message is refused with a code, the field and, where one can be read, the command") {
  struct Bad {
    const char* text;
    Errc code;
    const char* field;
    const char* id;
  };
  const auto bad = GENERATE(values<Bad>({
      {"", Errc::bad_json, "", ""},
      {"hello", Errc::bad_json, "", ""},
      {"{\"type\":\"hello\"", Errc::bad_json, "", ""},
      {"{\"type\":\"hello\"} x", Errc::bad_json, "", ""},
      {"[]", Errc::bad_json, "", ""},
      {"7", Errc::bad_json, "", ""},
      {"null", Errc::bad_json, "", ""},
      {"\"\xff\"", Errc::bad_json, "", ""},
      {"{}", Errc::bad_field, "type", ""},
      {R"({"type":7})", Errc::bad_field, "type", ""},
      {R"({"type":7,"id":"c-1"})", Errc::bad_field, "type", "c-1"},
      {R"({"type":"make.tea","id":"c-1"})", Errc::bad_type, "", "c-1"},
      {R"({"type":"deadline.expire","id":"c-1"})", Errc::bad_type, "", "c-1"},
      {R"({"type":"incident.receive"})", Errc::bad_field, "id", ""},
      {R"({"type":"incident.receive","id":""})", Errc::bad_field, "id", ""},
      {R"({"type":"incident.receive","id":"no good"})", Errc::bad_field, "id", ""},
      {R"({"type":"incident.receive","id":7})", Errc::bad_field, "id", ""},
      {R"({"type":"incident.receive","id":"c-1","at":"now"})", Errc::bad_field, "at", "c-1"},
      {R"({"type":"incident.receive","id":"c-1","when":1})", Errc::bad_field, "when", "c-1"},
      {R"({"type":"incident.receive","id":"c-1","place":{"text":"x","pin":{"lat":-98,"lon":1}}})",
       Errc::bad_field, "place.pin", "c-1"},
      {R"({"type":"incident.note","id":"c-1","text":"x"})", Errc::bad_field, "incident", "c-1"},
      {R"({"type":"incident.end","id":"c-1","incident":"i","kind":"bored","reason":"x"})", Errc::bad_field,
       "kind", "c-1"},
      {R"({"type":"assignment.dispatch","id":"c-1","incident":"i","unit":"u","if_version":-1})",
       Errc::bad_field, "if_version", "c-1"},
      {R"({"type":"assignment.dispatch","id":"c-1","incident":"i","unit":"u","divert":"yes"})",
       Errc::bad_field, "divert", "c-1"},
      {R"({"type":"unit.duty","id":"c-1","unit":"u","state":"on","crew":["a",2]})", Errc::bad_field, "crew.1",
       "c-1"},
      {R"({"type":"incident.propose_place","id":"c-1","incident":"i"})", Errc::bad_field, "proposal", "c-1"},
      {R"({"type":"incident.propose_place","id":"c-1","incident":"i","proposal":{"pin":{"lat":1,"lon":1},"source":"aml"}})",
       Errc::bad_field, "proposal.uncertainty_m", "c-1"},
      {R"({"type":"incident.propose_place","id":"c-1","incident":"i","proposal":{"pin":{"lat":1,"lon":191},"uncertainty_m":1,"source":"aml"}})",
       Errc::bad_field, "proposal.pin", "c-1"},
      {R"({"type":"incident.propose_place","id":"c-1","incident":"i","proposal":{"pin":{"lat":1,"lon":1},"uncertainty_m":1,"source":"aml","by":"me"}})",
       Errc::bad_field, "proposal.by", "c-1"},
      {R"({"type":"incident.link","id":"c-1","incident":"i","token":"mine"})", Errc::bad_field, "token",
       "c-1"},
      {R"({"type":"incident.unlink","id":"c-1"})", Errc::bad_field, "incident", "c-1"},
      {R"({"type":"hello"})", Errc::bad_field, "token", ""},
      {R"({"type":"hello","token":"t","device":"no good"})", Errc::bad_field, "device", ""},
      {R"({"type":"hello","token":"t","name":"n"})", Errc::bad_field, "name", ""},
      {R"({"type":"subscribe","topic":"board","after":{"log":"x"}})", Errc::bad_field, "after.n", ""},
      {R"({"type":"subscribe","topic":["board"]})", Errc::bad_field, "topic", ""},
      {R"({"type":"unsubscribe"})", Errc::bad_field, "topic", ""},
      {R"({"type":"recommend","incident":""})", Errc::bad_field, "incident", ""},
      {R"({"type":"ping","n":1})", Errc::bad_field, "n", ""},
      {R"({"type":"fixes","fixes":{}})", Errc::bad_field, "fixes", ""},
      {R"({"type":"fixes","fixes":[{"unit":"AMB-01","lat":1,"at":1}]})", Errc::bad_field, "fixes.0.lon", ""},
      {R"({"type":"fixes","fixes":[],"more":1})", Errc::bad_field, "more", ""},
      {R"({"type":"fixes","fixes":[{"unit":"AMB-01","lat":91,"lon":1,"at":1}]})", Errc::bad_field,
       "fixes.0.lat", ""},
  }));
  CAPTURE(bad.text);
  const auto request = decode(bad.text);
  REQUIRE(request.has_error());
  const auto& refusal = request.error().refusal;
  REQUIRE(refusal.code == bad.code);
  REQUIRE(refusal.details.contains("field") == (bad.code == Errc::bad_field));
  if (bad.code == Errc::bad_field) REQUIRE(refusal.details.at("field") == bad.field);
  REQUIRE(request.error().id == bad.id);
  REQUIRE_FALSE(refusal.message.empty());
}

TEST_CASE("nothing that nests too deep or says a name of megabytes is echoed or crashes") {
  const std::string deep(100'000, '[');
  REQUIRE(decode(deep).error().refusal.code == Errc::bad_json);
  const auto name = std::string(60'000, 'x');
  const auto unknown = decode(R"({"type":"ping",")" + name + R"(":1})");
  REQUIRE(unknown.error().refusal.message.size() < 200);
  const auto type = decode(R"({"type":")" + name.substr(0, 1900) + "\"}");
  REQUIRE(type.error().refusal.message.size() < 200);
}

TEST_CASE("at most 500 positions come in one message") {
  REQUIRE(std::get<ws::Fixes>(decode(fixes(500)).value()).fixes.size() == 500);
  const auto more = decode(fixes(501));
  REQUIRE(more.has_error());
  REQUIRE(more.error().refusal.details.at("field") == "fixes");
}

TEST_CASE("a command is read with its envelope") {
  const auto request = decode(
      R"({"type":"assignment.dispatch","id":"c-1","at":5000,"if_version":3,"incident":"i","unit":"AMB-01","divert":true,"reason":"r"})");
  const auto& message = std::get<ws::CommandMessage>(request.value());
  REQUIRE(message.command.id == tests::id<CommandId>("c-1"));
  REQUIRE(message.command.at == TimePoint{milliseconds{5000}});
  REQUIRE(message.command.if_version == 3);
  const auto& send = std::get<DispatchUnit>(message.command.body);
  REQUIRE(send.incident == tests::id<IncidentId>("i"));
  REQUIRE(send.unit == tests::id("AMB-01"));
  REQUIRE(send.divert == true);
  REQUIRE(send.reason == "r");
}

TEST_CASE("every kind of command is understood") {
  REQUIRE_FALSE(body_of<ReceiveIncident>(R"({"type":"incident.receive","id":"c"})").place.has_value());
  REQUIRE(
      body_of<LocateIncident>(R"({"type":"incident.locate","id":"c","incident":"i","place":{"text":"x"}})")
          .place.text == "x");
  REQUIRE(
      body_of<ProposePlace>(
          R"({"type":"incident.propose_place","id":"c","incident":"i","proposal":{"pin":{"lat":1,"lon":2},"uncertainty_m":30,"source":"aml","label":"x"}})")
          .proposal.uncertainty_m == geo::Metres{30});
  REQUIRE(body_of<LinkIncident>(R"({"type":"incident.link","id":"c","incident":"i"})").token.empty());
  REQUIRE(body_of<UnlinkIncident>(R"({"type":"incident.unlink","id":"c","incident":"i"})").incident ==
          tests::id<IncidentId>("i"));
  REQUIRE(
      body_of<TriageIncident>(
          R"({"type":"incident.triage","id":"c","incident":"i","triage":{"priority":"P0","needs":"either"}})")
          .triage.priority == Priority::P0);
  REQUIRE(body_of<NoteIncident>(R"({"type":"incident.note","id":"c","incident":"i","text":"x"})").text ==
          "x");
  REQUIRE(body_of<EndIncident>(
              R"({"type":"incident.end","id":"c","incident":"i","kind":"merged","reason":"r","into":"j"})")
              .into == tests::id<IncidentId>("j"));
  REQUIRE(
      body_of<ReopenIncident>(R"({"type":"incident.reopen","id":"c","incident":"i","reason":"r"})").reason ==
      "r");
  REQUIRE_FALSE(body_of<DispatchUnit>(R"({"type":"assignment.dispatch","id":"c","incident":"i","unit":"u"})")
                    .divert.has_value());
  REQUIRE(body_of<ReassignUnit>(
              R"({"type":"assignment.reassign","id":"c","assignment":"a","unit":"u","reason":"r"})")
              .unit == tests::id("u"));
  REQUIRE(
      body_of<StepAssignment>(R"({"type":"assignment.step","id":"c","assignment":"a","to":"en_route"})").to ==
      AssignmentState::en_route);
  REQUIRE(body_of<ChangeDuty>(R"({"type":"unit.duty","id":"c","unit":"u","state":"on","crew":["Putu"]})")
              .crew->size() == 1);
}

TEST_CASE("the digest of a command differs when anything in it differs, and only then") {
  const std::string note = R"({"type":"incident.note","id":"c","incident":"i","text":"second floor"})";
  REQUIRE(digest_of(note) == digest_of(note));
  for (const auto* other :
       {R"({"type":"incident.note","id":"c","incident":"i","text":"second floors"})",
        R"({"type":"incident.note","id":"c","incident":"j","text":"second floor"})",
        R"({"type":"incident.note","id":"c","at":1,"incident":"i","text":"second floor"})"})
    REQUIRE(digest_of(other) != digest_of(note));
}

TEST_CASE("one position that cannot be read does not cost the others of its message") {
  const auto* bad =
      GENERATE(R"({"unit":"AMB-02","lat":1,"at":1})", R"({"unit":"AMB-02","lat":91,"lon":1,"at":1})",
               R"({"unit":"AMB-02","lat":"x","lon":1,"at":1})", R"({"lat":1,"lon":1,"at":1})",
               R"({"unit":"AMB-02","lat":1,"lon":1,"at":1.5})",
               R"({"unit":"AMB-02","lat":1,"lon":1,"at":1,"accuracy_m":"5"})", "7", "null", "[]");
  CAPTURE(bad);
  const auto good = [](const char* unit) {
    return std::string{R"({"unit":")"} + unit + R"(","lat":-8,"lon":114,"at":1})";
  };
  const auto said =
      decode(R"({"type":"fixes","fixes":[)" + good("AMB-01") + "," + bad + "," + good("AMB-03") + "]}");
  const auto& fixes = std::get<ws::Fixes>(said.value());
  REQUIRE(fixes.fixes.size() == 2);
  REQUIRE(fixes.fixes.back().unit.view() == "AMB-03");
  REQUIRE(fixes.unreadable.size() == 1);
  REQUIRE(fixes.unreadable.front().code == Errc::bad_field);
  REQUIRE(fixes.unreadable.front().details.at("field").starts_with("fixes.1"));
}

TEST_CASE("what a device does not know of its position is unknown, and what it says besides is left aside") {
  const auto* more =
      GENERATE(R"("speed_mps":-1,"heading_deg":-1,"accuracy_m":-1)",
               R"("speed_mps":65535,"heading_deg":361,"accuracy_m":-5)",
               R"("speed_mps":null,"altitude_m":12.5,"battery":{"level":80},"provider":"gps")");
  const auto said = decode(
      std::string{R"({"type":"fixes","fixes":[{"unit":"AMB-01","lat":-8,"lon":114,"at":1,)"} + more + "}]}");
  const auto& fix = std::get<ws::Fixes>(said.value()).fixes.at(0);
  REQUIRE_FALSE(fix.speed_mps.has_value());
  REQUIRE_FALSE(fix.heading_deg.has_value());
  REQUIRE_FALSE(fix.accuracy_m.has_value());
}
