#include "dispatch/choose/travel_basis.hpp"

#include <algorithm>

namespace dispatch {

TravelBasis::Shared TravelBasis::of(const Policy& policy, std::shared_ptr<const geo::roads::Network> mapped) {
  TravelBasis basis{policy};
  basis.now_ = mapped;
  basis.mapped_ = std::move(mapped);
  return std::make_shared<const TravelBasis>(std::move(basis));
}

TravelBasis::Shared TravelBasis::closed(const Shared& basis, const Closures& closures,
                                        geo::roads::Scratch& scratch) {
  if (basis->mapped_ == nullptr) return basis;
  auto other = *basis;
  auto changed = std::erase_if(other.closed_, [&](const auto& one) { return !closures.contains(one.first); });
  for (const auto& [id, closure] : closures) {
    if (other.closed_.contains(id)) continue;
    ++changed;
    auto found = geo::roads::closing({*other.mapped_, scratch}, closure.points);
    other.closed_.emplace(id, found ? std::move(found->stretches) : std::vector<geo::roads::Stretch>{});
  }
  return changed > 0 ? other.renewed() : basis;
}

TravelBasis::Shared TravelBasis::with(geo::roads::Conditions measured) const {
  auto other = *this;
  if (mapped_ == nullptr) return std::make_shared<const TravelBasis>(std::move(other));
  other.measured_ = std::move(measured);
  return other.renewed();
}

TravelBasis::Shared TravelBasis::with(const Spreads& measured) const {
  auto other = *this;
  other.spreads_ = measured;
  return std::make_shared<const TravelBasis>(std::move(other));
}

TravelBasis::Shared TravelBasis::with(const Policy& policy) const {
  auto other = *this;
  other.policy_ = policy;
  return std::make_shared<const TravelBasis>(std::move(other));
}

TravelBasis::Shared TravelBasis::renewed() const {
  auto conditions = measured_.value_or(mapped_->conditions());
  for (const auto& [id, stretches] : closed_)
    conditions.closed.insert(conditions.closed.end(), stretches.begin(), stretches.end());
  auto other = *this;
  other.now_ = mapped_->under(conditions);
  return std::make_shared<const TravelBasis>(std::move(other));
}

}  // namespace dispatch
