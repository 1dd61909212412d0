#include "dispatch/choose/cover_picture.hpp"

#include <algorithm>
#include <cstdlib>

namespace dispatch {
namespace {

constexpr std::int64_t time_of_news = 60;
constexpr double cover_of_news = 0.01;

std::optional<ReachedBy> reached_by(const std::optional<Reach::Soonest>& soonest) {
  if (!soonest) return std::nullopt;
  return ReachedBy{soonest->unit, soonest->takes.count()};
}

bool alike(const std::optional<std::int64_t>& a, const std::optional<std::int64_t>& b) {
  if (!a || !b) return a.has_value() == b.has_value();
  return std::abs(*a - *b) < time_of_news;
}
bool alike(const std::optional<ReachedBy>& a, const std::optional<ReachedBy>& b) {
  if (!a || !b) return a.has_value() == b.has_value();
  return a->unit == b->unit && alike(std::optional{a->eta_s}, std::optional{b->eta_s});
}
bool alike(const std::optional<VillageChange>& a, const std::optional<VillageChange>& b) {
  if (!a || !b) return a.has_value() == b.has_value();
  return a->village == b->village && alike(a->from_s, b->from_s) && alike(a->to_s, b->to_s);
}
bool alike(const VillageCover& a, const VillageCover& b) {
  return a.name == b.name && a.where == b.where && alike(a.first, b.first) && alike(a.second, b.second);
}
bool alike(const PriceOfUnit& a, const PriceOfUnit& b) {
  return a.unit == b.unit && alike(a.loses, b.loses);
}
bool alike(const PostNow& a, const PostNow& b) {
  return a.id == b.id && a.name == b.name && a.where == b.where && a.units == b.units;
}
bool alike(const MoveAdvice& a, const MoveAdvice& b) {
  return a.unit == b.unit && a.why == b.why && a.from == b.from && a.to == b.to &&
         std::abs(a.gain - b.gain) < cover_of_news && alike(a.travel_s, b.travel_s) &&
         alike(a.gains, b.gains) && alike(a.loses, b.loses);
}

}  // namespace

std::vector<VillageCover> village_covers(const std::vector<DemandPoint>& points,
                                         const std::vector<double>& weights,
                                         const std::vector<Reach::OfVillage>& soonest) {
  std::vector<VillageCover> covers;
  covers.reserve(points.size());
  for (std::size_t point = 0; point < points.size(); ++point) {
    const auto& one = points[point];
    const auto& [first, second] = soonest[point];
    covers.push_back({one.code, one.name, one.where, weights[point], reached_by(first), reached_by(second)});
  }
  std::ranges::stable_sort(covers, std::greater{}, &VillageCover::weight);
  return covers;
}

std::vector<PriceOfUnit> prices_of(const std::vector<UnitId>& units, const std::vector<DemandPoint>& points,
                                   const std::vector<double>& weights,
                                   const std::vector<Reach::OfVillage>& soonest) {
  TimesToPoints now(points.size());
  for (std::size_t point = 0; point < points.size(); ++point)
    if (const auto& first = soonest[point][0]) now[point] = first->takes;
  std::vector<PriceOfUnit> prices;
  for (const auto& unit : units) {
    auto then = now;
    for (std::size_t point = 0; point < points.size(); ++point) {
      const auto& [first, second] = soonest[point];
      if (!first || first->unit != unit) continue;
      then[point] = second ? std::optional{second->takes} : std::nullopt;
    }
    prices.push_back({unit, most_changed(points, weights, now, then)});
  }
  return prices;
}

bool say_the_same(const CoverPicture& told, const CoverPicture& now) {
  const auto are = [](const auto& a, const auto& b) { return alike(a, b); };
  return told.weighed_by == now.weighed_by && told.people_unknown == now.people_unknown &&
         told.busy_measured == now.busy_measured && std::abs(told.busy - now.busy) < cover_of_news &&
         told.covered.has_value() == now.covered.has_value() &&
         std::abs(told.covered.value_or(0) - now.covered.value_or(0)) < cover_of_news &&
         told.left_out == now.left_out && std::ranges::equal(told.villages, now.villages, are) &&
         std::ranges::equal(told.prices, now.prices, are) && std::ranges::equal(told.posts, now.posts, are) &&
         std::ranges::equal(told.advice, now.advice, are);
}

}  // namespace dispatch
