#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "dispatch/policy.hpp"
#include "dispatch/view.hpp"

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

inline constexpr std::size_t most_past_calls = 20;  // of one number

// `number_of` the phone, empty also where that is too long to be one number: two were typed into one field.
[[nodiscard]] std::string past_number(std::string_view phone);

// What is to be kept of an incident that is over; nothing where nobody's number is known, or the policy keeps
// none.
[[nodiscard]] std::optional<Remembered> remembered(const Incident& incident, const View& view,
                                                   const Policy& policy);

}  // namespace dispatch
