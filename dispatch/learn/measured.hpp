#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <vector>

#include "dispatch/learn/driving.hpp"

namespace dispatch {

// How good the estimated arrival times have been, and the interval that is shown with them.
struct Estimates {
  std::int64_t arrivals = 0;
  std::int64_t within = 0;
  double low = geo::roads::assumed_spread.low;  // times the estimate
  double high = geo::roads::assumed_spread.high;
  bool measured = false;  // else assumed
  friend bool operator==(const Estimates&, const Estimates&) = default;
};
BOOST_DESCRIBE_STRUCT(Estimates, (), (arrivals, within, low, high, measured))

// Takes to travel times what the drives of all nodes say of them.
class Measured {
 public:
  explicit Measured(std::chrono::minutes utc_offset) : utc_offset_{utc_offset} {}

  // All that has been counted. Holds when it is adopted.
  void heard(const std::vector<Tally>& all);
  // To be called some four times a second: each part of the day has its own speeds. True: ways take another
  // time than before.
  bool adopt(TravelTimes& travel, TimePoint now);

  [[nodiscard]] const Estimates& estimates() const { return estimates_; }
  // What patients wait there at this time of the day; nothing where too few were seen.
  [[nodiscard]] std::optional<seconds> hand_over(const FacilityId& facility, TimePoint now) const {
    return learnt_.hand_overs.at(facility, hour_at(now, utc_offset_));
  }
  // Of how many roads something is known.
  [[nodiscard]] std::size_t sections() const { return learnt_.roads.sections(); }

 private:
  void adopt_spreads(TravelTimes& travel);
  [[nodiscard]] bool is_news(const geo::roads::Conditions& conditions, const TravelTimes& travel) const;

  std::chrono::minutes utc_offset_;
  Learnt learnt_;
  Estimates estimates_;
  std::optional<geo::roads::SectionIds> ids_;  // where there are roads
  std::optional<geo::roads::HourBand> band_;
  geo::roads::Conditions used_;
  bool is_new_ = false;  // and not yet adopted
};

}  // namespace dispatch
