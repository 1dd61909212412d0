#include "ws/room.hpp"

#include "tests/ws/hall.hpp"

using namespace dispatch;
using namespace tests;
using namespace std::string_literals;

namespace {

std::string step(const AssignmentId& job, std::string_view to, std::string_view id) {
  return R"({"type":"assignment.step","id":")"s.append(id) + R"(","assignment":")" + std::string{job.view()} +
         R"(","to":")" + std::string{to} + "\"}";
}

}  // namespace

TEST_CASE("before saying hello nothing is answered but that") {
  Hall hall;
  const auto guest = hall.comes();
  for (const auto* text : {R"({"type":"subscribe","topic":"board"})",
                           R"({"type":"recommend","incident":"i"})", R"({"type":"ping"})"}) {
    hall.says(guest, text);
    REQUIRE(code_of(guest->takes("refused")) == "not_signed_in");
  }
  hall.says(guest, R"({"type":"incident.receive","id":"c-1"})");
  const auto refused = guest->takes("refused");
  REQUIRE(code_of(refused) == "not_signed_in");
  REQUIRE(refused.at("id").as_string() == "c-1");
  hall.says(guest, R"({"type":"describe","query":"q-1","at":{"lat":-8.3,"lon":114.6}})");
  REQUIRE(guest->takes("refused").at("id").as_string() == "q-1");
  REQUIRE(hall.desk.view().incidents().empty());
}

TEST_CASE(
    "a command is acknowledged with its position, or refused with code and details, and both are counted") {
  Hall hall;
  const auto ayu = hall.signs_in("ayu");
  hall.says(ayu, R"({"type":"incident.receive","id":"c-1"})");
  const auto ack = ayu->takes("ack");
  REQUIRE(ack.at("id").as_string() == "c-1");
  REQUIRE(ack.at("position").at("log").as_string() == "log-1");
  REQUIRE(n_of(ack) == 1);
  hall.says(ayu, R"({"type":"incident.note","id":"c-2","incident":"none","text":"x"})");
  REQUIRE(code_of(ayu->takes("refused")) == "unknown_incident");
  hall.says(ayu, R"({"type":"incident.note","id":"c-3","text":"x"})");
  const auto refused = ayu->takes("refused");
  REQUIRE(refused.at("id").as_string() == "c-3");
  REQUIRE(refused.at("details").at("field").as_string() == "incident");
  REQUIRE(hall.room.counts().commands == 2);
  REQUIRE(hall.room.counts().refused == 2);
}

TEST_CASE("the same id with another body is refused, by what was written") {
  Hall hall;
  const auto ayu = hall.signs_in("ayu");
  hall.says(ayu, R"({"type":"incident.receive","id":"c-1"})");
  const auto first = ayu->takes("ack");
  hall.says(ayu, R"({"type":"incident.receive","id":"c-1"})");
  REQUIRE(ayu->takes("ack") == first);
  hall.says(ayu, R"({"type":"incident.receive","id":"c-1","place":{"text":"x"}})");
  REQUIRE(code_of(ayu->takes("refused")) == "other_body");
}

TEST_CASE("a crew presses on its own job, and not on another's") {
  Hall hall;
  hall.with_ambulance("AMB-01", 3min);
  hall.with_ambulance("AMB-02", 6min);
  const auto job = hall.sends(hall.calls(Priority::P1), "AMB-01");
  const auto own = hall.signs_in("AMB-01");
  const auto other = hall.signs_in("AMB-02");
  hall.says(other, step(job, "acknowledged", "p-1"));
  REQUIRE(code_of(other->takes("refused")) == "not_allowed");
  hall.says(own, step(job, "acknowledged", "p-2"));
  own->takes("ack");
}

TEST_CASE("a device reports positions of its own units only") {
  Hall hall;
  hall.with_ambulance("AMB-01", 3min);
  const auto crew = hall.signs_in("AMB-01+AMB-09");
  const auto fix = [&](std::string_view unit) {
    return R"({"type":"fixes","fixes":[{"unit":")"s.append(unit) + R"(","lat":-8.3,"lon":114.5,"at":)" +
           std::to_string((hall.now += 1s).time_since_epoch().count()) + "}]}";
  };
  hall.says(crew, fix("AMB-01"));
  REQUIRE(crew->has_nothing());
  REQUIRE(hall.desk.view().fix(id("AMB-01"))->where == at(-8.3, 114.5));
  hall.says(crew, fix("AMB-02"));
  REQUIRE(code_of(crew->takes("refused")) == "not_allowed");
  hall.says(crew, fix("AMB-09"));
  REQUIRE(code_of(crew->takes("refused")) == "unknown_unit");
  const auto ayu = hall.signs_in("ayu");
  hall.says(ayu, fix("AMB-01"));
  REQUIRE(code_of(ayu->takes("refused")) == "not_allowed");
  REQUIRE(hall.room.counts().fixes == 1);
}

