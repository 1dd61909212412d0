#include "ws/questions/table.hpp"

#include "tests/ws/hall.hpp"

using namespace dispatch;
using namespace tests;
using namespace std::string_literals;

TEST_CASE("each role has its questions") {
  Hall hall;
  hall.with_ambulance("AMB-01", 3min);
  const auto call = std::string{hall.calls(Priority::P1).view()};
  const auto job = std::string{hall.sends(IncidentId::from(call).value(), "AMB-01").view()};
  struct Row {
    std::string asked;
    const char* answer;
    bool is_for_crew;
  };
  const std::vector<Row> rows{
      {R"({"type":"recommend","incident":")" + call + "\"}", "recommendation", false},
      {R"({"type":"locate","query":"q","text":"pasar"})", "candidates", false},
      {R"({"type":"describe","query":"q","at":{"lat":-8.3,"lon":114.6}})", "described", false},
      {R"({"type":"check_call","query":"q","complaint":"sesak"})", "call_hints", false},
      {R"({"type":"ask_route","query":"q","assignment":")" + job + "\"}", "refused",
       true},  // there are no roads here
      {R"({"type":"ask_hospitals","query":"q","incident":")" + call + "\"}", "hospitals", true},
      {R"({"type":"ask_notes","query":"q","incident":")" + call + "\"}", "notes", true},
      {R"({"type":"ask_closure","query":"q","points":[{"lat":-8.3,"lon":114.6}]})", "closed_roads", false},
  };
  for (const auto* who : {"ayu", "made", "AMB-01"}) {
    const auto guest = hall.signs_in(who);
    for (const auto& [asked, answer, is_for_crew] : rows) {
      CAPTURE(who, asked);
      const bool may = who != "AMB-01"s || is_for_crew;
      const auto said = hall.asks(guest, asked, may ? answer : "refused");
      if (said.contains("code")) REQUIRE(code_of(said) == (may ? "no_route" : "not_allowed"));
    }
  }
}

TEST_CASE("operators at the board are shown whom to send as soon as an incident waits, others are not") {
  Hall hall;
  hall.with_ambulance("AMB-01", 3min);
  const auto ayu = hall.listens("ayu", {"board"});
  const auto made = hall.listens("made", {"board"});
  const auto elsewhere = hall.listens("ayu", {"map/12/3352/2143"});
  const auto call = hall.calls(Priority::P1);
  ayu->takes("events");
  const auto proposal = ayu->takes("recommendation");
  REQUIRE(proposal.at("incident").as_string() == call.view());
  REQUIRE(texts_at(proposal.at("options"), "unit") == std::vector{"AMB-01"s});
  made->takes("events");
  REQUIRE(made->has_nothing());
  REQUIRE(elsewhere->has_nothing());

  hall.sends(call, "AMB-01");
  ayu->takes("events");
  REQUIRE(ayu->has_nothing());
  REQUIRE(hall.presses("AMB-01", AssignmentState::declined, "no fuel").done());
  ayu->takes("events");
  const auto next = ayu->takes("recommendation");
  REQUIRE(next.at("options").as_array().empty());
  REQUIRE(texts_at(next.at("passed_over"), "unit") == std::vector{"AMB-01"s});
}

TEST_CASE("who may see all can ask whom to send, a crew cannot") {
  Hall hall;
  hall.with_ambulance("AMB-01", 3min);
  const auto call = hall.calls(Priority::P1);
  const auto ask = R"({"type":"recommend","incident":")" + std::string{call.view()} + "\"}";
  for (const auto* who : {"ayu", "made"}) {
    const auto guest = hall.signs_in(who);
    hall.says(guest, ask);
    guest->takes("recommendation");
    hall.says(guest, R"({"type":"recommend","incident":"none"})");
    REQUIRE(code_of(guest->takes("refused")) == "unknown_incident");
  }
  const auto crew = hall.signs_in("AMB-01");
  hall.says(crew, ask);
  REQUIRE(code_of(crew->takes("refused")) == "not_allowed");
}
