#include "ws/topics/latest_topic.hpp"

#include <vector>

namespace ws {

void LatestTopic::join(Peer& peer) {
  auto& is_behind = behind_[&peer];
  is_behind = true;
  if (frame_) tell(peer, is_behind);
}

void LatestTopic::told(std::string_view text) {
  frame_ = text_frame(text);
  for (auto& [peer, is_behind] : behind_) is_behind = true;
  tick();
}

// Who is told may leave.
void LatestTopic::tick() {
  if (!frame_) return;
  std::vector<Peer*> peers;
  for (const auto& [peer, is_behind] : behind_)
    if (is_behind) peers.push_back(peer);
  for (auto* peer : peers)
    if (const auto follows = behind_.find(peer); follows != behind_.end()) tell(*peer, follows->second);
}

void LatestTopic::tell(Peer& peer, bool& is_behind) {
  if (peer.queued_bytes() >= most_unread) return;
  is_behind = false;
  outgoing_.send(peer, frame_);
}

}  // namespace ws
