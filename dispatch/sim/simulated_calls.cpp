#include "dispatch/sim/simulated_calls.hpp"

#include <array>
#include <cmath>
#include <random>

namespace dispatch {
namespace {

struct Complaint {
  Priority priority;
  Needs needs;
  const char* text;
};
// A made-up mix, roughly that of a district's emergency number.
constexpr std::array emergencies{
    Complaint{Priority::P0, Needs::ambulance, "tidak bernapas"},
    Complaint{Priority::P1, Needs::ambulance, "nyeri dada, keringat dingin"},
    Complaint{Priority::P1, Needs::ambulance, "kecelakaan motor, perdarahan"},
    Complaint{Priority::P1, Needs::ambulance, "sesak napas berat"},
    Complaint{Priority::P2, Needs::ambulance, "jatuh, tidak bisa berdiri"},
    Complaint{Priority::P2, Needs::ambulance, "demam tinggi, kejang"},
    Complaint{Priority::P3, Needs::ambulance, "muntah dan diare"},
    Complaint{Priority::P3, Needs::either, "pusing, tekanan darah tinggi"},
};
constexpr std::array visits{
    Complaint{Priority::P4, Needs::home_care, "ganti balutan luka"},
    Complaint{Priority::P4, Needs::home_care, "kontrol ibu nifas"},
    Complaint{Priority::P3, Needs::home_care, "kateter tersumbat"},
};

template <class List, class Random>
const auto& one_of(const List& list, Random& random) {
  return list[std::uniform_int_distribution<std::size_t>{0, list.size() - 1}(random)];
}

// Some way off in any direction. Half the spread north is as good a model as any.
template <class Random>
geo::Position near(geo::Position middle, geo::Metres spread, Random& random) {
  constexpr double metres_a_degree = 111'320;
  std::normal_distribution<double> offset{0, spread.count() / 2 / metres_a_degree};
  const geo::Degrees moved{middle.lat() + offset(random), middle.lon() + offset(random)};
  const auto there = geo::Position::from(moved);
  return there.has_value() ? *there : middle;
}

}  // namespace

std::vector<SimulatedCall> simulated_calls(std::span<const SimulatedPlace> places, const CallHabits& habits,
                                           seconds length, std::uint64_t seed) {
  std::mt19937_64 random{seed};
  std::exponential_distribution<double> gap{habits.calls_an_hour / 3600};
  std::uniform_real_distribution<double> chance{0, 1};
  std::vector<SimulatedCall> calls;
  for (double at = gap(random) / 4; at < static_cast<double>(length.count()); at += gap(random)) {
    const auto& place = one_of(places, random);
    const bool is_visit = chance(random) < habits.home_care_share;
    const auto& complaint = is_visit ? one_of(visits, random) : one_of(emergencies, random);
    SimulatedCall call;
    call.received = seconds{static_cast<std::int64_t>(at)};
    call.place = place.name;
    call.where = near(place.where, habits.spread, random);
    call.triage = {complaint.priority, complaint.needs, complaint.text, std::nullopt};
    call.transport = !is_visit && chance(random) < habits.transport_share;
    call.is_prank = chance(random) < habits.prank_share;
    calls.push_back(std::move(call));
  }
  return calls;
}

}  // namespace dispatch
