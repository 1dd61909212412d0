#pragma once

#include <string_view>
#include <unordered_map>

#include "ws/outgoing.hpp"

namespace ws {

// What is told whole: to each who follows it the latest, one frame for all. Who has not read much yet hears
// the latest when there is room again.
class LatestTopic {
 public:
  static constexpr std::size_t most_unread = 256U << 10U;

  explicit LatestTopic(Outgoing& outgoing) : outgoing_{outgoing} {}

  void join(Peer& peer);
  void leave(Peer& peer) { behind_.erase(&peer); }
  void told(std::string_view text);
  // What was told was of another board.
  void began_anew() { frame_.reset(); }
  void tick();
  [[nodiscard]] bool is_followed() const { return !behind_.empty(); }

 private:
  void tell(Peer& peer, bool& is_behind);

  Outgoing& outgoing_;
  std::unordered_map<Peer*, bool> behind_;  // all who follow it
  Frame frame_;
};

}  // namespace ws
