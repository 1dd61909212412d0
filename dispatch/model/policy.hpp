#pragma once

#include <optional>
#include <string>
#include <vector>

#include "dispatch/model/model.hpp"
#include "geo/units.hpp"

namespace dispatch {

// Where a region is, roughly: all of it lies within.
struct Ground {
  geo::Position centre;
  geo::Metres radius;
  // How far outside, 0 within.
  [[nodiscard]] geo::Metres beyond(geo::Position where) const;
  friend bool operator==(const Ground&, const Ground&) = default;
};
BOOST_DESCRIBE_STRUCT(Ground, (), (centre, radius))

// How long each part of a job may take before somebody is told.
struct JobLimits {
  seconds delivery{5};
  seconds turnout{90};
  seconds scene{1800};
  seconds hand_over{1200};
  // None: of a log that knows none, and nobody is told.
  std::optional<seconds> acknowledgement = {};  // then the next unit is proposed, and the first is kept
  std::optional<seconds> slip = {};             // of an arrival; a quarter of the way, if that is more
  std::optional<seconds> hand_over_again = {};
  std::optional<seconds> silent = {};  // the unit's device, while on a job
  friend bool operator==(const JobLimits&, const JobLimits&) = default;
};
BOOST_DESCRIBE_STRUCT(JobLimits, (),
                      (delivery, turnout, scene, hand_over, acknowledgement, slip, hand_over_again, silent))

// How calls are weighed against each other: what choose/plan.hpp says of it. By priority: P0 to P4.
struct PlanSettings {
  bool sends_on = true;  // who is on the way elsewhere, too
  std::vector<double> weights;
  double late = 0;
  seconds changed_mind{};
  std::int64_t most_changes = 0;
  seconds least_gain{};
  seconds until_free{};
  seconds margin{};              // another than the one shown is first only when it is so much better
  std::vector<seconds> targets;  // from the call; who arrives later is late
  friend bool operator==(const PlanSettings&, const PlanSettings&) = default;
};
BOOST_DESCRIBE_STRUCT(PlanSettings, (),
                      (sends_on, weights, late, changed_mind, most_changes, least_gain, until_free, margin,
                       targets))

// How units that wait are spread: what choose/cover.hpp says of it.
struct CoverSettings {
  std::vector<std::chrono::minutes> grades;  // none: of the usual way
  double busy = 0;  // as long as the log does not say how much of the time units are busy
  double of_busy = 0;
  double least_gain = 0;
  double minute_costs = 0;
  seconds between_moves{};
  std::int64_t most_moves = 0;
  friend bool operator==(const CoverSettings&, const CoverSettings&) = default;
};
BOOST_DESCRIBE_STRUCT(CoverSettings, (),
                      (grades, busy, of_busy, least_gain, minute_costs, between_moves, most_moves))

// Every number that a rule of dispatching uses; filled from the config. In the log times are whole seconds
// (the offset minutes), lengths metres, speeds metres a second.
struct Policy {
  seconds acknowledge_within{60};          // then the job goes back to the desk
  seconds assign_within{60};               // P0 and P1 with nobody on it: an alarm
  std::optional<JobLimits> job_limits;     // none: nobody is told
  std::optional<seconds> usual_hand_over;  // where nothing is learnt of a facility; none: 15 minutes
  seconds position_is_old{300};            // shown, never chosen by itself
  seconds archive_after{1800};             // an incident that is over leaves the boards
  seconds quiet_after_start{30};           // no crew deadline fires: tablets come back first

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

  std::optional<PlanSettings> plan;                 // none: the plan's own
  std::optional<CoverSettings> cover;               // none: the cover's own
  std::optional<std::vector<SendingRule>> sending;  // none: a person sends

  // Telephone numbers that an exchange hands over for whoever withholds theirs, as `number_of` has them.
  std::optional<std::vector<std::string>> nobodys_numbers;

  std::optional<Ground> region;  // none: what is outside is not known

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
                      (acknowledge_within, assign_within, job_limits, usual_hand_over, position_is_old,
                       archive_after, quiet_after_start, accept_device_location, caller_link, calls_kept,
                       road_factor, ambulance_speed, motorcycle_speed, home_care_speed, turnout_at_base,
                       turnout_moving, base_radius, options, passed_over, plan, cover, sending,
                       nobodys_numbers, region, number_prefix, utc_offset))

}  // namespace dispatch
