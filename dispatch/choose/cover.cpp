#include "dispatch/choose/cover.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace dispatch {
namespace {

// With nobody busy a move would gain without end what is divided by it.
constexpr double least_busy = 0.001;

std::vector<std::uint32_t> reaching(const Cover::Point& point, milliseconds within) {
  std::vector<std::uint32_t> posts;
  for (std::uint32_t post = 0; post < point.from_post.size(); ++post)
    if (point.from_post[post] && *point.from_post[post] <= within) posts.push_back(post);
  return posts;
}

// Half of the people are nearer to a post; of whom no post reaches nothing is known.
milliseconds usual_way(const std::vector<Cover::Point>& points) {
  std::vector<std::pair<milliseconds, double>> ways;
  double all = 0;
  for (const auto& point : points) {
    std::optional<milliseconds> nearest;
    for (const auto& time : point.from_post)
      if (time && (!nearest || *time < *nearest)) nearest = time;
    if (!nearest) continue;
    ways.emplace_back(*nearest, point.weight);
    all += point.weight;
  }
  std::ranges::sort(ways);
  double nearer = 0;
  for (const auto& [time, weight] : ways)
    if (nearer += weight; 2 * nearer >= all) return time;
  return milliseconds{0};
}

std::vector<milliseconds> grades_of(const std::vector<Cover::Point>& points, const CoverRules& rules) {
  std::vector<milliseconds> grades{rules.grades.begin(), rules.grades.end()};
  if (!grades.empty()) return grades;
  const auto usual = static_cast<double>(usual_way(points).count());
  for (const auto times : usual_grades) grades.emplace_back(std::llround(usual * times));
  return grades;
}

}  // namespace

Cover::Cover(const std::vector<Point>& points, std::size_t posts, const CoverRules& rules) : posts_{posts} {
  double all = 0;
  for (const auto& point : points) all += point.weight;
  const auto grades = grades_of(points, rules);
  std::map<std::vector<std::uint32_t>, double> weights;
  for (const auto& point : points)
    for (const auto grade : grades)
      if (auto near = reaching(point, grade); !near.empty())
        weights[std::move(near)] += point.weight / all / static_cast<double>(grades.size());
  for (auto& [near, weight] : weights) classes_.push_back({weight, near});
}

Cover::Spread Cover::spread(const std::vector<int>& units, double busy) const {
  Spread made;
  made.busy_ = std::max(busy, least_busy);
  made.posts_ = posts_;
  made.gains_.assign(posts_, 0);
  made.shared_.assign(posts_ * posts_, 0);
  std::vector<double> adds{1 - made.busy_};  // the next, by how many reach it
  for (const auto& [weight, posts] : classes_) {
    std::size_t reach = 0;
    for (const auto post : posts) reach += static_cast<std::size_t>(units[post]);
    while (adds.size() <= reach) adds.push_back(adds.back() * made.busy_);
    const auto gain = weight * adds[reach];
    for (const auto one : posts) {
      made.gains_[one] += gain;
      auto* shared = &made.shared_[one * posts_];
      if (units[one] > 0)
        for (const auto other : posts) shared[other] += gain;
    }
  }
  return made;
}

double Cover::Spread::gain(std::size_t from, std::size_t to) const {
  const auto shared = shared_[from * posts_ + to];
  return gains_[to] - shared - (gains_[from] - shared) / busy_;
}

double Cover::of(const std::vector<int>& units, double busy) const {
  double covered = 0;
  for (const auto& [weight, posts] : classes_) {
    const auto reach = std::accumulate(posts.begin(), posts.end(), 0,
                                       [&](int sum, std::uint32_t post) { return sum + units[post]; });
    covered += weight * (1 - std::pow(busy, reach));
  }
  return covered;
}

}  // namespace dispatch
