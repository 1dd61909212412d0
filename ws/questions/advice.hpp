#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <deque>
#include <functional>
#include <memory>
#include <unordered_map>
#include <vector>

#include "dispatch/desk/desk.hpp"
#include "ws/outgoing.hpp"
#include "ws/peer.hpp"
#include "ws/questions/planner.hpp"
#include "ws/questions/road_engine.hpp"

namespace ws {

// Tells whoever may send units whom to send, as the planner works it out, and again when a road engine knows
// better. Nobody waits for the engine.
class Advice {
 public:
  // So much advice one operator is told in a quarter second; of the rest it hears the latest with the next
  // ticks. 500 who wait are told within the second.
  static constexpr std::size_t most_at_once = 128;
  // Nor is more put behind so much that it has not read.
  static constexpr std::size_t most_unread = 256U << 10U;

  struct Parts {
    boost::asio::any_io_executor executor;
    const dispatch::Desk& desk;
    Planner& planner;
    Outgoing& outgoing;
    RoadEngine* engine;                             // may be null
    std::function<std::vector<Peer*>()> operators;  // who watches the board and may send units
  };
  explicit Advice(Parts parts) : parts_{std::move(parts)} {}

  // For somebody who asks, as it is now, news or not: the recommendation, or a refusal, as a message of the
  // wire. If it is news, all operators are told.
  boost::asio::awaitable<std::string> on(std::shared_ptr<Peer> peer, dispatch::IncidentId incident);
  // Puts into a refusal whom the plan sends to this incident at this moment.
  boost::asio::awaitable<void> say_best_now(dispatch::Refusal& refused, dispatch::IncidentId incident);
  // From the planner. `but`: who is told otherwise.
  void told(std::vector<Planner::Advice> all, const Peer* but = nullptr);
  // To be called some four times a second.
  void tick();
  void forget(Peer& peer) { behind_.erase(&peer); }

 private:
  struct Behind {
    std::size_t told = 0;                        // since the last tick
    std::deque<dispatch::IncidentId> incidents;  // each once
  };
  [[nodiscard]] bool may_hear(const Peer& peer) const;
  void catch_up(Peer& peer);
  void tell(Peer& peer, const dispatch::IncidentId& incident, const Frame& frame);
  [[nodiscard]] bool holds(const Planner::Advice& advice) const;
  boost::asio::awaitable<void> ask_engine(Planner::Advice advice);

  Parts parts_;
  std::unordered_map<dispatch::IncidentId, Frame> latest_;
  std::unordered_map<const Peer*, Behind> behind_;
};

}  // namespace ws
