#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "dispatch/choose/arrivals.hpp"
#include "dispatch/desk/desk.hpp"
#include "dispatch/show/coming.hpp"
#include "dispatch/show/picture.hpp"
#include "ws/outgoing.hpp"

namespace ws {

// `facility/RS-NEGARA`: a facility's own page, whole: itself and who comes. Told when it says something else
// than before; who has not read much yet hears the latest when there is room again.
class FacilityTopic {
 public:
  static constexpr std::size_t most_unread = 256U << 10U;
  // Nothing where the topic is of another kind.
  [[nodiscard]] static std::optional<dispatch::FacilityId> from_topic(std::string_view topic);

  FacilityTopic(const dispatch::Desk& desk, Outgoing& outgoing) : desk_{desk}, outgoing_{outgoing} {}

  void join(Peer& peer, const dispatch::FacilityId& facility);
  void leave(Peer& peer) { follows_.erase(&peer); }
  void arrivals(const std::vector<dispatch::Arrival>& all);
  void happened(const dispatch::Selection& changed);
  void began_anew() { is_due_ = true; }
  void tick();

 private:
  struct Follower {
    dispatch::FacilityId facility;
    std::string told;
  };
  [[nodiscard]] std::string text_of(const dispatch::FacilityId& id) const;

  const dispatch::Desk& desk_;
  Outgoing& outgoing_;
  std::unordered_map<Peer*, Follower> follows_;
  std::vector<dispatch::ComingAt> times_;
  bool is_due_ = false;
};

}  // namespace ws
