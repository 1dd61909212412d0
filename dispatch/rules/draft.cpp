#include "dispatch/rules/draft.hpp"

#include <algorithm>

namespace dispatch {
namespace {

// A device may keep a press for so long; what claims to be older comes from a clock that is wrong.
constexpr std::chrono::days longest_kept{30};

}  // namespace

template <class T>
const T* Draft::Noted::noted(const T* entity) const {
  if (entity != nullptr) versions_.try_emplace({kind_of<T>, std::string{entity->id.view()}}, entity->v);
  return entity;
}

const Incident* Draft::Noted::incident(const IncidentId& id) const {
  return noted(view_.incident(id));
}
const Assignment* Draft::Noted::assignment(const AssignmentId& id) const {
  return noted(view_.assignment(id));
}
const Unit* Draft::Noted::unit(const UnitId& id) const {
  return noted(view_.unit(id));
}
const Closure* Draft::Noted::closure(const ClosureId& id) const {
  return noted(view_.closure(id));
}
const Setup* Draft::Noted::setup() const {
  return noted(view_.setup());
}
const Facility* Draft::Noted::facility(const FacilityId& id) const {
  return noted(view_.facility(id));
}
const Incident* Draft::Noted::linked(const LinkToken& token) const {
  return noted(view_.linked(token));
}

template <class T>
T& Draft::copy_of(const IdOf<T>& id) {
  auto [found, is_new] = copies_.try_emplace({kind_of<T>, std::string{id.view()}});
  auto& [expected, now] = found->second;
  if (is_new) {
    const auto* known = view_.find<T>(id);
    if (known != nullptr) expected = known->v;
    now = known == nullptr ? T{} : *known;
    std::get<T>(now).id = id;
  }
  return std::get<T>(now);
}

Incident& Draft::incident(const IncidentId& id) {
  return copy_of<Incident>(id);
}
Assignment& Draft::assignment(const AssignmentId& id) {
  return copy_of<Assignment>(id);
}
Unit& Draft::unit(const UnitId& id) {
  return copy_of<Unit>(id);
}
Closure& Draft::closure(const ClosureId& id) {
  return copy_of<Closure>(id);
}
Setup& Draft::setup() {
  return copy_of<Setup>(Setup{}.id);
}

Facility& Draft::facility(const FacilityId& id) {
  return copy_of<Facility>(id);
}

TimePoint Draft::believed(const Command& command, TimePoint now) {
  return std::clamp<TimePoint>(command.at.value_or(now), now - longest_kept, now);
}

void Draft::follows(TimePoint earlier) {
  at_ = std::clamp(at_, std::min(earlier, now_), now_);
}

void Draft::follow(const EntityRef& ref) {
  if (ref.kind == EntityKind::incident)
    if (const auto* one = view_.incident(*IncidentId::from(ref.id))) follows(one->received_at);
  if (ref.kind == EntityKind::assignment)
    if (const auto* one = view_.assignment(*AssignmentId::from(ref.id))) follows(one->times.back().at);
  if (ref.kind == EntityKind::closure)
    if (const auto* one = view_.closure(*ClosureId::from(ref.id))) follows(one->closed_at);
}

Version Draft::raise_version(const EntityRef& ref) {
  return with_type_of(ref.kind,
                      [&]<class T>(std::type_identity<T>) { return ++copy_of<T>(*IdOf<T>::from(ref.id)).v; });
}

void Draft::add(EventBody body, std::string by) {
  for (const auto& ref : touched_by(body)) follow(ref);
  Event event{at_, now_, std::move(by), command_, {}, std::move(body)};
  dispatch::apply(*this, event);
  for (const auto& ref : touched_by(event.body))
    event.touches.push_back({ref.kind, std::string{ref.id}, raise_version(ref)});
  decision_.events.push_back(std::move(event));
}

Decision Draft::take() {
  const bool leave = !decision_.events.empty() && takes_away(decision_.events.front().body);
  for (const auto& [key, v] : before_.versions())
    if (!copies_.contains(key)) decision_.rests_on.push_back({key.first, key.second, v});
  for (auto& [key, copy] : copies_) decision_.changes.push_back({copy.expected, std::move(copy.now), leave});
  return std::move(decision_);
}

}  // namespace dispatch
