#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <string>

#include "dispatch/model/time.hpp"

namespace dispatch {

// What came of a job, in words that a crew says with one touch. What NEMSIS calls them: docs/outcomes.md.
enum class OutcomeCode {
  treated_transported,
  treated_home,  // or looked at, and nothing was needed
  refused,       // care or transport
  no_patient,    // nobody was found
  dead,
  handed_to_other,     // another unit or service has taken the patient over
  cancelled_on_scene,  // not needed any more, and no patient was seen
};
BOOST_DESCRIBE_ENUM(OutcomeCode, treated_transported, treated_home, refused, no_patient, dead,
                    handed_to_other, cancelled_on_scene)

// The latest that was said of it; those before stand in the log.
struct Outcome {
  OutcomeCode code = OutcomeCode::treated_transported;
  TimePoint at;        // by the device's clock
  TimePoint recorded;  // by the server's
  std::string by;
  std::optional<std::string> note = {};
  friend bool operator==(const Outcome&, const Outcome&) = default;
};
BOOST_DESCRIBE_STRUCT(Outcome, (), (code, at, recorded, by, note))

}  // namespace dispatch
