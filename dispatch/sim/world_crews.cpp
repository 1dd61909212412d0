#include <algorithm>

#include "dispatch/sim/world.hpp"

// Crews come on duty, have jobs, and go home.
namespace dispatch {
namespace {

Actor crew_of(const UnitId& unit) {
  return {Role::crew, std::string{unit.view()}, {unit}};
}

bool has_shifts(const Model& model) {
  return std::ranges::any_of(model.units, [](const Model::Unit& unit) { return !unit.shifts.empty(); });
}

}  // namespace

void World::put_shifts(std::size_t number) {
  const auto& shifts = model_.units[number].shifts;
  const auto is_on = [](const Shift& shift) { return shift.from.count() <= 0 && shift.to.count() > 0; };
  crews_[number].is_on_shift = shifts.empty() || std::ranges::any_of(shifts, is_on);
  if (crews_[number].is_on_shift) {
    command(crew_of(vehicles_[number].unit), ChangeDuty{vehicles_[number].unit, DutyState::on, {}, {}, {}});
  } else {
    vehicles_[number].doing = Vehicle::Doing::working;
    crews_[number].is_home = true;
  }
  for (const auto& shift : shifts) {
    if (shift.from.count() > 0) agenda_.put(start() + shift.from, {Kind::comes_on, number, 0});
    if (shift.to.count() > 0) agenda_.put(start() + shift.to, {Kind::goes_off, number, 0});
  }
}

void World::comes_on(std::size_t number) {
  auto& crew = crews_[number];
  crew.is_on_shift = true;
  if (!crew.is_home) return;
  crew.is_home = false;
  const auto& unit = vehicles_[number].unit;
  command(crew_of(unit), ChangeDuty{unit, DutyState::on, {}, {}, {}});
  stands(number);
}

void World::goes_off(std::size_t number) {
  crews_[number].is_on_shift = false;
  if (vehicles_[number].is_free()) go_home(number);
}

void World::go_home(std::size_t number) {
  auto& vehicle = vehicles_[number];
  auto& crew = crews_[number];
  ++crew.plan;
  crew.is_home = true;
  vehicle.doing = Vehicle::Doing::working;
  vehicle.place = vehicle.base;
  command(crew_of(vehicle.unit), ChangeDuty{vehicle.unit, DutyState::off, {}, {}, {}});
}

milliseconds World::take_to(std::size_t number, PlaceNumber place, milliseconds recorded) {
  ++crews_[number].plan;
  vehicles_[number].place = place;
  return recorded;
}

// Not free on the way, and not yet for a call that comes in the moment it is back.
void World::drive_back(std::size_t number, std::optional<milliseconds> recorded) {
  const auto& vehicle = vehicles_[number];
  milliseconds time{0};
  if (recorded) {
    time = take_to(number, vehicle.base, *recorded);
  } else {
    const auto place = chooser_.waits_at(situation(), number);
    time = drive(number, {ways_.leaving(vehicle.place, Pace::calm), place, Pace::calm}, milliseconds{0});
  }
  agenda_.put_last(now_ + time, {Kind::is_back, number, crews_[number].plan});
}

void World::is_back(std::size_t number) {
  if (!crews_[number].is_on_shift) return go_home(number);
  stands(number);
}

void World::press(std::size_t vehicle, AssignmentState to) {
  command(crew_of(vehicles_[vehicle].unit), StepAssignment{crews_[vehicle].job, to, {}});
}

std::vector<std::string> World::faults() const {
  auto all = faults_;
  const auto missed = std::ranges::count_if(served_, [](const auto& one) { return !one; });
  if (agenda_.empty() && missed > 0)
    all.push_back("nobody has reached " + std::to_string(missed) + " of the calls: does a road lead there" +
                  (has_shifts(model_) ? ", and is somebody on duty?" : "?"));
  const auto written = ledger_.faults();
  all.insert(all.end(), written.begin(), written.end());
  return all;
}

}  // namespace dispatch
