#pragma once

#include <map>
#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

#include "dispatch/model/model.hpp"
#include "dispatch/model/policy.hpp"
#include "geo/roads/closing.hpp"
#include "geo/roads/spread.hpp"

namespace dispatch {

// How far real travel times lie from calculated ones, on roads and by the straight line.
struct Spreads {
  geo::roads::Spread by_road = geo::roads::assumed_spread;
  geo::roads::Spread by_line = geo::roads::assumed_spread;
};

// What travel times rest on: the region's roads as they are just now, and how good the times have been. Never
// changes, so threads can share it; another state of the roads is another basis.
class TravelBasis {
 public:
  using Shared = std::shared_ptr<const TravelBasis>;
  using Closures = std::unordered_map<ClosureId, Closure>;

  // The roads as the map and the region's file say they are; may be null.
  static Shared of(const Policy& policy, std::shared_ptr<const geo::roads::Network> mapped = nullptr);

  // These roads, and no others, are closed; this very basis if that is so already. Takes some milliseconds in
  // a city, and up to thirty for each closure that is new.
  [[nodiscard]] static Shared closed(const Shared& basis, const Closures& closures,
                                     geo::roads::Scratch& scratch);
  // How fast the roads are as measured, instead of what the region's file says. Some milliseconds in a city.
  [[nodiscard]] Shared with(geo::roads::Conditions measured) const;
  [[nodiscard]] Shared with(const Spreads& measured) const;
  [[nodiscard]] Shared with(const Policy& policy) const;

  [[nodiscard]] const Policy& policy() const { return policy_; }
  // As they are now; null where there are none.
  [[nodiscard]] const geo::roads::Network* roads() const { return now_.get(); }
  // As the map and the region's file say they are; null where there are none.
  [[nodiscard]] const geo::roads::Network* mapped() const { return mapped_.get(); }
  [[nodiscard]] const auto& closures() const { return closed_; }
  [[nodiscard]] const Spreads& spreads() const { return spreads_; }

 private:
  explicit TravelBasis(const Policy& policy) : policy_{policy} {}
  // The same with another network.
  [[nodiscard]] Shared renewed() const;

  Policy policy_;
  std::shared_ptr<const geo::roads::Network> mapped_;
  std::shared_ptr<const geo::roads::Network> now_;
  std::map<ClosureId, std::vector<geo::roads::Stretch>> closed_;
  std::optional<geo::roads::Conditions> measured_;
  Spreads spreads_;
};

}  // namespace dispatch
