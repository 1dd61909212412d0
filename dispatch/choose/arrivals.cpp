#include "dispatch/choose/arrivals.hpp"

#include <algorithm>
#include <tuple>

namespace dispatch {
namespace {

constexpr seconds between_updates{5};
constexpr milliseconds worth_telling{10'000};
constexpr milliseconds much_later{120'000};
constexpr milliseconds least_slip{30'000};

// Towards its destination.
bool carries(const Assignment& job) {
  return job.state == AssignmentState::left_scene && job.bound_for.has_value();
}

bool is_on_its_way(const Assignment& job) {
  return job.state < AssignmentState::on_scene || carries(job);
}

struct Goal {
  geo::Position where;
  geo::Metres circle;
};
std::optional<Goal> goal_of(const View& view, const Assignment& job) {
  if (carries(job)) {
    const auto* facility = view.facility(job.bound_for->facility);
    return facility == nullptr ? std::nullopt : std::optional{Goal{facility->where, geo::Metres{}}};
  }
  const auto* incident = view.incident(job.incident);
  if (incident == nullptr || !incident->place.pin) return std::nullopt;
  return Goal{*incident->place.pin, incident->place.uncertainty_m.value_or(geo::Metres{})};
}

bool rolls_already(AssignmentState state) {
  return state == AssignmentState::en_route || state == AssignmentState::left_scene;
}

Arrival arrival_of(const View& view, const Policy& policy, const TravelTimes& travel, const Assignment& job,
                   TimePoint now) {
  Arrival arrival;
  arrival.assignment = job.id;
  if (carries(job)) arrival.facility = job.bound_for->facility;
  const auto goal = goal_of(view, job);
  const auto* unit = view.unit(job.unit);
  const auto* fix = view.fix(job.unit);
  const bool is_known = goal && unit != nullptr && fix != nullptr && now - fix->at <= policy.position_is_old;
  if (!is_known) return arrival;
  const auto way =
      widened(travel.to_one(unit->kind, *fix, goal->where), travel.across(unit->kind, circle_of(*fix)),
              travel.across(unit->kind, goal->circle));
  // Until it says that it drives it still has to get going.
  const auto passed = std::chrono::duration_cast<seconds>(now - job.opened_at);
  const auto rolls =
      rolls_already(job.state) ? now : now + std::max(policy.turnout_moving, policy.turnout_at_base - passed);
  arrival.at = rolls + way.time;
  arrival.low = rolls + way.low;
  arrival.high = rolls + way.high;
  arrival.metres = way.metres;
  arrival.by_road = way.by_road;
  return arrival;
}

bool is_news(const std::optional<Arrival>& told, const Arrival& now) {
  if (!told || told->at.has_value() != now.at.has_value() || told->by_road != now.by_road) return true;
  if (told->late_s.has_value() != now.late_s.has_value()) return true;
  return now.at && std::chrono::abs(*told->at - *now.at) >= worth_telling;
}

}  // namespace

std::vector<Arrival> Arrivals::update(const View& view, const Policy& policy, const TravelTimes& travel,
                                      TimePoint now, std::size_t most) {
  std::erase_if(followed_, [&](const auto& one) {
    const auto* job = view.assignment(one.first);
    return job == nullptr || !is_on_its_way(*job);
  });
  std::vector<std::pair<TimePoint, const Assignment*>> due;
  for (const auto& [id, job] : view.assignments()) {
    if (!is_on_its_way(job)) continue;
    const auto known = followed_.find(id);
    const auto when = known == followed_.end() ? TimePoint{} : known->second.due;
    if (when <= now) due.emplace_back(when, &job);
  }
  std::ranges::sort(due, {}, [](const auto& one) { return std::tie(one.first, one.second->id); });
  if (due.size() > most) due.resize(most);

  std::vector<Arrival> changed;
  for (const auto& [when, job] : due) {
    auto& followed = followed_[job->id];
    auto arrival = arrival_of(view, policy, travel, *job, now);
    if (followed.facility != arrival.facility) followed = {};
    followed.facility = arrival.facility;
    followed.due = now + between_updates;
    if (arrival.at) arrival.late_s = followed.lateness(*arrival.at, now);
    if (!is_news(followed.told, arrival)) continue;
    followed.told = arrival;
    changed.push_back(arrival);
  }
  return changed;
}

std::optional<std::int64_t> Arrivals::Followed::lateness(TimePoint at, TimePoint now) {
  if (promise == TimePoint{}) promise = at, promised_at = now;
  const auto late = at - promise;
  const auto quarter = std::max((promise - promised_at) / 4, least_slip);
  if (late <= std::min(much_later, quarter)) return std::nullopt;
  return std::chrono::duration_cast<seconds>(late).count();
}

std::vector<Arrival> Arrivals::all() const {
  std::vector<Arrival> all;
  for (const auto& [id, followed] : followed_)
    if (followed.told) all.push_back(*followed.told);
  std::ranges::sort(all, {}, &Arrival::assignment);
  return all;
}

}  // namespace dispatch
