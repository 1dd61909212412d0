#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "dispatch/desk/desk.hpp"
#include "ws/outgoing.hpp"
#include "ws/topics/board_times.hpp"
#include "ws/topics/facility_topic.hpp"
#include "ws/topics/log_topics.hpp"
#include "ws/topics/map_topics.hpp"
#include "ws/topics/plan_topic.hpp"
#include "ws/wire/topics.hpp"

namespace ws {

// What may be subscribed to, and by whom: one row a topic, in topics.cpp.
class Topics {
 public:
  struct Parts {
    boost::asio::any_io_executor executor;
    dispatch::Desk& desk;
    Outgoing& outgoing;
    std::function<dispatch::CommandId()> new_id;
    std::size_t tiles;  // of one session
    LogTopics::Limits log;
  };
  explicit Topics(Parts parts);

  // Of somebody who has signed in. Why not, if it is refused.
  [[nodiscard]] std::optional<dispatch::Refusal> subscribe(Peer& peer, const Subscribe& message);
  void unsubscribe(Peer& peer, const Unsubscribe& message);
  void leave_all(Peer& peer);
  [[nodiscard]] std::vector<Peer*> at_the_board() const { return log_.on_board(); }

  void happened(const dispatch::Entry& entry);
  // The view was loaded anew.
  void began_anew();
  void moved(const dispatch::Fix& fix) { map_.moved(fix); }
  void tick();
  [[nodiscard]] PlanTopic& plan() { return plan_; }
  [[nodiscard]] const PlanTopic& plan() const { return plan_; }
  // When units will be there: those that have changed, and all that are known.
  void arrivals(const std::vector<dispatch::Arrival>& changed, std::vector<dispatch::Arrival> all);
  [[nodiscard]] LatestTopic& cover() { return cover_; }
  [[nodiscard]] const LatestTopic& cover() const { return cover_; }
  [[nodiscard]] BoardTimes& times() { return times_; }
  [[nodiscard]] const BoardTimes& times() const { return times_; }

 private:
  struct Row;
  [[nodiscard]] static const Row* row_of(std::string_view topic);
  std::optional<dispatch::Refusal> join_board(Peer& peer, const Subscribe& message);
  std::optional<dispatch::Refusal> join_mine(Peer& peer, const Subscribe& message);
  std::optional<dispatch::Refusal> join_plan(Peer& peer, const Subscribe& message);
  std::optional<dispatch::Refusal> join_facility(Peer& peer, const Subscribe& message);
  std::optional<dispatch::Refusal> join_cover(Peer& peer, const Subscribe& message);
  std::optional<dispatch::Refusal> join_tile(Peer& peer, const Subscribe& message);
  void leave_board(Peer& peer, std::string_view topic);
  void leave_mine(Peer& peer, std::string_view topic);
  void leave_plan(Peer& peer, std::string_view topic);
  void leave_facility(Peer& peer, std::string_view topic);
  void leave_cover(Peer& peer, std::string_view topic);
  void leave_tile(Peer& peer, std::string_view topic);
  void notify(const dispatch::AssignmentId& assignment);
  void notify_open_of(const Peer& peer);

  Parts parts_;
  LogTopics log_;
  MapTopics map_;
  BoardTimes times_;
  PlanTopic plan_;
  FacilityTopic facility_;
  LatestTopic cover_;
};

}  // namespace ws
