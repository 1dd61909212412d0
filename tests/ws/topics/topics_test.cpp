#include "ws/topics/topics.hpp"

#include "tests/ws/hall.hpp"

using namespace dispatch;
using namespace tests;

TEST_CASE("each role has its topics") {
  Hall hall;
  hall.with_ambulance("AMB-01", 3min);
  const auto [who, topic, may] = GENERATE(table<const char*, const char*, bool>({
      {"ayu", "board", true},
      {"ayu", "map/12/3352/2143", true},
      {"ayu", "mine", false},
      {"AMB-01", "plan", false},
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
