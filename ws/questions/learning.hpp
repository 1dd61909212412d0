#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include "dispatch/learn/measured.hpp"
#include "ws/questions/planner.hpp"

namespace ws {

// Takes what this node's drives teach to the tallies of all nodes every ten seconds, and back from there to
// the planner each minute. Nothing waits for it: while the store is away lessons are kept, and times stay as
// they are.
class Learning {
 public:
  // Without tallies nothing is learnt.
  Learning(boost::asio::any_io_executor executor, dispatch::Tallies* tallies, Planner& planner)
      : executor_{std::move(executor)}, tallies_{tallies}, planner_{planner} {}

  // To be called some four times a second.
  void tick(bool store_is_up, dispatch::TimePoint now);

  [[nodiscard]] const dispatch::Estimates& estimates() const { return known_.estimates; }
  // Of how many roads something is known.
  [[nodiscard]] std::size_t sections() const { return known_.sections; }

 private:
  struct Known {
    dispatch::Estimates estimates;
    std::size_t sections = 0;
  };
  boost::asio::awaitable<void> send();
  boost::asio::awaitable<void> read();

  boost::asio::any_io_executor executor_;
  dispatch::Tallies* tallies_;
  Planner& planner_;
  Known known_;
  dispatch::TimePoint sent_at_;
  dispatch::TimePoint read_at_;
  bool sends_ = false;
  bool reads_ = false;
};

}  // namespace ws
