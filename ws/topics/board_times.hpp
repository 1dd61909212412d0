#pragma once

#include "dispatch/choose/arrivals.hpp"
#include "dispatch/desk/desk.hpp"
#include "ws/outgoing.hpp"
#include "ws/topics/log_topics.hpp"

namespace ws {

// What those who watch the board are told beside the log: when units will be there, and how good those times
// have been.
class BoardTimes {
 public:
  BoardTimes(const dispatch::Desk& desk, Outgoing& outgoing, const LogTopics& log)
      : desk_{desk}, outgoing_{outgoing}, log_{log} {}

  // All of it, to one who has just come to the board.
  void greet(Peer& peer);
  // As far as it has changed, to everybody there.
  void tick();

 private:
  void tell_all(std::string_view text);

  const dispatch::Desk& desk_;
  Outgoing& outgoing_;
  const LogTopics& log_;
  dispatch::Arrivals arrivals_;
  dispatch::Estimates told_estimates_;
};

}  // namespace ws
