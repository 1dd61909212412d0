#include "dispatch/choose/travel_times.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace dispatch {
namespace {

using geo::roads::Vehicle;

constexpr geo::MetresPerSecond fastest = geo::kmh(130);  // as the crow flies: nobody is there sooner
constexpr double moving_mps = 2;                         // slower, and a heading means nothing

// Rounded up: an arrival time that is too short is worse than one that is too long.
seconds whole(double time) {
  return seconds{static_cast<std::int64_t>(std::ceil(time))};
}

}  // namespace

Vehicle vehicle_of(UnitKind kind) {
  switch (kind) {
    case UnitKind::ambulance: return Vehicle::ambulance;
    case UnitKind::home_care: return Vehicle::car;
    case UnitKind::motorcycle: return Vehicle::motorcycle;
  }
  return Vehicle::ambulance;
}

std::optional<double> heading_of(const Fix& fix) {
  return fix.speed_mps.value_or(0) >= moving_mps ? fix.heading_deg : std::nullopt;
}

TravelTimes::TravelTimes(const Policy& policy, std::unique_ptr<const geo::roads::Network> roads)
    : policy_{policy}, mapped_{std::move(roads)} {}

void TravelTimes::close(const std::unordered_map<ClosureId, Closure>& closures) {
  if (mapped_ == nullptr) return;
  auto changed = std::erase_if(closed_, [&](const auto& one) { return !closures.contains(one.first); });
  for (const auto& [id, closure] : closures) {
    if (closed_.contains(id)) continue;
    ++changed;
    auto found = closing(closure.points);
    closed_.emplace(id, found ? std::move(found->stretches) : std::vector<geo::roads::Stretch>{});
  }
  if (changed > 0) renew();
}

std::optional<geo::roads::Closing> TravelTimes::closing(std::span<const geo::Position> points) const {
  return mapped_ == nullptr ? std::nullopt : geo::roads::closing(*mapped_, points);
}

void TravelTimes::learn(geo::roads::Conditions measured) {
  if (mapped_ == nullptr) return;
  measured_ = std::move(measured);
  renew();
}

void TravelTimes::renew() {
  auto conditions = measured_.value_or(mapped_->conditions());
  for (const auto& [id, stretches] : closed_)
    conditions.closed.insert(conditions.closed.end(), stretches.begin(), stretches.end());
  now_ = mapped_->under(conditions);
  snapped_.clear();
}

void TravelTimes::moved(UnitKind kind, const Fix& fix) {
  if (roads() != nullptr) (void)approach_of(kind, fix);
}

const geo::roads::Approach& TravelTimes::approach_of(UnitKind kind, const Fix& fix) const {
  const auto heading = heading_of(fix);
  const auto vehicle = vehicle_of(kind);
  const auto [known, is_new] = snapped_.try_emplace(fix.unit);
  auto& one = known->second;
  if (is_new || one.where != fix.where || one.heading != heading || one.vehicle != vehicle)
    one = {fix.where, heading, vehicle, roads()->leaving(vehicle, {fix.where, heading})};
  return one.approach;
}

Travel TravelTimes::on_roads(const geo::roads::Travel& found) const {
  constexpr geo::Metres worth_saying{30};
  const auto [low, high] = spreads_.by_road.around(found.seconds);
  Travel travel{whole(found.seconds), whole(low), whole(high), geo::Metres{std::round(found.metres)}, true,
                std::nullopt};
  if (found.to_road > worth_saying) travel.walked = geo::Metres{std::round(found.to_road.count())};
  return travel;
}

Travel TravelTimes::straight(UnitKind kind, geo::Position from, geo::Position to) const {
  const auto metres = geo::distance(from, to) * policy_.road_factor;
  const auto time = metres / policy_.speed(kind);
  const auto [low, high] = spreads_.by_line.around(static_cast<double>(time.count()));
  return {time, whole(low), whole(high), metres, false, std::nullopt};
}

