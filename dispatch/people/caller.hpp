#pragma once

#include <boost/json.hpp>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "dispatch/choose/arrivals.hpp"
#include "dispatch/log/view.hpp"
#include "dispatch/model/error.hpp"
#include "dispatch/model/policy.hpp"
#include "dispatch/rules/command.hpp"

// What passes between a caller's phone and the incident of its link. The phone learns whether help comes and,
// from a unit that drives to it, where that is: nothing else of the incident.
namespace dispatch {

// What a browser knows of where it is. `accuracy_m` is the radius of 95 % (W3C Geolocation, section 6).
struct CallerFix {
  geo::Position where;
  geo::Metres accuracy_m;
  std::optional<TimePoint> at;            // by the phone's clock
  std::optional<bool> with_patient = {};  // once the caller has answered
};
// From {"lat","lon","accuracy_m","at"?,"with_patient"?}. Refused as bad_field with a sentence.
[[nodiscard]] OrRefusal<CallerFix> read_caller_fix(std::string_view text);

// The fix as a command, at the time when it was made as far as the phone's clock can be believed; nothing
// when it adds nothing to the last one: its radius is not a fifth smaller, it has not moved, it answers
// nothing, and the last one is not 15 s older.
[[nodiscard]] std::optional<Command> heard(const Incident& incident, const CallerFix& fix, CommandId id,
                                           TimePoint now);

enum class Help { waiting, help_arranged, on_its_way, arrived, over };
BOOST_DESCRIBE_ENUM(Help, waiting, help_arranged, on_its_way, arrived, over)

// What the page should ask the caller, because it decides whether the phone's place is the patient's.
enum class Question { with_patient };
BOOST_DESCRIBE_ENUM(Question, with_patient)

struct CallerState {
  struct Coming {
    double lat = 0;
    double lon = 0;
    std::int64_t age_s = 0;
    std::optional<std::int64_t> eta_s;  // none while nobody knows
  };
  struct Heard {
    geo::Metres uncertainty_m;
    std::int64_t age_s = 0;
  };
  Help status = Help::waiting;
  std::optional<Coming> unit;  // the first to arrive of those on their way that have a position
  std::optional<Heard> heard;  // the last fix through this link
  std::optional<Question> asks = {};
};
// `arrivals` as they were worked out last.
[[nodiscard]] CallerState caller_state(const View& view, std::span<const Arrival> arrivals,
                                       const Incident& incident, TimePoint now);
// The JSON of docs/protocol.md, "The caller's link".
[[nodiscard]] std::string text_of(const CallerState& state, std::string_view region_title, TimePoint now);

}  // namespace dispatch
