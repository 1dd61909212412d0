#pragma once

#include <cmath>

#include "tests/support/town.hpp"

// Calls of words, and what phones say of where they are.
namespace tests {

using namespace dispatch;
using geo::Metres;

// So many metres east of where people call from, to a centimetre: a log's text keeps no more digits.
inline geo::Position east(double metres) {
  constexpr double metres_a_degree = 110'140;  // of longitude, there
  const auto lon = Town::centre().lon() + metres / metres_a_degree;
  return at(Town::centre().lat(), std::round(lon * 1e7) / 1e7);
}

inline IncidentId call_of_words(Town& town, std::string_view words = "behind the market, the blue gate") {
  return town.calls(ReceiveIncident{Place{std::string{words}, {}, {}, {}}, {}, triage(Priority::P1), {}});
}

inline Told propose(Town& town, const IncidentId& call, geo::Position pin, double radius, std::string source,
                    const Actor& who = operator_ayu()) {
  return town.says(who, ProposePlace{call, {pin, Metres{radius}, std::move(source), {}}});
}

inline Told locate(Town& town, const IncidentId& call, Place place, const Actor& who = operator_ayu()) {
  return town.says(who, LocateIncident{call, std::move(place)});
}

inline std::vector<std::string> types(const Told& told) {
  std::vector<std::string> all;
  for (const auto& event : told.events) all.emplace_back(type_of(event));
  return all;
}

// A call of words in a region of 40 km, and what its phone says.
struct Phone {
  Town town;
  IncidentId call;
  LinkToken token = id<LinkToken>("abcdefghijklmnopqrst_1");
  std::vector<SaidPlace> said;

  Phone() {
    town.policy.region = {Town::centre(), Metres{40'000}};
    call = call_of_words(town, "grandfather fell at home in Melaya");
    REQUIRE(town.says(operator_ayu(), LinkIncident{call, token}).done());
  }
  bool is_taken(geo::Position where, std::optional<bool> with_patient = {}, double radius = 13) {
    REQUIRE(town.says(caller(), HearCaller{token, where, Metres{radius}, with_patient, false, said}).done());
    return town.incident(call).place.pin == where;
  }
  [[nodiscard]] const Proposal& last() const { return town.incident(call).proposals.back(); }
};

inline geo::Position jakarta() {
  return at(-6.2, 106.816);
}

}  // namespace tests
