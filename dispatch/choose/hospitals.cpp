#include "dispatch/choose/hospitals.hpp"

#include <algorithm>
#include <tuple>

namespace dispatch {
namespace {

// 0: proposed.
int rank_of(const std::vector<Caution>& cautions, bool unstable) {
  const auto says = [&](Caution one) { return std::ranges::find(cautions, one) != cautions.end(); };
  if (says(Caution::own_emergency)) return 2;
  if (says(Caution::cannot)) return 1;
  return says(Caution::closed) && !unstable ? 1 : 0;
}

HospitalOffer offer_of(const Facility& facility, const Incident& incident, const Travel& way,
                       const HandOverTime& hand_over) {
  HospitalOffer offer;
  offer.facility = facility.id;
  offer.name = facility.name;
  offer.kind = facility.kind;
  offer.at = facility.where;
  offer.travel_s = way.time.count();
  offer.low_s = way.low.count();
  offer.high_s = way.high.count();
  offer.metres = way.metres;
  offer.by_road = way.by_road;
  offer.hand_over_s = hand_over.time.count();
  offer.hand_over_learnt = hand_over.learnt;
  offer.cautions = cautions_about(facility, incident);
  offer.lacks = lacking(facility, incident);
  offer.proposed = rank_of(offer.cautions, is_unstable(incident)) == 0;
  offer.traffic = facility.traffic;
  offer.beds = facility.beds;
  return offer;
}

}  // namespace

bool is_unstable(const Incident& incident) {
  return !incident.triage || incident.triage->priority <= Priority::P1;
}

std::vector<HospitalOffer> hospitals_for(const Incident& incident, geo::Position from,
                                         const Destinations& where, std::size_t most) {
  std::vector<geo::Position> ends;
  ends.reserve(where.facilities.size());
  for (const auto* one : where.facilities) ends.push_back(one->where);
  const auto times = where.travel.from_one(UnitKind::ambulance, from, ends);
  std::vector<HospitalOffer> offers;
  offers.reserve(ends.size());
  for (std::size_t i = 0; i < ends.size(); ++i) {
    const auto& facility = *where.facilities[i];
    offers.push_back(offer_of(facility, incident, times[i], where.hand_over(facility.id)));
  }
  const bool unstable = is_unstable(incident);
  std::ranges::sort(offers, {}, [&](const HospitalOffer& one) {
    const auto takes = unstable ? one.travel_s : one.travel_s + one.hand_over_s;
    return std::tuple{rank_of(one.cautions, unstable), takes, std::string_view{one.name}};
  });
  if (offers.size() > most) offers.resize(most);
  return offers;
}

}  // namespace dispatch
