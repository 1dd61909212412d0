#include "tests/ws/hall.hpp"
#include "ws/topics/log_topics.hpp"

using namespace dispatch;
using namespace tests;

namespace {

// What happened before and while somebody was away.
void some_things_happen(Hall& hall) {
  const auto call = hall.calls(Priority::P2);
  hall.sends(call, "AMB-01");
  REQUIRE(hall.says(operator_ayu(), NoteIncident{call, "second floor"}).done());
  REQUIRE(hall.presses("AMB-01", AssignmentState::declined, "no fuel").done());
}

struct Board : Hall {
  explicit Board(ws::Room::Limits limits = {}) : Hall{limits} {
    with_ambulance("AMB-01", 3min);
    with_ambulance("AMB-02", 6min);
  }
  [[nodiscard]] std::deque<std::string> missed_by(const LogPosition& after) {
    const auto back = signs_in("made");
    subscribes(back, "board", after);
    return back->texts;
  }
};

bool is_snapshot(const std::deque<std::string>& texts) {
  return texts.size() == 1 && json_of(texts.front()).at("type").as_string() == "snapshot";
}

}  // namespace

TEST_CASE("who comes to the board gets all there is with its place in the log, then every entry after it") {
  Board hall;
  some_things_happen(hall);
  const auto made = hall.signs_in("made");
  hall.subscribes(made, "board");
  const auto snapshot = made->takes("snapshot");
  REQUIRE(snapshot.at("topic").as_string() == "board");
  REQUIRE(n_of(snapshot) == 8);
  const auto& picture = snapshot.at("picture");
  REQUIRE(picture.at("incidents").as_array().size() == 1);
  REQUIRE(picture.at("assignments").as_array().size() == 1);
  REQUIRE(texts_at(picture.at("units"), "id") == std::vector<std::string>{"AMB-01", "AMB-02"});
  REQUIRE(picture.at("units").at(0).as_object().contains("fix"));

  const auto call = hall.calls(Priority::P1);
  hall.sends(call, "AMB-02");
  const auto called = made->takes("events");
  REQUIRE(n_of(called) == 9);
  REQUIRE(texts_at(called.at("events"), "type") == std::vector<std::string>{"incident.received"});
  REQUIRE(texts_at(called.at("changed").at("incidents"), "number") ==
          std::vector<std::string>{"SIA-1122-002"});
  const auto sent = made->takes("events");
  REQUIRE(n_of(sent) == 10);
  REQUIRE(texts_at(sent.at("changed").at("incidents"), "state") == std::vector<std::string>{"assigned"});
  REQUIRE(texts_at(sent.at("changed").at("units"), "id") == std::vector<std::string>{"AMB-02"});
  REQUIRE(made->has_nothing());
}

TEST_CASE("who comes back from where it was gets exactly what it missed, word for word") {
  Board hall;
  const auto stayed = hall.listens("made", {"board"});
  const auto start = hall.desk.position().n;
  some_things_happen(hall);
  some_things_happen(hall);
  REQUIRE(stayed->texts.size() == 8);
  for (std::uint64_t seen = 0; seen <= 8; ++seen) {
    CAPTURE(seen);
    const std::deque<std::string> rest{stayed->texts.begin() + static_cast<std::ptrdiff_t>(seen),
                                       stayed->texts.end()};
    REQUIRE(hall.missed_by({"log-1", start + seen}) == rest);
  }
}

TEST_CASE("who comes back from another log, or from a place that is not there yet, gets all anew") {
  Board hall;
  some_things_happen(hall);
  REQUIRE(is_snapshot(hall.missed_by({"log-0", 6})));
  REQUIRE(is_snapshot(hall.missed_by({"log-1", 9})));
  REQUIRE(hall.missed_by({"log-1", 8}).empty());
}

TEST_CASE("who was away for longer than is kept gets all anew, never a gap") {
  Board hall{{.log = {.entries = 3}}};
  some_things_happen(hall);
  REQUIRE(hall.desk.position().n == 8);
  REQUIRE(is_snapshot(hall.missed_by({"log-1", 4})));
  REQUIRE(hall.missed_by({"log-1", 5}).size() == 3);
  REQUIRE(hall.missed_by({"log-1", 7}).size() == 1);
}

