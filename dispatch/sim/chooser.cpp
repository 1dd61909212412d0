#include "dispatch/sim/chooser.hpp"

namespace dispatch {

Start Situation::start(const Vehicle& vehicle, Pace to_the_road) const {
  const bool drives = vehicle.doing == Vehicle::Doing::moving || vehicle.doing == Vehicle::Doing::responding;
  return drives ? ways.ahead(vehicle.way, now - vehicle.left) : ways.leaving(vehicle.place, to_the_road);
}

milliseconds Situation::turnout(const Vehicle& vehicle) const {
  return vehicle.doing == Vehicle::Doing::standing ? turnout_standing : turnout_moving;
}

std::optional<milliseconds> Situation::time_to(const Vehicle& vehicle, const OpenCall& call) const {
  const auto driving = ways.time({start(vehicle, setting_out), call.place, call.pace});
  if (!driving) return std::nullopt;
  return turnout(vehicle) + *driving;
}

}  // namespace dispatch