TEST_CASE("of a message with good and bad positions the good ones are taken and the bad named") {
  Hall hall;
  hall.with_ambulance("AMB-01", 3min);
  hall.with_ambulance("AMB-02", 3min);
  const auto crew = hall.signs_in("AMB-01+AMB-02+AMB-09");
  const auto now = std::to_string((hall.now += 1s).time_since_epoch().count());
  const auto good =
      R"({"unit":"AMB-02","lat":-8.357,"lon":114.61,"at":)" + now + R"(,"speed_mps":-1,"heading_deg":-1})";
  const auto [bad, code, says] = GENERATE_COPY(table<std::string, std::string, std::string>({
      {R"({"unit":"AMB-01","lat":0,"lon":0,"at":)" + now + "}", "bad_field", "AMB-01"},
      {R"({"unit":"AMB-01","lat":-0.0005,"lon":0.0004,"at":)" + now + "}", "bad_field", "0, 0"},
      {R"({"unit":"AMB-01","lat":-98,"lon":114.6,"at":)" + now + "}", "bad_field", "fixes.0.lat"},
      {R"({"unit":"AMB-03","lat":-8.3,"lon":114.6,"at":)" + now + "}", "not_allowed", "AMB-03"},
      {R"({"unit":"AMB-09","lat":-8.3,"lon":114.6,"at":)" + now + "}", "unknown_unit", "AMB-09"},
  }));
  CAPTURE(bad);
  const auto before = hall.desk.view().fix(id("AMB-01"))->where;
  hall.says(crew, R"({"type":"fixes","fixes":[)" + bad + "," + good + "]}");
  const auto refused = crew->takes("refused");
  REQUIRE(code_of(refused) == code);
  REQUIRE_THAT(std::string{refused.at("message").as_string()}, Catch::Contains(says));
  REQUIRE_THAT(std::string{refused.at("message").as_string()},
               Catch::Contains("1 of 2 positions were left out"));
  REQUIRE(hall.desk.view().fix(id("AMB-02"))->where == at(-8.357, 114.61));
  REQUIRE(hall.desk.view().fix(id("AMB-01"))->where == before);
  REQUIRE(crew->has_nothing());
}

TEST_CASE("everybody signed in hears that the store is away and back, and a warning, a stranger does not") {
  Hall hall;
  const auto ayu = hall.signs_in("ayu");
  const auto stranger = hall.comes();
  hall.desk.store_is(false);
  REQUIRE(ayu->takes("notice").at("code").as_string() == "store_away");
  hall.desk.store_is(true);
  REQUIRE(ayu->takes("notice").at("code").as_string() == "store_back");
  hall.room.warn("clock_set", "it was set");
  REQUIRE(ayu->takes("notice").at("code").as_string() == "clock_set");
  hall.says(ayu, R"({"type":"ping"})");
  ayu->takes("pong");
  REQUIRE(stranger->has_nothing());
}

TEST_CASE("what is wrong with the service is said to all who are here and who come, until it is over") {
  Hall hall;
  const auto ayu = hall.signs_in("ayu");
  const auto stranger = hall.comes();
  hall.room.condition("disk_full_soon", "make room");
  const auto told = ayu->takes("conditions").at("conditions").as_array();
  REQUIRE(told.size() == 1);
  REQUIRE(told[0].at("code").as_string() == "disk_full_soon");
  REQUIRE(told[0].at("message").as_string() == "make room");
  hall.room.condition("disk_full_soon", "make room");
  REQUIRE(ayu->has_nothing());
  REQUIRE(stranger->has_nothing());

  const auto late = hall.comes();
  hall.says(late, R"({"type":"hello","token":"made"})");
  REQUIRE(late->takes("welcome").at("conditions").as_array() == told);
  hall.room.condition_over("disk_full_soon");
  REQUIRE(ayu->takes("conditions").at("conditions").as_array().empty());
  REQUIRE(late->takes("conditions").at("conditions").as_array().empty());
  hall.room.condition_over("disk_full_soon");
  REQUIRE(ayu->has_nothing());
}

TEST_CASE("at the end everybody is told and closed with the code for a restart") {
  Hall hall;
  const auto ayu = hall.signs_in("ayu");
  const auto stranger = hall.comes();
  hall.room.stop();
  REQUIRE(ayu->takes("notice").at("code").as_string() == "stopping");
  REQUIRE(ayu->flushes > 0);
  REQUIRE(ayu->closed == ws::CloseCode::service_restart);
  REQUIRE(stranger->closed == ws::CloseCode::service_restart);
  hall.room.cut_all();
  REQUIRE(ayu->is_cut);
}

TEST_CASE("who does not read is closed with the code that says: come back from where you were") {
  Hall hall{{.queued_bytes = 4000}};
  const auto slow = hall.listens("ayu", {"board"});
  const auto other = hall.listens("ayu", {"board"});
  slow->reads = false;
  for (int i = 0; i < 20 && !slow->closed; ++i) hall.calls(Priority::P3);
  REQUIRE(slow->closed == ws::CloseCode::slow);
  REQUIRE(slow->unread <= 4000);
  REQUIRE_FALSE(other->closed.has_value());
  const auto told = slow->texts.size();
  hall.calls(Priority::P3);
  REQUIRE(slow->texts.size() == told);
}

TEST_CASE("one message may be longer than the bound, when nothing waits before it") {
  Hall hall{{.queued_bytes = 100}};
  const auto slow = hall.signs_in("ayu");
  slow->reads = false;
  hall.subscribes(slow, "board");
  slow->takes("snapshot");
  REQUIRE_FALSE(slow->closed.has_value());
  hall.calls(Priority::P3);
  REQUIRE(slow->closed == ws::CloseCode::slow);
}

TEST_CASE("messages that come together leave in one write, and whoever left meanwhile is not written to") {
  Hall hall;
  const auto ayu = hall.signs_in("ayu");
  const auto gone = hall.signs_in("made");
  hall.io->restart();
  hall.io->run();
  const auto before = ayu->flushes;
  const auto gone_before = gone->flushes;
  for (int i = 0; i < 3; ++i) hall.room.warn("clock_set", "it was set");
  hall.leaves(gone);
  hall.io->restart();
  hall.io->run();
  REQUIRE(ayu->texts.size() == 3);
  REQUIRE(ayu->flushes == before + 1);
  REQUIRE(gone->flushes == gone_before);
  REQUIRE(hall.room.peers() == 1);
}
