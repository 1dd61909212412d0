#pragma once

#include <optional>

#include "dispatch/choose/dispatch_plan.hpp"
#include "ws/topics/latest_topic.hpp"

namespace ws {

// The plan, whole, and what a send by plan rests on.
class PlanTopic {
 public:
  static constexpr std::size_t most_unread = LatestTopic::most_unread;

  explicit PlanTopic(Outgoing& outgoing) : latest_{outgoing} {}

  void join(Peer& peer) { latest_.join(peer); }
  void leave(Peer& peer) { latest_.leave(peer); }
  void told(dispatch::DispatchPlan plan, std::string_view text);
  // What was planned was planned of another board.
  void began_anew();
  void tick() { latest_.tick(); }

  [[nodiscard]] bool is_followed() const { return latest_.is_followed(); }
  // What its row rests on, if the latest plan sends this unit there.
  [[nodiscard]] std::optional<dispatch::PlanBasis> basis(const dispatch::IncidentId& incident,
                                                         const dispatch::UnitId& unit) const;
  // Until it is there, as is shown of whom the plan sends or could.
  [[nodiscard]] std::optional<dispatch::seconds> promised(const dispatch::IncidentId& incident,
                                                          const dispatch::UnitId& unit) const;

 private:
  LatestTopic latest_;
  std::optional<dispatch::DispatchPlan> plan_;
};

}  // namespace ws
