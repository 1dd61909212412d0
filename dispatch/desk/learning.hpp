#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <memory>

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

// Takes what this node's drives teach to the tallies of all nodes, and what those say to the travel times.
// Nothing waits for it: while the store is away lessons are kept, and times stay as they are.
class Learning {
 public:
  // Without tallies nothing is learnt.
  Learning(boost::asio::any_io_executor executor, Tallies* tallies, TravelTimes& travel,
           std::chrono::minutes utc_offset);

  void moved(const View& view, const Fix& fix, TimePoint now) { driving_.moved(view, travel_, fix, now); }
  // To be called some four times a second.
  void tick(const View& view, bool store_is_up, TimePoint now);

  [[nodiscard]] const Estimates& estimates() const { return estimates_; }
  // Of how many roads something is known.
  [[nodiscard]] std::size_t sections() const { return learnt_.roads.sections(); }

 private:
  boost::asio::awaitable<void> send();
  boost::asio::awaitable<void> read();
  void adopt(TimePoint now);
  void adopt_spreads();
  [[nodiscard]] bool is_news(const geo::roads::Conditions& conditions) const;

  boost::asio::any_io_executor executor_;
  Tallies* tallies_;
  TravelTimes& travel_;
  std::chrono::minutes utc_offset_;
  Driving driving_;
  Learnt learnt_;
  Estimates estimates_;
  std::optional<geo::roads::SectionIds> ids_;  // where there are roads
  std::optional<geo::roads::HourBand> band_;
  geo::roads::Conditions used_;
  TimePoint sent_at_;
  TimePoint read_at_;
  bool sends_ = false;
  bool reads_ = false;
  bool is_read_ = false;  // and not yet adopted
};

}  // namespace dispatch
