#pragma once

#include <array>
#include <unordered_map>
#include <vector>

#include "dispatch/log/view.hpp"
#include "ws/outgoing.hpp"

namespace ws {

// The topics `map/z/x/y`: positions on one tile of the web map, the latest of each unit, a few times a
// second. One frame serves all who look there. A session that has not read the last one is sent nothing more
// until it has, and then the whole tile: its memory stays bounded, and it never sees a stale dot as fresh.
class MapTopics {
 public:
  MapTopics(const dispatch::View& view, Outgoing& outgoing) : view_{view}, outgoing_{outgoing} {}

  void join(Peer& peer, Tile tile, dispatch::TimePoint now);
  void leave(Peer& peer, Tile tile);
  void leave_all(Peer& peer);

  void moved(const dispatch::Fix& fix);
  // Everybody gets the whole of what they look at.
  void began_anew();
  // Sends what has moved since the last time.
  void tick(dispatch::TimePoint now);

 private:
  struct Changes {
    std::vector<const dispatch::Fix*> fixes;
    std::vector<dispatch::UnitId> gone;
  };
  [[nodiscard]] std::vector<const dispatch::Fix*> inside(const Tile& tile) const;
  [[nodiscard]] Frame whole(const Tile& tile, dispatch::TimePoint now);
  void collect(std::unordered_map<Tile, Changes>& changes);

  const dispatch::View& view_;
  Outgoing& outgoing_;
  std::unordered_map<Tile, std::vector<Peer*>> watchers_;
  std::array<std::size_t, Tile::deepest + 1> watched_at_zoom_{};
  std::unordered_map<dispatch::UnitId, geo::Position> shown_;  // where each was when last told
  std::vector<dispatch::UnitId> moved_;
};

}  // namespace ws
