#include "dispatch/choose/reach.hpp"

#include <algorithm>

#include "dispatch/choose/options.hpp"

namespace dispatch {
namespace {

constexpr geo::Metres worth_a_search{300};

bool is_free_ambulance(const View& view, const Policy& policy, const Unit& unit, TimePoint now) {
  const auto* fix = view.fix(unit.id);
  return unit.kind == UnitKind::ambulance && fix != nullptr && now - fix->at <= policy.position_is_old &&
         view.availability(unit).state == AvailabilityState::available;
}

}  // namespace

void Reach::look(const View& view, const Policy& policy, TimePoint now) {
  units_.clear();
  to_search_.clear();
  for (const auto& [id, unit] : view.units())
    if (is_free_ambulance(view, policy, unit, now)) units_.push_back(id);
  std::ranges::sort(units_);
  std::erase_if(from_, [&](const auto& one) { return !std::ranges::binary_search(units_, one.first); });
  for (const auto& id : units_) {
    const auto known = from_.find(id);
    if (known == from_.end() || geo::distance(known->second.where, view.fix(id)->where) > worth_a_search)
      to_search_.push_back(id);
  }
}

bool Reach::step(const View& view, const TravelTimes& travel, const DemandPoints& points) {
  if (to_search_.empty()) return false;
  const auto id = to_search_.front();
  to_search_.pop_front();
  if (const auto* fix = view.fix(id))
    from_.insert_or_assign(id, From{fix->where, times_to(travel, fix->where, places_of(*points))});
  return true;
}

std::vector<Reach::OfVillage> Reach::soonest(const View& view, const Policy& policy,
                                             std::size_t points) const {
  std::vector<OfVillage> villages(points);
  for (const auto& id : units_) {
    const auto from = from_.find(id);
    const auto* unit = view.unit(id);
    const auto* fix = view.fix(id);
    if (from == from_.end() || unit == nullptr || fix == nullptr || from->second.times.size() != points)
      continue;
    const auto turnout = turnout_of(*unit, *fix, policy);
    for (std::size_t point = 0; point < points; ++point) {
      const auto& way = from->second.times[point];
      if (!way) continue;
      const Soonest one{id, turnout + *way};
      auto& [first, second] = villages[point];
      if (!first || one.takes < first->takes)
        second = std::exchange(first, one);
      else if (!second || one.takes < second->takes)
        second = one;
    }
  }
  return villages;
}

}  // namespace dispatch
