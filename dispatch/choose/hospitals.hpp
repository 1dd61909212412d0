#pragma once

#include <boost/describe.hpp>
#include <span>
#include <string>
#include <vector>

#include "dispatch/choose/travel_times.hpp"
#include "dispatch/model/setup.hpp"

namespace dispatch {

// How long an ambulance drives there.
struct HospitalOffer {
  std::string name;
  std::string kind;
  geo::Position at;
  std::int64_t travel_s = 0;
  std::int64_t low_s = 0;
  std::int64_t high_s = 0;
  geo::Metres metres;
  bool by_road = false;
};
BOOST_DESCRIBE_STRUCT(HospitalOffer, (), (name, kind, at, travel_s, low_s, high_s, metres, by_road))

// The soonest reached from a place, at most `most`, soonest first.
[[nodiscard]] std::vector<HospitalOffer> hospitals_from(std::span<const Facility> facilities,
                                                        const TravelTimes& travel, geo::Position from,
                                                        std::size_t most = 6);

}  // namespace dispatch
