#pragma once

#include <unordered_map>
#include <vector>

#include "dispatch/choose/advising.hpp"
#include "dispatch/choose/arrivals.hpp"
#include "dispatch/choose/cover_keeper.hpp"
#include "dispatch/choose/plan_keeper.hpp"
#include "dispatch/learn/measured.hpp"

namespace ws {

// What has happened since the planner's thread heard last.
struct News {
  struct Everything {
    std::vector<dispatch::Entity> entities;
    std::vector<dispatch::Fix> fixes;
  };
  std::optional<Everything> anew;             // instead of all that it knew
  std::vector<dispatch::IncidentId> unheard;  // what was advised on these reached nobody
  std::vector<dispatch::Entry> entries;
  std::unordered_map<dispatch::UnitId, dispatch::Fix> fixes;  // the latest of each unit
  std::vector<dispatch::Fix> driven;  // those that came to this node from units that drive, all of them
  std::optional<dispatch::DemandPoints> points;  // other ones
  std::optional<dispatch::UsageFigures> usage;   // as it was read of the log last
  dispatch::TimePoint now;
};
// A copy of a view, to be made one again elsewhere.
[[nodiscard]] News::Everything everything_in(const dispatch::View& view);

// What the planner's thread works on, and nobody else: a view that follows the log as the network thread's
// does, the roads, and what is worked out from both. Pure: time comes with the news.
struct Situation {
  Situation(const dispatch::Policy& policy, std::shared_ptr<const geo::roads::Network> roads)
      : travel{policy, std::move(roads)}, driving{policy.utc_offset}, measured{policy.utc_offset} {}

  void take(News news);
  bool follow(const dispatch::Entry& entry);
  void follow_policy();
  [[nodiscard]] const dispatch::Policy& policy() const { return travel.basis()->policy(); }
  // All that may have changed has to be worked out anew.
  void plan_anew();
  bool step_of_plan(std::optional<dispatch::DispatchPlan>& news);
  [[nodiscard]] dispatch::DispatchPlan plan_now() const;
  bool step_of_cover(std::optional<dispatch::CoverPicture>& news) {
    return cover.step({view, travel, now}, news);
  }

  dispatch::View view;
  dispatch::TravelTimes travel;
  dispatch::Advising advising;
  dispatch::PlanKeeper plan;
  dispatch::CoverKeeper cover;
  dispatch::Arrivals arrivals;
  dispatch::Driving driving;
  dispatch::Measured measured;
  dispatch::TimePoint now;

 private:
  [[nodiscard]] dispatch::KnownWays known_ways() const;
};

}  // namespace ws
