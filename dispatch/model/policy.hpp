#pragma once

#include "dispatch/model/model.hpp"
#include "geo/units.hpp"

namespace dispatch {

// Every number that a rule of dispatching uses; filled from the config. In the log times are whole seconds
// (the offset minutes), lengths metres, speeds metres a second.
struct Policy {
  seconds acknowledge_within{60};  // then the job goes back to the desk
  seconds assign_within{60};       // P0 and P1 with nobody on it: an alarm
  seconds position_is_old{300};    // shown, never chosen by itself
  seconds archive_after{1800};     // an incident that is over leaves the boards
  seconds quiet_after_start{30};   // no crew deadline fires: tablets come back first

  geo::Metres accept_device_location{100};  // a device's fix no worse than this is taken by rule; 0: none is
  seconds caller_link{1800};                // how long a caller's link is good
  seconds calls_kept{365 * 86400};          // what is remembered of a number after its last call; 0: nothing

  double road_factor = 1.4;  // road metres for one metre of straight line
  geo::MetresPerSecond ambulance_speed = geo::kmh(40);
  geo::MetresPerSecond motorcycle_speed = geo::kmh(45);
  geo::MetresPerSecond home_care_speed = geo::kmh(30);
  seconds turnout_at_base{60};
  seconds turnout_moving{10};
  geo::Metres base_radius{150};  // nearer to its station than this, a standing unit is at base

  std::size_t options = 5;      // suggested units, best first
  std::size_t passed_over = 5;  // and nearest others, with the reason why not

  // The number people say aloud: prefix, month and day in the region's time, counter.
  std::string number_prefix = "SIA";
  std::chrono::minutes utc_offset{0};

  [[nodiscard]] geo::MetresPerSecond speed(UnitKind kind) const {
    switch (kind) {
      case UnitKind::ambulance: return ambulance_speed;
      case UnitKind::motorcycle: return motorcycle_speed;
      case UnitKind::home_care: return home_care_speed;
    }
    return ambulance_speed;
  }
  friend bool operator==(const Policy&, const Policy&) = default;
};
BOOST_DESCRIBE_STRUCT(Policy, (),
                      (acknowledge_within, assign_within, position_is_old, archive_after, quiet_after_start,
                       accept_device_location, caller_link, calls_kept, road_factor, ambulance_speed,
                       motorcycle_speed, home_care_speed, turnout_at_base, turnout_moving, base_radius,
                       options, passed_over, number_prefix, utc_offset))

}  // namespace dispatch
