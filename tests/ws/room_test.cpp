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

TEST_CASE("everybody signed in hears that the store is away and back, and a warning, a stranger does not") {
  Hall hall;
  const auto ayu = hall.signs_in("ayu");
  const auto stranger = hall.comes();
  hall.desk.store_is(false);
  REQUIRE(ayu->takes("notice").at("code").as_string() == "store_away");
  hall.desk.store_is(true);
  REQUIRE(ayu->takes("notice").at("code").as_string() == "store_back");
  hall.room.warn("disk_full_soon", "make room");
  REQUIRE(ayu->takes("notice").at("code").as_string() == "disk_full_soon");
  hall.says(ayu, R"({"type":"ping"})");
  ayu->takes("pong");
  REQUIRE(stranger->has_nothing());
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
  for (int i = 0; i < 3; ++i) hall.room.warn("disk_full_soon", "make room");
  hall.leaves(gone);
  hall.io->restart();
  hall.io->run();
  REQUIRE(ayu->texts.size() == 3);
  REQUIRE(ayu->flushes == before + 1);
  REQUIRE(gone->flushes == gone_before);
  REQUIRE(hall.room.peers() == 1);
}
