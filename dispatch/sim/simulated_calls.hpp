#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "dispatch/model/model.hpp"

namespace dispatch {

// A call that a simulated caller makes.
struct SimulatedCall {
  seconds received{0};  // after the start
  std::string place;    // as the caller says it
  geo::Position where;
  Triage triage;
  bool transport = false;  // the patient is taken to a hospital
  bool is_prank = false;
  // What really happened, where it is recorded: seconds from received to the first unit's step.
  std::optional<double> recorded_dispatch;
  std::optional<double> recorded_en_route;
  std::optional<double> recorded_on_scene;
};

struct CallHabits {
  double calls_an_hour = 60;
  double prank_share = 0.08;
  double home_care_share = 0.25;
  double transport_share = 0.7;  // of calls that an ambulance goes to
  geo::Metres spread{1500};      // around the middle of a village
};

struct SimulatedPlace {
  std::string name;
  geo::Position where;
};

// Calls around these places for so long, in the order of their times. The same seed makes the same calls.
[[nodiscard]] std::vector<SimulatedCall> simulated_calls(std::span<const SimulatedPlace> places,
                                                         const CallHabits& habits, seconds length,
                                                         std::uint64_t seed);

}  // namespace dispatch
