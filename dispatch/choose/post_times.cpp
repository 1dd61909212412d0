#include "dispatch/choose/post_times.hpp"

#include <algorithm>

namespace dispatch {
namespace {

constexpr std::chrono::minutes speeds_hold{10};

bool same_closures(const TravelBasis& a, const TravelBasis& b) {
  return std::ranges::equal(
      a.closures(), b.closures(), {}, [](const auto& one) { return one.first; },
      [](const auto& one) { return one.first; });
}

}  // namespace

bool TimesBasis::holds(const TravelBasis::Shared& now_as, TimePoint now) const {
  if (basis_ == now_as) return true;
  if (basis_ == nullptr || !same_closures(*basis_, *now_as)) return false;
  return std::chrono::abs(now - since_) < speeds_hold;
}

void TimesBasis::rest_on(TravelBasis::Shared basis, TimePoint now) {
  basis_ = std::move(basis);
  since_ = now;
}

TimesToPoints times_to(const TravelTimes& travel, geo::Position start,
                       const std::vector<geo::Position>& ends) {
  TimesToPoints times;
  times.reserve(ends.size());
  for (const auto& way : travel.from_one(UnitKind::ambulance, start, ends)) {
    const bool is_cut_off = travel.roads() != nullptr && !way.by_road;
    times.push_back(is_cut_off ? std::nullopt : std::optional{way.time});
  }
  return times;
}

std::vector<geo::Position> places_of(const std::vector<DemandPoint>& points) {
  std::vector<geo::Position> places;
  places.reserve(points.size());
  for (const auto& point : points) places.push_back(point.where);
  return places;
}

bool PostTimes::follow(const std::vector<Post>& posts, const DemandPoints& points) {
  if (posts == posts_ && points == points_) return false;
  posts_ = posts;
  points_ = points;
  known_.clear();
  known_between_.clear();
  anew();
  return true;
}

void PostTimes::anew() {
  times_.clear();
  between_.clear();
}

bool PostTimes::step(const TravelTimes& travel) {
  if (points_ == nullptr || are_known()) return false;
  auto ends = places_of(*points_);
  const auto villages = static_cast<std::ptrdiff_t>(ends.size());
  for (const auto& post : posts_) ends.push_back(post.where);
  const auto times = times_to(travel, posts_[times_.size()].where, ends);
  times_.emplace_back(times.begin(), times.begin() + villages);
  between_.emplace_back(times.begin() + villages, times.end());
  if (are_known()) known_ = times_, known_between_ = between_;
  return true;
}

std::optional<std::size_t> PostTimes::find(std::string_view id) const {
  const auto found = std::ranges::find(posts_, id, &Post::id);
  if (found == posts_.end()) return std::nullopt;
  return static_cast<std::size_t>(found - posts_.begin());
}

std::optional<std::size_t> PostTimes::of_station(const Station& station) const {
  const auto found = std::ranges::find_if(
      posts_, [&](const Post& post) { return post.name == station.name && post.where == station.where; });
  if (found == posts_.end()) return std::nullopt;
  return static_cast<std::size_t>(found - posts_.begin());
}

}  // namespace dispatch
