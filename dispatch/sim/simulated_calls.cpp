#include "dispatch/sim/simulated_calls.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <random>

namespace dispatch {
namespace {

struct Complaint {
  Priority priority;
  Needs needs;
  const char* text;
  int share = 1;  // of 100 emergencies
};
// A made-up mix, roughly that of a district's emergency number.
constexpr std::array emergencies{
    Complaint{Priority::P0, Needs::ambulance, "tidak bernapas", 3},
    Complaint{Priority::P1, Needs::ambulance, "nyeri dada, keringat dingin", 8},
    Complaint{Priority::P1, Needs::ambulance, "kecelakaan motor, perdarahan", 8},
    Complaint{Priority::P1, Needs::ambulance, "sesak napas berat", 6},
    Complaint{Priority::P2, Needs::ambulance, "jatuh, tidak bisa berdiri", 18},
    Complaint{Priority::P2, Needs::ambulance, "demam tinggi, kejang", 17},
    Complaint{Priority::P3, Needs::ambulance, "muntah dan diare", 22},
    Complaint{Priority::P3, Needs::either, "pusing, tekanan darah tinggi", 18},
};
constexpr std::array visits{
    Complaint{Priority::P4, Needs::home_care, "ganti balutan luka"},
    Complaint{Priority::P4, Needs::home_care, "kontrol ibu nifas"},
    Complaint{Priority::P3, Needs::home_care, "kateter tersumbat"},
};

constexpr std::array at_the_accident{
    Complaint{Priority::P1, Needs::ambulance, "bus terguling, patah tulang terbuka"},
    Complaint{Priority::P1, Needs::ambulance, "bus terguling, terjepit, sadar"},
    Complaint{Priority::P2, Needs::ambulance, "bus terguling, luka kepala"},
    Complaint{Priority::P2, Needs::ambulance, "bus terguling, nyeri pinggang"},
};
constexpr seconds accident_lasts{180};
constexpr seconds surge_lasts{600};

template <class List, class Random, class Weight>
const auto& one_of(const List& list, Random& random, Weight weight) {
  std::vector<double> weights;
  for (const auto& one : list) weights.push_back(weight(one));
  return list[std::discrete_distribution<std::size_t>{weights.begin(), weights.end()}(random)];
}
template <class Random>
const Complaint& emergency(Random& random) {
  return one_of(emergencies, random, [](const Complaint& one) { return one.share; });
}
template <class List, class Random>
const Complaint& any(const List& complaints, Random& random) {
  return one_of(complaints, random, [](const Complaint&) { return 1; });
}
template <class Random>
const SimulatedPlace& place_of_call(std::span<const SimulatedPlace> places, Random& random) {
  return one_of(places, random, [](const SimulatedPlace& one) { return one.weight; });
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
  if (places.empty()) return calls;
  for (double at = gap(random) / 4; at < static_cast<double>(length.count()); at += gap(random)) {
    const auto& place = place_of_call(places, random);
    const bool is_visit = chance(random) < habits.home_care_share;
    const auto& complaint = is_visit ? any(visits, random) : emergency(random);
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

std::vector<SimulatedCall> surge_of(std::span<const SimulatedPlace> places, std::size_t calls,
                                    std::uint64_t seed) {
  std::mt19937_64 random{seed};
  std::vector<SimulatedCall> surge;
  if (places.empty()) return surge;
  const CallHabits habits;
  std::uniform_real_distribution<double> chance{0, 1};
  const auto within = [&](seconds length) {
    return seconds{std::uniform_int_distribution<std::int64_t>{0, length.count()}(random)};
  };
  const auto& accident = place_of_call(places, random);
  for (std::size_t i = 0; i < calls; ++i) {
    const bool is_of_bus = i < (calls + 2) / 3;
    const auto& place = is_of_bus ? accident : place_of_call(places, random);
    const auto& complaint = is_of_bus ? any(at_the_accident, random) : emergency(random);
    SimulatedCall call;
    call.received = within(is_of_bus ? accident_lasts : surge_lasts);
    call.place = place.name;
    call.where = near(place.where, is_of_bus ? geo::Metres{60} : habits.spread, random);
    call.triage = {complaint.priority, Needs::ambulance, complaint.text, std::nullopt};
    call.transport = chance(random) < habits.transport_share;
    surge.push_back(std::move(call));
  }
  std::ranges::stable_sort(surge, {}, &SimulatedCall::received);
  return surge;
}

std::vector<SimulatedCall> with_surge(std::vector<SimulatedCall> calls, std::vector<SimulatedCall> surge,
                                      seconds begins) {
  for (auto& call : surge) {
    call.received += begins;
    calls.push_back(std::move(call));
  }
  std::ranges::stable_sort(calls, {}, &SimulatedCall::received);
  return calls;
}

}  // namespace dispatch
