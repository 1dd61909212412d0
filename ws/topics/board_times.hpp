#pragma once

#include "dispatch/choose/arrivals.hpp"
#include "dispatch/learn/measured.hpp"
#include "ws/outgoing.hpp"
#include "ws/topics/log_topics.hpp"

namespace ws {

// What those who watch the board are told beside the log: when units will be there, and how good those times
// have been.
class BoardTimes {
 public:
  BoardTimes(Outgoing& outgoing, const LogTopics& log) : outgoing_{outgoing}, log_{log} {}

  // All of it, to one who has just come to the board.
  void greet(Peer& peer);
  // To everybody there; `all` are those that are known now.
  void arrivals(const std::vector<dispatch::Arrival>& changed, std::vector<dispatch::Arrival> all);
  // If they have changed.
  void estimates(const dispatch::Estimates& now);
  [[nodiscard]] const std::vector<dispatch::Arrival>& arrivals() const { return arrivals_; }

 private:
  void tell_all(std::string_view text);

  Outgoing& outgoing_;
  const LogTopics& log_;
  std::vector<dispatch::Arrival> arrivals_;
  dispatch::Estimates told_estimates_;
};

}  // namespace ws
