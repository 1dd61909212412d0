#include "dispatch/choose/hospitals.hpp"

#include <algorithm>
#include <tuple>

namespace dispatch {

std::vector<HospitalOffer> hospitals_from(std::span<const Hospital> hospitals, const TravelTimes& travel,
                                          geo::Position from, std::size_t most) {
  std::vector<geo::Position> ends;
  for (const auto& one : hospitals) ends.push_back(one.at);
  const auto times = travel.from_one(UnitKind::ambulance, from, ends);
  std::vector<HospitalOffer> offers;
  for (std::size_t i = 0; i < hospitals.size(); ++i) {
    const auto& [name, kind, at] = hospitals[i];
    const auto& time = times[i];
    offers.push_back(
        {name, kind, at, time.time.count(), time.low.count(), time.high.count(), time.metres, time.by_road});
  }
  std::ranges::sort(offers, [](const HospitalOffer& a, const HospitalOffer& b) {
    return std::tie(a.travel_s, a.name) < std::tie(b.travel_s, b.name);
  });
  if (offers.size() > most) offers.resize(most);
  return offers;
}

}  // namespace dispatch
