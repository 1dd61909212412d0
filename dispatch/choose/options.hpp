#pragma once

#include <string>

#include "dispatch/choose/recommend.hpp"

namespace dispatch {

// Who could go to an incident, and when they would be there; it has a pin.
struct Asking {
  const View& view;
  const Policy& policy;
  const TravelTimes& travel;
  const Incident& incident;
  TimePoint now;
  const KnownTravels& known;
};

// Of units that can do the same, those that can be sent, the first to arrive first: as many as are proposed,
// or more. Whether they can do what is needed is not asked.
[[nodiscard]] std::vector<Option> best_of(const Asking& asking, const View::Alike& units);

// The way of a unit as it may be, its circle and the pin's counted in: of a doubtful position the far side.
[[nodiscard]] Travel from_where_it_may_be(const TravelTimes& travel, const Incident& incident, UnitKind kind,
                                          const Fix& fix, Travel way);
// Until it rolls, if it is free.
[[nodiscard]] seconds turnout_of(const Unit& unit, const Fix& fix, const Policy& policy);
// That it goes that way, at once, with reasons.
[[nodiscard]] Option option_for(const View& view, const Policy& policy, const View::Near& near,
                                const Travel& travel, bool has_roads);

// Which no road leads to: a guess, to be tried after all that can drive there.
[[nodiscard]] bool is_cut_off(const Option& option);
[[nodiscard]] bool arrives_before(const Option& a, const Option& b);

// "52 s after the first".
[[nodiscard]] inline std::string about(std::int64_t number, const char* text) {
  return std::to_string(number) + text;
}

}  // namespace dispatch
