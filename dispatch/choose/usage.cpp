#include "dispatch/choose/usage.hpp"

#include <algorithm>

#include "dispatch/model/assignment_life.hpp"

namespace dispatch {

struct Usage::Heard {
  Usage& usage;

  void operator()(const UnitRegistered& e) const {
    if (e.kind == UnitKind::ambulance)
      usage.others_.erase(e.unit);
    else
      usage.others_.insert(e.unit);
  }
  void operator()(const UnitDutyChanged& e) const {
    if (e.state == DutyState::on)
      usage.on_duty_.insert(e.unit);
    else
      usage.on_duty_.erase(e.unit);
  }
  void operator()(const UnitRetired& e) const { usage.on_duty_.erase(e.unit); }
  void operator()(const AssignmentOpened& e) const {
    usage.on_duty_.insert(e.assignment.unit);
    usage.busy_.insert(e.assignment.unit);
  }
  void operator()(const AssignmentStepped& e) const {
    if (assignment_life::is_finished(e.to)) usage.busy_.erase(e.unit);
  }
  void operator()(const IncidentReceived& e) const { usage.came_from(e.incident.id, e.incident.place); }
  void operator()(const IncidentLocated& e) const { usage.came_from(e.incident, e.place); }
  void operator()(const auto&) const {}
};

Usage::Usage(DemandPoints points, TimePoint since) : points_{std::move(points)}, since_{since} {
  for (std::uint32_t point = 0; point < points_->size(); ++point) index_.put(point, (*points_)[point].where);
}

void Usage::happened(const Event& event) {
  count_until(event.recorded);
  std::visit(Heard{*this}, event.body);
}

UsageFigures Usage::until(TimePoint now) {
  count_until(now);
  UsageFigures figures{hours_, std::vector<double>(points_->size())};
  for (const auto& [incident, point] : came_from_) figures.calls[point] += 1;
  return figures;
}

// Each hour by itself: at night an event may be hours after the one before.
void Usage::count_until(TimePoint now) {
  if (last_ && *last_ < now) {
    for (auto from = std::max(*last_, since_); from < now;) {
      const auto to =
          std::min<TimePoint>(now, std::chrono::floor<std::chrono::hours>(from) + std::chrono::hours{1});
      hours_.see(from, share());
      hours_.see(to, std::nullopt);
      from = to;
    }
  }
  last_ = last_ ? std::max(*last_, now) : now;
}

std::optional<double> Usage::share() const {
  const auto are_ambulances = [&](const auto& units) {
    return std::ranges::count_if(units, [&](const UnitId& unit) { return !others_.contains(unit); });
  };
  const auto all = are_ambulances(on_duty_);
  if (all == 0) return std::nullopt;
  const auto busy = are_ambulances(busy_);
  return std::min(1.0, static_cast<double>(busy) / static_cast<double>(all));
}

void Usage::came_from(const IncidentId& incident, const Place& place) {
  if (!place.pin || !last_ || *last_ < since_ || points_->empty()) return;
  came_from_.insert_or_assign(incident, index_.nearest(*place.pin, 1).front().key);
}

}  // namespace dispatch
