#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "dispatch/choose/travel_times.hpp"
#include "dispatch/log/view.hpp"
#include "dispatch/model/policy.hpp"

namespace dispatch {

// One thing that speaks for or against a unit. `value` is in seconds or metres, as the code says.
struct Reason {
  enum class Code {
    first_to_arrive,
    later,  // seconds after the first
    at_base,
    moving,
    by_road,        // metres on the road
    straight_line,  // road factor used
    no_road,        // leads there: islands, closed roads; the straight line is only a guess
    walked,         // metres from the road to the incident
    does_not_transport,
    off_duty,
    out_of_service,
    busy,
    about_to_clear,
    on_less_urgent,
    position_old,  // age in seconds
    no_position,
    does_not_fit,
    declined_before,
  };
  BOOST_DESCRIBE_NESTED_ENUM(Code, first_to_arrive, later, at_base, moving, by_road, straight_line, no_road,
                             walked, does_not_transport, off_duty, out_of_service, busy, about_to_clear,
                             on_less_urgent, position_old, no_position, does_not_fit, declined_before)
  Code code = Code::first_to_arrive;
  std::optional<double> value;
  std::string text;
};
BOOST_DESCRIBE_STRUCT(Reason, (), (code, value, text))

// A unit that can go, and when it would be there.
struct Option {
  UnitId unit;
  std::int64_t eta_s = 0;
  std::int64_t turnout_s = 0;
  std::int64_t travel_s = 0;
  std::int64_t low_s = 0;  // in 80 of 100 cases it is there between low and high
  std::int64_t high_s = 0;
  geo::Metres distance_m;  // straight
  std::vector<Reason> reasons;
};
BOOST_DESCRIBE_STRUCT(Option, (), (unit, eta_s, turnout_s, travel_s, low_s, high_s, distance_m, reasons))

struct PassedOver {
  UnitId unit;
  std::optional<geo::Metres> distance_m;
  std::vector<Reason> reasons;
};
BOOST_DESCRIBE_STRUCT(PassedOver, (), (unit, distance_m, reasons))

struct Recommendation {
  IncidentId incident;
  TimePoint at;
  std::vector<Option> options;          // best first; empty when nobody can go, or there is no pin to go to
  std::vector<PassedOver> passed_over;  // nearest first
};
BOOST_DESCRIBE_STRUCT(Recommendation, (), (incident, at, options, passed_over))

inline constexpr std::array unit_kinds{UnitKind::ambulance, UnitKind::home_care, UnitKind::motorcycle};

// May this kind of unit serve such a call at all? A motorcycle comes first to a threat to life, but carries
// nobody.
[[nodiscard]] bool fits(UnitKind kind, const Triage& triage);

// Why a rule speaks against sending this unit; empty when none does. A person may overrule each of them with
// a reason.
[[nodiscard]] std::vector<Reason> objections(const Reading& view, const Policy& policy,
                                             const Incident& incident, const Unit& unit, TimePoint now);

// The units that may turn out to be first, nearest first: those that a road engine is worth asking about.
[[nodiscard]] std::vector<UnitId> contenders(const View& view, const Policy& policy, const Incident& incident,
                                             TimePoint now);

// Whom to send, by time to arrive: time until it rolls, and travel time, which for some units somebody may
// know better.
[[nodiscard]] Recommendation recommend(const View& view, const Policy& policy, const TravelTimes& travel,
                                       const Incident& incident, TimePoint now,
                                       const KnownTravels& known = {});

}  // namespace dispatch
