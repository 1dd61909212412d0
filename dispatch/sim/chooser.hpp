#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "dispatch/model/model.hpp"
#include "dispatch/sim/ways.hpp"

namespace dispatch {

// A unit of a world, and what it is doing.
struct Vehicle {
  enum class Doing {
    standing,    // free, at a place
    moving,      // free, on its way to where it waits
    responding,  // sent to a call
    working,     // at the scene, to the hospital, at the hospital
  };
  UnitId unit;
  PlaceNumber base = 0;
  Doing doing = Doing::standing;
  PlaceNumber place = 0;  // where it is, or where it is going
  Way way;                // while it drives
  TimePoint left;         // since then
  std::optional<std::size_t> call;
  [[nodiscard]] bool is_free() const { return doing == Doing::standing || doing == Doing::moving; }
};

// A call that nobody has reached.
struct OpenCall {
  std::size_t number = 0;
  IncidentId incident;
  Priority priority = Priority::P1;
  PlaceNumber place = 0;
  Pace pace = Pace::urgent;
  TimePoint received;
  TimePoint target;                    // who arrives later is late
  std::optional<std::size_t> vehicle;  // on its way
  int changes = 0;                     // of that, so far
};

// Whoever is sent gets from where it stands to the road like this, whatever the call.
inline constexpr Pace setting_out = Pace::urgent;

// What somebody who chooses knows.
struct Situation {
  TimePoint now;
  const std::vector<Vehicle>& vehicles;
  const std::vector<OpenCall>& calls;  // in the order in which they came to the desk
  seconds turnout_standing{0};
  seconds turnout_moving{0};
  Ways& ways;

  // From where a vehicle can drive elsewhere; one that stands gets to the road at that pace.
  [[nodiscard]] Start start(const Vehicle& vehicle, Pace to_the_road) const;
  // From now to the arrival; nothing where no road leads.
  [[nodiscard]] std::optional<milliseconds> time_to(const Vehicle& vehicle, const OpenCall& call) const;
  [[nodiscard]] milliseconds turnout(const Vehicle& vehicle) const;
};

// Whom to send, and where those who are free wait. Vehicles and calls are named by their index.
class Chooser {
 public:
  virtual ~Chooser() = default;

  struct Sending {
    std::size_t call = 0;
    std::size_t vehicle = 0;  // free, or on its way to another call
  };
  // Asked whenever a call has come to the desk, a unit is free again, or one stands where it waits.
  virtual std::vector<Sending> send(const Situation& situation) = 0;
  // Where a vehicle that has cleared, and has not been sent on, waits.
  virtual PlaceNumber waits_at(const Situation& situation, std::size_t vehicle) {
    return situation.vehicles[vehicle].base;
  }
  struct Move {
    std::size_t vehicle = 0;  // free
    PlaceNumber to = 0;
  };
  // Free vehicles that had better wait elsewhere.
  virtual std::vector<Move> move(const Situation&) { return {}; }
};

}  // namespace dispatch