std::vector<Travel> TravelTimes::to_one(std::span<const From> starts, geo::Position end) const {
  std::vector<Travel> travels;
  travels.reserve(starts.size());
  for (const auto& start : starts) travels.push_back(straight(start.kind, start.fix->where, end));
  if (roads() == nullptr) return travels;
  for (const auto vehicle : geo::roads::vehicles) {
    std::vector<geo::roads::Approach> approaches;
    std::vector<std::size_t> whose;
    for (std::size_t i = 0; i < starts.size(); ++i) {
      if (vehicle_of(starts[i].kind) != vehicle) continue;
      approaches.push_back(approach_of(starts[i].kind, *starts[i].fix));
      whose.push_back(i);
    }
    if (whose.empty()) continue;
    const auto found = roads()->to_one(vehicle, approaches, roads()->reaching(vehicle, end));
    for (std::size_t i = 0; i < whose.size(); ++i)
      if (found[i]) travels[whose[i]] = on_roads(*found[i]);
  }
  return travels;
}

Travel TravelTimes::to_one(UnitKind kind, const Fix& fix, geo::Position end) const {
  const From start{kind, &fix};
  return to_one({&start, 1}, end).front();
}

std::vector<Travel> TravelTimes::from_one(UnitKind kind, geo::Position start,
                                          std::span<const geo::Position> ends) const {
  std::vector<Travel> travels;
  travels.reserve(ends.size());
  for (const auto& end : ends) travels.push_back(straight(kind, start, end));
  if (roads() == nullptr) return travels;
  const auto vehicle = vehicle_of(kind);
  std::vector<geo::roads::Approach> approaches;
  for (const auto& end : ends) approaches.push_back(roads()->reaching(vehicle, end));
  const auto found = roads()->from_one(vehicle, roads()->leaving(vehicle, {start, {}}), approaches);
  for (std::size_t i = 0; i < ends.size(); ++i)
    if (found[i]) travels[i] = on_roads(*found[i]);
  return travels;
}

seconds TravelTimes::at_least(UnitKind kind, geo::Metres straight) const {
  const auto by_line = straight * policy_.road_factor / policy_.speed(kind);
  return roads() == nullptr ? by_line : std::min(by_line, straight / fastest);
}

std::optional<Travel> TravelTimes::as_engine_says(UnitKind kind, const Fix& fix, geo::Position end,
                                                  double on_road, geo::Metres metres) const {
  if (!avoided(kind, fix, end).empty()) return std::nullopt;
  const auto walked = to_one(kind, fix, end).walked;
  const auto walking = walked.value_or(geo::Metres{}) / geo::roads::walking_speed;
  auto travel = on_roads({on_road + static_cast<double>(walking.count()), metres.count(), {}, {}});
  travel.walked = walked;
  return travel;
}

std::optional<geo::roads::Route> TravelTimes::route(UnitKind kind, const Fix& fix, geo::Position end) const {
  if (roads() == nullptr) return std::nullopt;
  const auto vehicle = vehicle_of(kind);
  return roads()->route(vehicle, approach_of(kind, fix), roads()->reaching(vehicle, end));
}

std::vector<ClosureId> TravelTimes::avoided(UnitKind kind, const Fix& fix, geo::Position end) const {
  if (closed_.empty()) return {};
  const auto way = mapped_->way(vehicle_of(kind), {fix.where, heading_of(fix)}, end);
  if (!way) return {};
  const auto meets = [&](const geo::roads::Stretch& closed) {
    return std::ranges::any_of(way->parts, [&](const geo::roads::Way::Part& part) {
      return part.on.section == closed.section && part.on.from < closed.to && closed.from < part.on.to;
    });
  };
  std::vector<ClosureId> met;
  for (const auto& [id, stretches] : closed_)
    if (std::ranges::any_of(stretches, meets)) met.push_back(id);
  return met;
}

}  // namespace dispatch
