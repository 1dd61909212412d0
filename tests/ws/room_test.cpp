#include "ws/room.hpp"

#include "tests/ws/hall.hpp"

using namespace dispatch;
using namespace tests;
using namespace std::string_literals;

namespace {

std::string code_of(const boost::json::object& refused) {
  return std::string{refused.at("code").as_string()};
}

std::string step(const AssignmentId& job, std::string_view to, std::string_view id) {
  return R"({"type":"assignment.step","id":")"s.append(id) + R"(","assignment":")" + std::string{job.view()} +
         R"(","to":")" + std::string{to} + "\"}";
}

}  // namespace

TEST_CASE("who signs in is welcomed with role, units, region and the state of the store") {
  Hall hall;
  const auto crew = hall.comes();
  hall.says(crew, R"({"type":"hello","token":"AMB-01+AMB-02","device":"tablet-1"})");
  const auto welcome = crew->takes("welcome");
  REQUIRE(welcome.at("role").as_string() == "crew");
  REQUIRE(welcome.at("units").as_array().size() == 2);
  REQUIRE(welcome.at("region").at("utc_offset_minutes").as_int64() == 480);
  REQUIRE(welcome.at("store").at("state").as_string() == "up");
  REQUIRE(crew->device == id<DeviceId>("tablet-1"));
  REQUIRE_FALSE(crew->closed.has_value());
}

TEST_CASE("a desk that names a device is not taken for a tablet: it sends many commands at a time") {
  Hall hall;
  const auto desk = hall.comes();
  hall.says(desk, R"({"type":"hello","token":"ayu","device":"desk-1"})");
  REQUIRE_FALSE(desk->device.has_value());
}

TEST_CASE(
    "an unknown token is refused and the connection closed, with the store away it may be tried again") {
  Hall hall;
  const auto stranger = hall.comes();
  hall.says(stranger, R"({"type":"hello","token":"nobody"})");
  REQUIRE(code_of(stranger->takes("refused")) == "not_signed_in");
  REQUIRE(stranger->closed == ws::CloseCode::not_signed_in);

  hall.badges.away = true;
  const auto early = hall.comes();
  hall.says(early, R"({"type":"hello","token":"ayu"})");
  REQUIRE(code_of(early->takes("refused")) == "store_unavailable");
  REQUIRE_FALSE(early->closed.has_value());
  hall.badges.away = false;
  hall.says(early, R"({"type":"hello","token":"ayu"})");
  early->takes("welcome");
  hall.says(early, R"({"type":"hello","token":"made"})");
  REQUIRE(code_of(early->takes("refused")) == "not_allowed");
  REQUIRE(early->actor->role == Role::operator_);
}

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

TEST_CASE("each role has its topics") {
  Hall hall;
  hall.with_ambulance("AMB-01", 3min);
  const auto [who, topic, may] = GENERATE(table<const char*, const char*, bool>({
      {"ayu", "board", true},
      {"ayu", "map/12/3352/2143", true},
      {"ayu", "mine", false},
      {"made", "board", true},
      {"made", "map/0/0/0", true},
      {"made", "mine", false},
      {"AMB-01", "mine", true},
      {"AMB-01", "board", false},
      {"AMB-01", "map/12/3352/2143", false},
  }));
  const auto guest = hall.signs_in(who);
  hall.subscribes(guest, topic);
  if (may) {
    REQUIRE(json_of(guest->texts.front()).at("topic").as_string() == topic);
  } else {
    REQUIRE(code_of(guest->takes("refused")) == "not_allowed");
    REQUIRE(guest->has_nothing());
  }
}

TEST_CASE("a topic that there is not is refused, and so are too many tiles") {
  Hall hall{{.tiles = 2}};
  const auto made = hall.signs_in("made");
  for (const auto* topic : {"kpi", "map/19/0/0", "", "Board"}) {
    hall.subscribes(made, topic);
    REQUIRE(code_of(made->takes("refused")) == "unknown_topic");
  }
  hall.subscribes(made, "map/12/1/1");
  hall.subscribes(made, "map/12/1/2");
  made->forgets();
  hall.subscribes(made, "map/12/1/3");
  REQUIRE(code_of(made->takes("refused")) == "too_much");
  hall.says(made, R"({"type":"unsubscribe","topic":"map/12/1/1"})");
  hall.subscribes(made, "map/12/1/3");
  made->takes("fixes");
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

TEST_CASE("a job counts as notified when a device of its unit is listening, or as soon as one comes") {
  Hall hall;
  hall.with_ambulance("AMB-01", 3min);
  hall.with_ambulance("AMB-02", 6min);
  const auto crew = hall.listens("AMB-01", {"mine"});
  const auto call = hall.calls(Priority::P1);
  const auto first = hall.sends(call, "AMB-01");
  const auto second = hall.sends(call, "AMB-02");
  hall.run();
  REQUIRE(hall.desk.view().assignment(first)->state == AssignmentState::notified);
  REQUIRE(hall.desk.view().assignment(second)->state == AssignmentState::reserved);
  hall.listens("AMB-02", {"mine"});
  REQUIRE(hall.desk.view().assignment(second)->state == AssignmentState::notified);
  REQUIRE(hall.presses("AMB-02", AssignmentState::acknowledged).done());
  hall.listens("AMB-02", {"mine"});
  REQUIRE(hall.desk.view().assignment(second)->state == AssignmentState::acknowledged);
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
