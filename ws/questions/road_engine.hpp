#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <memory>
#include <optional>
#include <vector>

#include "ws/questions/engine_talk.hpp"

namespace ws {

// Another road engine (OSRM, Valhalla) that is asked for travel times. It is a guest: it is waited for until
// a deadline, what it says is checked, and when it has failed some times in a row it is left alone for a
// while, in which every question is answered at once with nothing. One thread, its executor's.
class RoadEngine {
 public:
  struct Options {
    EngineAddress address;
    std::chrono::milliseconds deadline{
        300};          // over all of a question: finding the host, connecting, the answer
    int failures = 3;  // in a row; then it is left alone
    std::chrono::milliseconds rest{5'000};  // for so long; then the next question tries it, without waiting
    std::size_t at_once = 8;                // questions; more are answered with nothing at once
  };
  RoadEngine(boost::asio::any_io_executor executor, Options options);
  ~RoadEngine();  // questions under way end by their deadline
  RoadEngine(const RoadEngine&) = delete;
  RoadEngine& operator=(const RoadEngine&) = delete;

  // From each start to one end. No travels at all: the engine did not answer in time, answered nonsense, or
  // is left alone; use other times. Never later than the deadline.
  boost::asio::awaitable<std::optional<EngineTravels>> to_one(std::vector<geo::Position> starts,
                                                              geo::Position end);

  // Whether it is being left alone.
  [[nodiscard]] bool is_away() const;

 private:
  struct State;
  std::shared_ptr<State> state_;
};

}  // namespace ws
