#include "dispatch/sim/world.hpp"

#include <algorithm>
#include <utility>

#include "dispatch/rules/due.hpp"

namespace dispatch {
namespace {

Actor the_desk() {
  return {Role::operator_, "desk", {}};
}

}  // namespace

TimePoint World::start() {
  return std::chrono::sys_days{std::chrono::January / 1 / 2026};
}

World::World(const Parts& parts, std::vector<WorldCall> calls)
    : model_{parts.model},
      ways_{parts.ways},
      chooser_{parts.chooser},
      ledger_{Policy{}, parts.compare_every},
      calls_{std::move(calls)},
      incidents_(calls_.size()),
      served_(calls_.size()) {
  open_the_day();
}

void World::open_the_day() {
  Setup setup;
  setup.policy = ledger_.policy();
  command({}, ReadSetup{std::move(setup)});
  for (const auto& one : model_.units) {
    Unit unit;
    unit.id = one.id;
    unit.callsign = std::string{one.id.view()};
    unit.station.where = model_.places[one.base];
    command({}, RegisterUnit{std::move(unit)});
    Vehicle vehicle;
    vehicle.unit = one.id;
    vehicle.base = vehicle.place = one.base;
    vehicles_.push_back(vehicle);
    crews_.emplace_back();
    put_shifts(vehicles_.size() - 1);
  }
  if (!calls_.empty()) agenda_.put(start() + calls_.front().received, {Kind::rings, 0, 0});
}

bool World::run_until(TimePoint end) {
  while (!agenda_.empty() && agenda_.next() <= end) {
    now_ = agenda_.next();
    happen(agenda_.take());
  }
  return !agenda_.empty();
}

void World::happen(const Happening& what) {
  const bool is_of_vehicle = what.kind >= Kind::rolls && what.kind <= Kind::stands;
  if (is_of_vehicle && crews_[what.about].plan != what.plan) return;
  switch (what.kind) {
    case Kind::rings: return rings(what.about);
    case Kind::reaches_desk: return reaches_desk(what.about);
    case Kind::rolls: return press(what.about, AssignmentState::en_route);
    case Kind::arrives: return arrives(what.about);
    case Kind::leaves_scene: return leaves_scene(what.about);
    case Kind::at_hospital: return at_hospital(what.about);
    case Kind::clears: return clears(what.about);
    case Kind::is_back: return is_back(what.about);
    case Kind::stands: return stands(what.about);
    case Kind::comes_on: return comes_on(what.about);
    case Kind::goes_off: return goes_off(what.about);
    case Kind::deadline: return do_what_is_due();
  }
}

void World::rings(std::size_t call) {
  Place place;
  place.pin = model_.places[calls_[call].place];
  const auto made = command(the_desk(), ReceiveIncident{std::move(place), {}, {}, {}});
  if (made) incidents_[call] = IncidentId::same_as(*made);
  later(model_.habits.until_sent, Kind::reaches_desk, call);
  if (const auto next = call + 1; next < calls_.size())
    agenda_.put(start() + calls_[next].received, {Kind::rings, next, 0});
}

void World::reaches_desk(std::size_t call) {
  const auto& one = calls_[call];
  command(the_desk(), TriageIncident{incidents_[call], {one.priority, Needs::ambulance, {}, {}}});
  const auto received = start() + one.received;
  const auto& wanted = urgency(call);
  open_.push_back({call,
                   incidents_[call],
                   one.priority,
                   one.place,
                   wanted.pace,
                   received,
                   received + wanted.target,
                   {},
                   0});
  choose();
  const auto mine = std::ranges::find(open_, call, &OpenCall::number);
  if (mine == open_.end() || mine->vehicle) return;
  waited_.insert(call);
  agenda_.put(std::max(now_, received + ledger_.policy().assign_within), {Kind::deadline, 0, 0});
}

Situation World::situation() const {
  return {now_, vehicles_, open_, model_.habits.turnout_standing, model_.habits.turnout_moving, ways_};
}

void World::choose() {
  if (!open_.empty()) {
    const auto sendings = chooser_.send(situation());
    for (const auto& one : sendings) send(one);
    stand_down_the_replaced();
  }
  for (const auto& [vehicle, to] : chooser_.move(situation())) {
    if (!vehicles_[vehicle].is_free() || vehicles_[vehicle].place == to) continue;
    ++moves_;
    drive_to_wait(vehicle, to);
  }
}

void World::send(const Chooser::Sending& sending) {
  auto& call = open_[sending.call];
  const auto& vehicle = vehicles_[sending.vehicle];
  if (call.vehicle == sending.vehicle) return;
  if (!vehicle.is_free() && vehicle.doing != Vehicle::Doing::responding)
    return complain(std::string{vehicle.unit.view()} + " was to be sent, and has a patient");
  const auto start = situation().start(vehicle, setting_out);
  ledger_.hear({vehicle.unit, ways_.position(start), now_, {}, {}, {}, {}});
  const auto before = vehicle.call;
  const auto reason = before ? std::optional<std::string>{"planned anew"} : std::nullopt;
  const auto made =
      command(the_desk(), DispatchUnit{call.incident, vehicle.unit, before.has_value(), reason});
  if (!made) return;
  if (before) {
    auto& left = *std::ranges::find(open_, *before, &OpenCall::number);
    if (left.vehicle == sending.vehicle) left.vehicle.reset(), ++left.changes;
  }
  if (call.vehicle) ++call.changes;
  call.vehicle = sending.vehicle;
  crews_[sending.vehicle].job = AssignmentId::same_as(*made);
  respond(sending.vehicle, call, start);
}

void World::respond(std::size_t number, const OpenCall& call, const Start& start) {
  auto& vehicle = vehicles_[number];
  const auto turnout = situation().turnout(vehicle);
  if (!vehicle.call) crews_[number].set_out = now_ + turnout;
  vehicle.call = call.number;
  vehicle.doing = Vehicle::Doing::responding;
  const auto time = drive(number, {start, call.place, call.pace}, turnout);
  if (turnout > milliseconds{0}) {
    press(number, AssignmentState::acknowledged);
    later(turnout, Kind::rolls, number);
  } else {
    press(number, AssignmentState::en_route);
  }
  later(time, Kind::arrives, number);
}

// Those to whose call another goes now, and who go to no other.
void World::stand_down_the_replaced() {
  for (const auto& call : open_)
    for (std::size_t number = 0; number < vehicles_.size(); ++number)
      if (vehicles_[number].call == call.number && call.vehicle != number) stand_down(number);
}

void World::stand_down(std::size_t number) {
  auto& vehicle = vehicles_[number];
  auto& crew = crews_[number];
  command(the_desk(), StepAssignment{crew.job, AssignmentState::stood_down, "another unit is sent"});
  busy_ += std::max(milliseconds{0}, now_ - crew.set_out);
  const auto from = situation().start(vehicle, Pace::calm);
  vehicle.call.reset();
  if (!crew.is_on_shift) return go_home(number);
  vehicle.doing = Vehicle::Doing::moving;
  vehicle.place = chooser_.waits_at(situation(), number);
  later(drive(number, {from, vehicle.place, Pace::calm}, milliseconds{0}), Kind::stands, number);
}

milliseconds World::drive(std::size_t number, const Way& way, milliseconds turnout) {
  auto& vehicle = vehicles_[number];
  ++crews_[number].plan;
  vehicle.way = way;
  vehicle.way.from.after += turnout;
  vehicle.left = now_;
  vehicle.place = way.to;
  const auto time = ways_.time(vehicle.way);
  if (!time) complain("no road leads to place " + std::to_string(way.to));
  return time.value_or(milliseconds{0});
}

void World::arrives(std::size_t number) {
  auto& vehicle = vehicles_[number];
  const auto call = *vehicle.call;
  press(number, AssignmentState::on_scene);
  vehicle.doing = Vehicle::Doing::working;
  const auto open = std::ranges::find(open_, call, &OpenCall::number);
  const auto response = now_ - (start() + calls_[call].received);
  served_[call] = {number, response, open->changes, waited_.contains(call)};
  open_.erase(open);
  later(calls_[call].scene, calls_[call].transport ? Kind::leaves_scene : Kind::clears, number);
}

void World::leaves_scene(std::size_t number) {
  press(number, AssignmentState::left_scene);
  const auto scene = vehicles_[number].place;
  const auto& call = calls_[*vehicles_[number].call];
  const auto hospital = call.hospital ? *call.hospital : nearest_hospital(scene);
  const Way way{ways_.leaving(scene, Pace::calm), hospital, Pace::calm};
  later(call.to_hospital ? take_to(number, hospital, *call.to_hospital) : drive(number, way, milliseconds{0}),
        Kind::at_hospital, number);
}

void World::at_hospital(std::size_t number) {
  press(number, AssignmentState::at_destination);
  later(calls_[*vehicles_[number].call].handover, Kind::clears, number);
}

void World::clears(std::size_t number) {
  auto& vehicle = vehicles_[number];
  press(number, AssignmentState::cleared);
  later(ledger_.policy().archive_after, Kind::deadline, 0);
  busy_ += now_ - crews_[number].set_out;
  const auto back = calls_[*vehicle.call].back;
  vehicle.call.reset();
  if (!crews_[number].is_on_shift) return go_home(number);
  if (back || model_.habits.free_only_at_base) return drive_back(number, back);
  vehicle.doing = Vehicle::Doing::standing;
  choose();
  if (vehicle.is_free() && vehicle.doing == Vehicle::Doing::standing)
    drive_to_wait(number, chooser_.waits_at(situation(), number));
}

void World::stands(std::size_t number) {
  vehicles_[number].doing = Vehicle::Doing::standing;
  choose();
}

void World::drive_to_wait(std::size_t number, PlaceNumber place) {
  auto& vehicle = vehicles_[number];
  const Way way{situation().start(vehicle, Pace::calm), place, Pace::calm};
  vehicle.doing = Vehicle::Doing::moving;
  later(drive(number, way, milliseconds{0}), Kind::stands, number);
}

PlaceNumber World::nearest_hospital(PlaceNumber from) {
  const auto start = ways_.leaving(from, Pace::calm);
  return *std::ranges::min_element(model_.hospitals, {}, [&](PlaceNumber hospital) {
    return ways_.time({start, hospital, Pace::calm}).value_or(milliseconds::max());
  });
}

void World::do_what_is_due() {
  for (auto& body : due(ledger_.view(), ledger_.policy(), TimePoint{}, now_)) command({}, std::move(body));
}

std::optional<CommandId> World::command(const Actor& actor, CommandBody body) {
  auto done = ledger_.obey(actor, std::move(body), now_);
  if (done.has_value()) return *done;
  complain("refused: " + done.error().message);
  return std::nullopt;
}

void World::later(milliseconds after, Kind kind, std::size_t about) {
  const bool is_of_vehicle = kind >= Kind::rolls && kind <= Kind::stands;
  agenda_.put(now_ + after, {kind, about, is_of_vehicle ? crews_[about].plan : 0});
}

const Urgency& World::urgency(std::size_t call) const {
  return model_.habits.urgencies.at(calls_[call].priority);
}

void World::complain(const std::string& what) {
  if (faults_.size() < Ledger::most_faults) faults_.push_back(what);
}

}  // namespace dispatch
