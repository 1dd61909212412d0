#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "dispatch/model/facility.hpp"
#include "dispatch/sim/simulated_calls.hpp"
#include "dispatch/sim/simulated_crew.hpp"
#include "ws/sim/summary.hpp"

namespace ws {

// Callers, a call-taker, a fleet of crews and hospitals, as real clients of a running server.
class Simulation {
 public:
  struct Member {
    dispatch::Unit unit;
    std::string token;
  };
  struct Hospital {
    dispatch::FacilityId facility;
    std::string token;
  };
  struct Options {
    std::string host;
    unsigned short port = 0;
    std::string operator_token;
    std::vector<Member> fleet;
    std::vector<Hospital> front_desks;
    std::vector<geo::Position> hospitals;
    std::vector<dispatch::Facility> destinations;  // the same, as the server knows them
    std::vector<dispatch::SimulatedCall> calls;
    std::vector<dispatch::SimulatedCall> surge;
    std::chrono::seconds surge_after{0};     // by the wall
    std::vector<dispatch::seconds> targets;  // P0 to P4
    dispatch::CrewHabits habits;
    std::function<geo::MetresPerSecond(dispatch::UnitKind)> speed;
    std::uint64_t seed = 1;
    dispatch::seconds length{0};  // by the server's clock: no calls after that
    std::function<std::string()> new_id;
    std::function<void()> finished;
  };
  Simulation(boost::asio::any_io_executor executor, Options options);
  ~Simulation();
  Simulation(const Simulation&) = delete;
  Simulation& operator=(const Simulation&) = delete;

  // Makes no more calls and ends soon.
  void stop();
  [[nodiscard]] Summary summary() const;
  // In the order of their times, with the surge.
  [[nodiscard]] const std::vector<dispatch::SimulatedCall>& calls() const;

 private:
  class Desk;
  class Crew;
  class Reception;
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace ws
