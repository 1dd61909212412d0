#pragma once

#include <cstdint>
#include <deque>
#include <unordered_map>
#include <utility>
#include <vector>

#include "dispatch/desk/desk.hpp"
#include "dispatch/show/picture.hpp"
#include "ws/outgoing.hpp"

namespace ws {

// The topics that follow the log: `board` (all of the region) and `mine` (a crew's own work). A session gets
// a snapshot with a log position, then every entry after it, in order; after a break it names the last
// position it saw.
class LogTopics {
 public:
  struct Limits {
    std::size_t entries = 20'000;  // kept for sessions that come back
    std::size_t bytes = 64U << 20U;
  };
  LogTopics(dispatch::Desk& desk, Outgoing& outgoing, Limits limits)
      : desk_{desk}, outgoing_{outgoing}, limits_{limits} {}

  void join_board(Peer& peer, const std::optional<dispatch::LogPosition>& after);
  void join_mine(Peer& peer, std::optional<dispatch::LogPosition> after);
  void leave_board(Peer& peer);
  void leave_mine(Peer& peer);

  // What changed for people by this entry; told to all who listen.
  dispatch::Selection happened(const dispatch::Entry& entry);
  // The view was loaded anew: nobody can go on from before, all get a snapshot.
  void began_anew();
  // A copy: who is told may leave.
  [[nodiscard]] std::vector<Peer*> on_board() const { return on_board_; }
  // Is a device of this unit listening here?
  [[nodiscard]] bool is_listening(const dispatch::UnitId& unit) const;

 private:
  struct Kept {  // one log entry as it was sent
    std::uint64_t n;
    Frame board;
    std::vector<std::pair<dispatch::UnitId, Frame>> mine;
  };
  template <class Pick>
  bool resume(Peer& peer, const std::optional<dispatch::LogPosition>& after, Pick pick);
  [[nodiscard]] bool can_resume(const std::optional<dispatch::LogPosition>& after) const;
  [[nodiscard]] Frame board_snapshot();
  [[nodiscard]] Frame mine_snapshot(const Peer& peer) const;
  [[nodiscard]] Frame snapshot(std::string_view topic, const dispatch::Selection& selection) const;
  void keep(Kept kept);

  dispatch::Desk& desk_;
  Outgoing& outgoing_;
  Limits limits_;
  std::vector<Peer*> on_board_;
  std::unordered_map<dispatch::UnitId, std::vector<Peer*>> on_mine_;
  std::deque<Kept> kept_;
  std::size_t kept_bytes_ = 0;
  Frame snapshot_;  // of the board, good for as long as nothing happens
  dispatch::LogPosition snapshot_at_;
  dispatch::TimePoint snapshot_made_;
};

}  // namespace ws
