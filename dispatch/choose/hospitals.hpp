#pragma once

#include <boost/describe.hpp>
#include <functional>
#include <string>
#include <vector>

#include "dispatch/choose/travel_times.hpp"
#include "dispatch/model/facility.hpp"

namespace dispatch {

// A facility as a destination: how long an ambulance drives there and hands its patient over, and what
// speaks against it.
struct HospitalOffer {
  FacilityId facility;
  std::string name;
  std::string kind;
  geo::Position at;
  std::int64_t travel_s = 0;
  std::int64_t low_s = 0;
  std::int64_t high_s = 0;
  geo::Metres metres;
  bool by_road = false;
  std::int64_t hand_over_s = 0;
  bool hand_over_learnt = false;  // from the jobs of this hour; else the policy's
  bool proposed = false;          // else it is passed over: what speaks against it says why
  std::vector<Caution> cautions;
  std::vector<std::vector<std::string>> lacks;  // of what the incident needs
  std::optional<TrafficStatus> traffic;
  std::vector<Beds> beds;
};
BOOST_DESCRIBE_STRUCT(HospitalOffer, (),
                      (facility, name, kind, at, travel_s, low_s, high_s, metres, by_road, hand_over_s,
                       hand_over_learnt, proposed, cautions, lacks, traffic, beds))

struct HandOverTime {
  seconds time{};
  bool learnt = false;
};

// What proposals rest on.
struct Destinations {
  std::vector<const Facility*> facilities;
  const TravelTimes& travel;
  std::function<HandOverTime(const FacilityId& facility)> hand_over;
};

// A patient whose life is in danger, or of whom nobody knows: whoever is not steered away from the nearest.
[[nodiscard]] bool is_unstable(const Incident& incident);

// Best first, at most `most`: those that can do what the incident needs, then those that are passed over. A
// patient who is stable goes where hand-over is over soonest, and not where it is closed; one who is not goes
// to the nearest that can treat him, unless that is closed by an emergency of its own.
[[nodiscard]] std::vector<HospitalOffer> hospitals_for(const Incident& incident, geo::Position from,
                                                       const Destinations& where, std::size_t most = 12);

}  // namespace dispatch
