#pragma once

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
    only_helps,     // fills what should be filled, while somebody who must come is not found
    does_not_transport,
    off_duty,
    out_of_service,
    busy,
    about_to_clear,
    on_less_urgent,
    position_old,       // age in seconds
    position_wide,      // metres that it may be off, by its device
    position_disputed,  // metres to where else the unit is said to be
    position_outside,   // metres from the middle of the region
    no_position,
    does_not_fit,
    declined_before,
    best_for_all,    // seconds after the first, whom another call has
    kept,            // seconds after the first: too little to say another
    goes_elsewhere,  // by the plan
  };
  BOOST_DESCRIBE_NESTED_ENUM(Code, first_to_arrive, later, at_base, moving, by_road, straight_line, no_road,
                             walked, only_helps, does_not_transport, off_duty, out_of_service, busy,
                             about_to_clear, on_less_urgent, position_old, position_wide, position_disputed,
                             position_outside, no_position, does_not_fit, declined_before, best_for_all, kept,
                             goes_elsewhere)
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
  std::vector<std::uint64_t> fills;  // open slots, by their places among the incident's
};
BOOST_DESCRIBE_STRUCT(Option, (),
                      (unit, eta_s, turnout_s, travel_s, low_s, high_s, distance_m, reasons, fills))

struct PassedOver {
  UnitId unit;
  std::optional<geo::Metres> distance_m;
  std::vector<Reason> reasons;
};
BOOST_DESCRIBE_STRUCT(PassedOver, (), (unit, distance_m, reasons))

// A slot that nobody can fill now, or not in time.
struct Shortfall {
  enum class Code {  // the mildest that is said of somebody who could do it
    out_of_range,    // seconds until the first would be there
    position_old,    // its age in seconds, of the nearest
    no_position,     // how many, as of all that follow
    declined,        // or did not answer
    none_free,       // on other jobs
    off_duty,        // or out of service
    none_near,
    none_can,  // no unit of the region
  };
  BOOST_DESCRIBE_NESTED_ENUM(Code, out_of_range, position_old, no_position, declined, none_free, off_duty,
                             none_near, none_can)
  std::uint64_t slot = 0;
  Code code = Code::none_can;
  std::optional<double> value = {};
  std::optional<UnitId> unit = {};        // whom it is said of
  std::optional<UnitId> substitute = {};  // who can do most of it, and when
  std::optional<std::int64_t> substitute_eta_s = {};
};
BOOST_DESCRIBE_STRUCT(Shortfall, (), (slot, code, value, unit, substitute, substitute_eta_s))

struct Recommendation {
  IncidentId incident;
  TimePoint at;
  // Best first: who fills an open slot that must be filled, then others, each by arrival; with the first of
  // each open slot. Where all are filled, whoever fits one. Empty when nobody can go, or there is no pin.
  std::vector<Option> options;
  std::vector<PassedOver> passed_over;  // nearest first
  std::vector<Shortfall> shortfalls;    // in the order of the slots
};
BOOST_DESCRIBE_STRUCT(Recommendation, (), (incident, at, options, passed_over, shortfalls))

// May whoever can do this serve such a call at all? A motorcycle comes first to a threat to life, but carries
// nobody.
[[nodiscard]] bool fits(const Capabilities& capabilities, const Incident& incident);

// Why a rule speaks against sending this unit; empty when none does. A person may overrule each of them with
// a reason.
[[nodiscard]] std::vector<Reason> objections(const Reading& view, const Policy& policy,
                                             const Incident& incident, const Unit& unit, TimePoint now);

// The units that may turn out to be first, nearest first: those that a road engine is worth asking about.
[[nodiscard]] std::vector<UnitId> contenders(const View& view, const Policy& policy, const Incident& incident,
                                             TimePoint now);

// Those near that somebody would miss among the options, nearest first.
[[nodiscard]] std::vector<PassedOver> passed_over(const View& view, const Policy& policy,
                                                  const Incident& incident, TimePoint now);

// Whom to send, by time to arrive: time until it rolls, and travel time, which for some units somebody may
// know better.
[[nodiscard]] Recommendation recommend(const View& view, const Policy& policy, const TravelTimes& travel,
                                       const Incident& incident, TimePoint now,
                                       const KnownTravels& known = {});

}  // namespace dispatch
