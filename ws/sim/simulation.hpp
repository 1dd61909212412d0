#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "dispatch/show/intervals.hpp"
#include "dispatch/sim/simulated_calls.hpp"
#include "dispatch/sim/simulated_crew.hpp"

namespace ws {

// Callers, a call-taker and a fleet of crews, as real clients of a running server.
class Simulation {
 public:
  struct Member {
    dispatch::Unit unit;
    std::string token;
  };
  struct Options {
    std::string host;
    unsigned short port = 0;
    std::string operator_token;
    std::vector<Member> fleet;
    std::vector<geo::Position> hospitals;
    std::vector<dispatch::SimulatedCall> calls;
    dispatch::CrewHabits habits;
    std::function<geo::MetresPerSecond(dispatch::UnitKind)> speed;
    std::uint64_t seed = 1;
    dispatch::seconds length{0};  // by the server's clock: no calls after that
    std::function<std::string()> new_id;
    std::function<void()> finished;
  };
  struct Summary {
    std::size_t calls = 0;
    std::size_t assigned = 0;
    std::size_t with_reason = 0;              // not assigned, and it is said why
    std::vector<std::string> without_reason;  // numbers of those nobody can explain
    std::map<std::string, int> reasons;
    std::map<std::string, int> refusals;  // by code
    int reconnections = 0;
    std::vector<dispatch::Interval> intervals;
    std::vector<std::pair<std::string, std::uint64_t>> acknowledged;  // command and log entry
  };

  Simulation(boost::asio::any_io_executor executor, Options options);
  ~Simulation();
  Simulation(const Simulation&) = delete;
  Simulation& operator=(const Simulation&) = delete;

  // Makes no more calls and ends soon.
  void stop();
  [[nodiscard]] Summary summary() const;

 private:
  class Fleet;
  class CallTaker;
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace ws
