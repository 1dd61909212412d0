#pragma once

#include <boost/describe.hpp>
#include <optional>

#include "dispatch/model/time.hpp"

namespace dispatch {

// What of a job may take longer than its policy gives it.
enum class Lateness {
  delivery,         // to the crew's device
  acknowledgement,  // by the crew
  turnout,          // until it rolls
  arrival,          // against what was said when it was sent
  scene,            // until it leaves it
  hand_over,        // of the patient
  hand_over_again,
  silent,  // its device
};
BOOST_DESCRIBE_ENUM(Lateness, delivery, acknowledgement, turnout, arrival, scene, hand_over, hand_over_again,
                    silent)
struct Late {
  Lateness what = Lateness::delivery;
  TimePoint at;                              // when it was found
  std::optional<TimePoint> arrives_at = {};  // as it looked then
};
BOOST_DESCRIBE_STRUCT(Late, (), (what, at, arrives_at))

}  // namespace dispatch