TEST_CASE("what is kept for those who come back is bounded in bytes, too") {
  Board hall{{.log = {.bytes = 1}}};
  some_things_happen(hall);
  REQUIRE(is_snapshot(hall.missed_by({"log-1", 7})));
  REQUIRE(hall.missed_by({"log-1", 8}).empty());
}

TEST_CASE("when all was loaded anew everybody at the board gets it anew, and nobody goes on from before") {
  Board hall;
  some_things_happen(hall);
  const auto made = hall.listens("made", {"board"});
  View stored;
  for (const auto& [name, unit] : hall.desk.view().units()) stored.load(unit);
  hall.desk.load({{"log-1", 12}, std::move(stored)});
  hall.run();
  const auto snapshot = made->takes("snapshot");
  REQUIRE(n_of(snapshot) == 12);
  REQUIRE(snapshot.at("picture").at("incidents").as_array().empty());
  REQUIRE(made->has_nothing());
  REQUIRE(is_snapshot(hall.missed_by({"log-1", 8})));
}

TEST_CASE("a snapshot is shared by those who come within a second, and made anew when something happened") {
  Board hall;
  const auto snapshot = [&] {
    const auto guest = hall.signs_in("made");
    hall.subscribes(guest, "board");
    return guest->takes("snapshot");
  };
  const auto first = snapshot();
  hall.now += 999ms;
  REQUIRE(snapshot() == first);
  hall.now += 1ms;
  REQUIRE(snapshot().at("at") != first.at("at"));
  hall.calls(Priority::P3);
  REQUIRE(snapshot().at("picture").at("incidents").as_array().size() == 1);
}

TEST_CASE("who leaves the board hears no more of it, and who subscribes twice hears it once") {
  Board hall;
  const auto made = hall.listens("made", {"board", "board"});
  hall.calls(Priority::P3);
  made->takes("events");
  REQUIRE(made->has_nothing());
  hall.says(made, R"({"type":"unsubscribe","topic":"board"})");
  hall.calls(Priority::P3);
  REQUIRE(made->has_nothing());
}

TEST_CASE("what left the live state is told to be gone") {
  Board hall;
  const auto call = hall.calls(Priority::P3);
  REQUIRE(hall.says(operator_ayu(), EndIncident{call, EndingKind::hoax, "children", {}}).done());
  const auto made = hall.listens("made", {"board"});
  REQUIRE(hall.says(siaga(), ArchiveIncident{call}).done());
  const auto message = made->takes("events");
  REQUIRE(message.at("changed").at("gone").as_array().size() == 1);
  REQUIRE(message.at("changed").at("gone").at(0).as_string() == call.view());
}

TEST_CASE("before everything is loaded nobody gets a board, and may ask again") {
  Hall hall{{}, false};
  const auto made = hall.signs_in("made");
  hall.subscribes(made, "board");
  REQUIRE(made->takes("refused").at("code").as_string() == "store_unavailable");
  hall.open();
  made->takes("notice");
  hall.subscribes(made, "board");
  REQUIRE(n_of(made->takes("snapshot")) == 0);
}

TEST_CASE("who watches the board is told how good the arrival times have been once there were arrivals") {
  Board hall;
  const auto early = hall.listens("made", {"board"});
  const auto crew = hall.listens("AMB-01", {"mine"});
  hall.ticks();
  hall.ticks();
  REQUIRE(early->has_nothing());
  hall.tallies->kept["arrivals"].numbers = {4, 3};
  hall.now += 61s;
  hall.ticks();
  hall.ticks();
  const auto told = early->takes("estimates");
  REQUIRE(told.at("arrivals").as_int64() == 4);
  REQUIRE(told.at("within").as_int64() == 3);
  REQUIRE_FALSE(told.at("measured").as_bool());
  REQUIRE(crew->has_nothing());
  const auto later = hall.signs_in("ayu");
  hall.subscribes(later, "board");
  later->takes("snapshot");
  REQUIRE(later->takes("estimates") == told);
  hall.now += 61s;
  hall.ticks();
  hall.ticks();
  REQUIRE(early->has_nothing());
}
