#include "dispatch/choose/travel_times.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace dispatch {
namespace {

using geo::roads::Vehicle;

constexpr geo::MetresPerSecond fastest = geo::kmh(130);  // as the crow flies: nobody is there sooner
constexpr double moving_mps = 2;                         // slower, and a heading means nothing

constexpr std::size_t most_remembered = 200'000;  // ways, of some hundred bytes each

// Two places a centimetre apart are one.
std::uint64_t key_of(geo::Position place) {
  const auto point = geo::roads::point_at(place);
  return std::uint64_t{static_cast<std::uint32_t>(point.lat)} << 32U | static_cast<std::uint32_t>(point.lon);
}

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

// Errors that do not know of each other add up as squares.
Travel widened(Travel travel, seconds begin, seconds end) {
  const auto beside = [&](seconds half) {
    const auto all = std::hypot(static_cast<double>(half.count()), static_cast<double>(begin.count()),
                                static_cast<double>(end.count()));
    return seconds{std::lround(all)};
  };
  travel.low = std::max(seconds{}, travel.time - beside(travel.time - travel.low));
  travel.high = travel.time + beside(travel.high - travel.time);
  return travel;
}

TravelTimes::TravelTimes(TravelBasis::Shared basis) : basis_{std::move(basis)} {
  if (mapped() != nullptr) scratch_.emplace(mapped()->tables());
}

void TravelTimes::rest_on(TravelBasis::Shared basis) {
  if (basis->roads() != roads()) forget();
  basis_ = std::move(basis);
}

void TravelTimes::close(const TravelBasis::Closures& closures) {
  if (scratch_) rest_on(TravelBasis::closed(basis_, closures, *scratch_));
}

geo::roads::Searcher TravelTimes::on(const geo::roads::Network& network) const {
  return {network, scratch_.value()};
}

std::optional<geo::roads::Closing> TravelTimes::closing(std::span<const geo::Position> points) const {
  if (mapped() == nullptr) return std::nullopt;
  return geo::roads::closing(on(*mapped()), points);
}

std::optional<geo::roads::Drive> TravelTimes::drive(UnitKind kind, const Fix& from, const Fix& to) const {
  if (mapped() == nullptr) return std::nullopt;
  const geo::roads::Start start{from.where, heading_of(from)};
  return geo::roads::drive_between(on(*mapped()), vehicle_of(kind), start, to.where, to.at - from.at);
}

void TravelTimes::forget() const {
  snapped_.clear();
  remembered_ = 0;
}

TravelTimes::Snapped& TravelTimes::snapped(UnitKind kind, const Fix& fix) const {
  const auto heading = heading_of(fix);
  const auto vehicle = vehicle_of(kind);
  const auto [known, is_new] = snapped_.try_emplace(fix.unit);
  auto& one = known->second;
  if (is_new || one.where != fix.where || one.heading != heading || one.vehicle != vehicle) {
    remembered_ -= one.ways.size();
    one = {fix.where, heading, vehicle, roads()->leaving(vehicle, {fix.where, heading}), {}};
  }
  return one;
}

void TravelTimes::remember(Snapped& start, geo::Position end,
                           const std::optional<geo::roads::Travel>& way) const {
  if (start.ways.insert_or_assign(key_of(end), way).second) ++remembered_;
}

void TravelTimes::look_ahead(const From& start, std::span<const geo::Position> ends) const {
  if (roads() == nullptr) return;
  if (remembered_ > most_remembered) forget();
  auto& from = snapped(start.kind, *start.fix);
  std::vector<geo::roads::Approach> approaches;
  for (const auto& end : ends) approaches.push_back(roads()->reaching(from.vehicle, end));
  const auto found = on(*roads()).from_one(from.vehicle, from.approach, approaches);
  for (std::size_t i = 0; i < ends.size(); ++i) remember(from, ends[i], found[i]);
}

bool TravelTimes::remembers(const From& start, std::span<const geo::Position> ends) const {
  if (roads() == nullptr) return true;
  const auto& ways = snapped(start.kind, *start.fix).ways;
  const auto known =
      std::ranges::count_if(ends, [&](geo::Position end) { return ways.contains(key_of(end)); });
  return static_cast<std::size_t>(known) * 2 > ends.size();
}

Travel TravelTimes::on_roads(const geo::roads::Travel& found) const {
  constexpr geo::Metres worth_saying{30};
  const auto [low, high] = basis_->spreads().by_road.around(found.seconds);
  Travel travel{whole(found.seconds), whole(low), whole(high), geo::Metres{std::round(found.metres)}, true,
                std::nullopt};
  if (found.to_road > worth_saying) travel.walked = geo::Metres{std::round(found.to_road.count())};
  return travel;
}

Travel TravelTimes::straight(UnitKind kind, geo::Position from, geo::Position to) const {
  const auto metres = geo::distance(from, to) * basis_->policy().road_factor;
  const auto time = metres / basis_->policy().speed(kind);
  const auto [low, high] = basis_->spreads().by_line.around(static_cast<double>(time.count()));
  return {time, whole(low), whole(high), metres, false, std::nullopt};
}

std::vector<Travel> TravelTimes::to_one(std::span<const From> starts, geo::Position end) const {
  if (remembered_ > most_remembered) forget();
  std::vector<Travel> travels;
  travels.reserve(starts.size());
  for (const auto& start : starts) travels.push_back(straight(start.kind, start.fix->where, end));
  if (roads() == nullptr) return travels;
  for (const auto vehicle : geo::roads::vehicles) {
    std::vector<geo::roads::Approach> approaches;
    std::vector<std::pair<std::size_t, Snapped*>> asking;
    for (std::size_t i = 0; i < starts.size(); ++i) {
      if (vehicle_of(starts[i].kind) != vehicle) continue;
      auto& from = snapped(starts[i].kind, *starts[i].fix);
      if (const auto known = from.ways.find(key_of(end)); known != from.ways.end()) {
        if (known->second) travels[i] = on_roads(*known->second);
        continue;
      }
      approaches.push_back(from.approach);
      asking.emplace_back(i, &from);
    }
    if (asking.empty()) continue;
    const auto found = on(*roads()).to_one(vehicle, approaches, roads()->reaching(vehicle, end));
    for (std::size_t n = 0; n < asking.size(); ++n) {
      const auto& [i, from] = asking[n];
      remember(*from, end, found[n]);
      if (found[n]) travels[i] = on_roads(*found[n]);
    }
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
  const auto found = on(*roads()).from_one(vehicle, roads()->leaving(vehicle, {start, {}}), approaches);
  for (std::size_t i = 0; i < ends.size(); ++i)
    if (found[i]) travels[i] = on_roads(*found[i]);
  return travels;
}

seconds TravelTimes::across(UnitKind kind, geo::Metres circle) const {
  return circle * basis_->policy().road_factor / basis_->policy().speed(kind);
}

seconds TravelTimes::at_least(UnitKind kind, geo::Metres straight) const {
  const auto by_line = straight * basis_->policy().road_factor / basis_->policy().speed(kind);
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
  return on(*roads()).route(vehicle, snapped(kind, fix).approach, roads()->reaching(vehicle, end));
}

std::vector<ClosureId> TravelTimes::avoided(UnitKind kind, const Fix& fix, geo::Position end) const {
  if (basis_->closures().empty()) return {};
  const auto way = on(*mapped()).way(vehicle_of(kind), {fix.where, heading_of(fix)}, end);
  if (!way) return {};
  const auto meets = [&](const geo::roads::Stretch& closed) {
    return std::ranges::any_of(way->parts, [&](const geo::roads::Way::Part& part) {
      return part.on.section == closed.section && part.on.from < closed.to && closed.from < part.on.to;
    });
  };
  std::vector<ClosureId> met;
  for (const auto& [id, stretches] : basis_->closures())
    if (std::ranges::any_of(stretches, meets)) met.push_back(id);
  return met;
}

}  // namespace dispatch
