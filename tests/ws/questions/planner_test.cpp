#include "ws/questions/planner.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <catch2/catch.hpp>
#include <future>

#include "tests/ws/hall.hpp"

using namespace dispatch;
using namespace tests;
using enum AssignmentState;

namespace {

// Keeps the planner's thread at one question until it is released.
class Puzzle {
 public:
  explicit Puzzle(Hall& hall) : hall_{hall} {
    boost::asio::co_spawn(*hall.io, ask(hall.planner, solved_.get_future().share()), boost::asio::detached);
    hall_.waits_for_planner = false;
    hall_.run();
  }
  ~Puzzle() { release(); }
  Puzzle(const Puzzle&) = delete;
  Puzzle& operator=(const Puzzle&) = delete;

  void release() {
    if (std::exchange(is_released_, true)) return;
    solved_.set_value();
    hall_.waits_for_planner = true;
    hall_.run();
  }

 private:
  static boost::asio::awaitable<void> ask(ws::Planner& planner, std::shared_future<void> solved) {
    const auto wait = [solved](ws::Situation&) {
      solved.wait();
      return true;
    };
    (void)co_await planner.ask(wait);
  }
  Hall& hall_;
  std::promise<void> solved_;
  bool is_released_ = false;
};

std::string ask_hospitals(const IncidentId& incident) {
  return R"({"type":"ask_hospitals","query":"q-1","incident":")" + std::string{incident.view()} + "\"}";
}

// By incident, the units that were proposed last.
std::map<std::string, std::vector<std::string>> proposals_to(const Hall::Guest& guest) {
  std::map<std::string, std::vector<std::string>> last;
  for (const auto& text : guest->texts) {
    const auto message = json_of(text);
    if (message.at("type") != "recommendation") continue;
    last[std::string{message.at("incident").as_string()}] = texts_at(message.at("options"), "unit");
  }
  guest->forgets();
  return last;
}

using Units = std::vector<std::string>;

}  // namespace

TEST_CASE("when a unit clears every operator hears within a tick whom it could serve") {
  Hall hall;
  hall.with_ambulance("AMB-01", 3min);
  const auto served = hall.calls(Priority::P1);
  hall.sends(served, "AMB-01");
  const auto ayu = hall.listens("ayu", {"board"});
  const auto first = hall.calls(Priority::P2);
  const auto second = hall.calls(Priority::P1);
  for (const auto state : {en_route, on_scene}) REQUIRE(hall.presses("AMB-01", state).done());
  proposals_to(ayu);
  hall.now += 1s;
  hall.ticks();
  REQUIRE(hall.presses("AMB-01", cleared).done());
  hall.now += 250ms;
  hall.ticks();
  const auto told = proposals_to(ayu);
  REQUIRE(told.at(std::string{first.view()}) == Units{"AMB-01"});
  REQUIRE(told.at(std::string{second.view()}) == Units{"AMB-01"});
}

TEST_CASE("a dispatch does not wait for the planner, and neither does a crew's press") {
  Hall hall;
  hall.with_ambulance("AMB-01", 3min);
  const auto ayu = hall.listens("ayu", {"board"});
  Puzzle puzzle{hall};
  const auto call = hall.calls(Priority::P1);
  hall.sends(call, "AMB-01");
  REQUIRE(hall.presses("AMB-01", en_route).done());
  hall.says(ayu, ask_hospitals(call));
  REQUIRE(hall.planner.waiting() == 1);
  for (const auto& text : ayu->texts) REQUIRE(json_of(text).at("type") == "events");
  ayu->forgets();
  puzzle.release();
  ayu->takes("hospitals");
}

TEST_CASE("an answer knows all that had happened when it was asked for") {
  Hall hall;
  hall.with_ambulance("AMB-01", 3min);
  const auto ayu = hall.signs_in("ayu");
  Puzzle puzzle{hall};
  const auto call = hall.calls(Priority::P1);
  hall.says(ayu, R"({"type":"recommend","incident":")" + std::string{call.view()} + "\"}");
  REQUIRE(ayu->has_nothing());
  puzzle.release();
  REQUIRE(texts_at(ayu->takes("recommendation").at("options"), "unit") == Units{"AMB-01"});
}

TEST_CASE("who asks too much is refused at once, one session and all together") {
  Hall hall{{.sessions_of_name = 1000}};
  const auto call = hall.calls(Priority::P1);
  const auto ayu = hall.signs_in("ayu");
  Puzzle puzzle{hall};
  for (int i = 0; i < 9; ++i) hall.says(ayu, ask_hospitals(call));  // one is asked, eight wait
  REQUIRE(ayu->has_nothing());
  hall.says(ayu, ask_hospitals(call));
  REQUIRE(ayu->takes("refused").at("code") == "too_much");
  std::vector<Hall::Guest> crowd;
  for (std::size_t i = 1; i < ws::Planner::Limits{}.questions; ++i) {
    crowd.push_back(hall.signs_in("made"));
    hall.says(crowd.back(), ask_hospitals(call));
    REQUIRE(crowd.back()->has_nothing());
  }
  const auto late = hall.signs_in("made");
  hall.says(late, ask_hospitals(call));
  REQUIRE(late->takes("refused").at("code") == "too_much");
  puzzle.release();
  for (const auto& guest : crowd) guest->takes("hospitals");
}

TEST_CASE("the planner goes on with a new copy when it has missed too much, or all was loaded anew") {
  Hall hall;
  hall.with_ambulance("AMB-01", 3min);
  ws::Planner behind{hall.io->get_executor(), hall.desk, nullptr, {.entries = 2}};
  const auto call = hall.calls(Priority::P1);
  for (std::uint64_t n = 1; n <= hall.journal->size(); ++n) behind.happened(hall.journal->entry(n));
  std::optional<bool> knows;
  const auto look = [](ws::Planner& planner, IncidentId id,
                       std::optional<bool>& into) -> boost::asio::awaitable<void> {
    const auto answer = co_await planner.ask(
        [id](ws::Situation& situation) { return situation.view.incident(id) != nullptr; });
    into = answer.value();
  };
  boost::asio::co_spawn(*hall.io, look(behind, call, knows), boost::asio::detached);
  while (!knows) {
    hall.io->restart();
    hall.io->run_one_for(20ms);
  }
  REQUIRE(*knows);
}

TEST_CASE(
    "of a round that changes everything an operator hears the most urgent first and the rest with the next "
    "ticks") {
  Hall hall;
  hall.with_ambulance("AMB-01", 3min);
  const auto ayu = hall.listens("ayu", {"board"});
  const auto slow = hall.listens("ayu", {"board"});
  constexpr auto waiting = ws::Advice::most_at_once + 20;
  for (std::size_t i = 0; i < waiting; ++i) {
    hall.calls(Priority::P2);
    hall.ticks();
  }
  proposals_to(ayu);
  slow->forgets();
  slow->reads = false;
  slow->unread = ws::Advice::most_unread;
  hall.now += 1s;
  hall.ticks();
  REQUIRE(hall.says(siaga(), ChangeDuty{id("AMB-01"), DutyState::off, {}, {}, {}}).done());
  hall.now += 250ms;
  hall.ticks();
  REQUIRE(proposals_to(ayu).size() == ws::Advice::most_at_once);
  REQUIRE(proposals_to(slow).empty());
  hall.ticks();
  const auto rest = proposals_to(ayu);
  REQUIRE(rest.size() == 20);
  for (const auto& [incident, units] : rest) REQUIRE(units.empty());
  slow->unread = 0;
  hall.ticks();
  REQUIRE(proposals_to(slow).size() == ws::Advice::most_at_once);
}
