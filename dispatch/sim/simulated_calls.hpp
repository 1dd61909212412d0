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
  double weight = 1;  // how often somebody calls from there, against others
};

// Calls around these places for so long, in the order of their times; none without a place. The same seed
// makes the same calls.
[[nodiscard]] std::vector<SimulatedCall> simulated_calls(std::span<const SimulatedPlace> places,
                                                         const CallHabits& habits, seconds length,
                                                         std::uint64_t seed);

// A bus accident, a third of so many calls at one place within three minutes, and an ambulance's calls from
// all over besides, within ten: in the order of their times, from the start of the surge. None without a
// place.
[[nodiscard]] std::vector<SimulatedCall> surge_of(std::span<const SimulatedPlace> places, std::size_t calls,
                                                  std::uint64_t seed);

// With a surge that begins so long after the start.
[[nodiscard]] std::vector<SimulatedCall> with_surge(std::vector<SimulatedCall> calls,
                                                    std::vector<SimulatedCall> surge, seconds begins);

}  // namespace dispatch
