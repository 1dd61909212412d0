#include "dispatch/choose/hospitals.hpp"

#include <algorithm>
#include <tuple>

namespace dispatch {

std::vector<HospitalOffer> hospitals_from(std::span<const Facility> facilities, const TravelTimes& travel,
                                          geo::Position from, std::size_t most) {
  std::vector<geo::Position> ends;
  ends.reserve(facilities.size());
  for (const auto& one : facilities) ends.push_back(one.where);
  const auto times = travel.from_one(UnitKind::ambulance, from, ends);
  std::vector<HospitalOffer> offers;
  offers.reserve(facilities.size());
  for (std::size_t i = 0; i < facilities.size(); ++i) {
    const auto& [id, name, kind, where] = facilities[i];
    const auto& time = times[i];
    offers.push_back({name, kind, where, time.time.count(), time.low.count(), time.high.count(), time.metres,
                      time.by_road});
  }
  std::ranges::sort(offers, [](const HospitalOffer& a, const HospitalOffer& b) {
    return std::tie(a.travel_s, a.name) < std::tie(b.travel_s, b.name);
  });
  if (offers.size() > most) offers.resize(most);
  return offers;
}

}  // namespace dispatch
