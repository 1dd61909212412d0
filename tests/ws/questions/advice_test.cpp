#include "ws/questions/advice.hpp"

#include <catch2/catch.hpp>

#include "tests/ws/hall.hpp"

using namespace dispatch;
using namespace tests;

namespace {

// What the planner of a hall makes is told by hand, to one operator.
class Telling : public Hall {
 public:
  Telling() {
    planner.on_told({{}, [this](auto all) { std::ranges::move(all, std::back_inserter(made)); }, {}});
    listens("ayu", {"board"});
    with_ambulance("AMB-01", 3min);
    with_ambulance("AMB-02", 5min);
  }
  std::vector<ws::Planner::Advice> makes() {
    for (int i = 0; i < 4; ++i) {
      now += 1s;
      ticks();
    }
    return std::exchange(made, {});
  }
  void tells(std::vector<ws::Planner::Advice> all) {
    advice.told(std::move(all));
    run();
  }

  std::vector<ws::Planner::Advice> made;
  FakePeer ayu;
  ws::Outgoing outgoing{io->get_executor(), 1U << 20U};
  ws::Advice advice{{io->get_executor(), desk, planner, outgoing, nullptr,
                     [this] { return std::vector<ws::Peer*>{&ayu}; }}};
};

}  // namespace

TEST_CASE("advice that names a unit that was sent meanwhile is not told, but made anew") {
  Telling hall;
  const auto first = hall.calls(Priority::P1);
  const auto second = hall.calls(Priority::P1);
  const auto made = hall.makes();
  REQUIRE(made.size() >= 2);
  hall.sends(first, "AMB-01");
  hall.tells(made);
  REQUIRE(hall.ayu.has_nothing());
  const auto anew = hall.makes();
  hall.tells(anew);
  const auto told = hall.ayu.takes("recommendation");
  REQUIRE(told.at("incident").as_string() == second.view());
  REQUIRE(texts_at(told.at("options"), "unit") == std::vector<std::string>{"AMB-02"});
}

TEST_CASE("advice to an incident that has changed meanwhile is not told") {
  Telling hall;
  const auto call = hall.calls(Priority::P1);
  const auto made = hall.makes();
  REQUIRE(hall.says(operator_ayu(), NoteIncident{call, "third floor"}).done());
  hall.tells(made);
  REQUIRE(hall.ayu.has_nothing());
}

TEST_CASE("advice that still holds is told") {
  Telling hall;
  const auto call = hall.calls(Priority::P1);
  hall.tells(hall.makes());
  REQUIRE(hall.ayu.takes("recommendation").at("incident").as_string() == call.view());
}
