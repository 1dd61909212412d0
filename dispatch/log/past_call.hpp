#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "dispatch/log/reading.hpp"
#include "dispatch/model/policy.hpp"

namespace dispatch {

// What is kept of a call when its incident leaves the live state, for when the same number calls again.
struct PastCall {
  IncidentId incident;
  std::string number;  // what people say aloud
  TimePoint received_at;
  std::string text;  // the place in the caller's words
  std::optional<geo::Position> pin;
  std::optional<geo::Metres> uncertainty_m;
  std::optional<std::string> complaint;
  IncidentState ended = IncidentState::closed;
};
BOOST_DESCRIBE_STRUCT(PastCall, (),
                      (incident, number, received_at, text, pin, uncertainty_m, complaint, ended))

// Under which number, and for how long: both are the store's to keep to.
struct Remembered {
  std::string caller;  // as `past_number` makes it
  PastCall call;
  seconds keep_for{0};
};

// What is to be kept of an incident that is over; nothing where nobody's number is known, or the policy keeps
// none.
[[nodiscard]] std::optional<Remembered> remembered(const Incident& incident, const Reading& view,
                                                   const Policy& policy);

}  // namespace dispatch
