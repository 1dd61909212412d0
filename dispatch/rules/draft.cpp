#include "dispatch/rules/draft.hpp"

#include <algorithm>

namespace dispatch {
namespace {

// A device may keep a press for so long; what claims to be older comes from a clock that is wrong.
constexpr std::chrono::days longest_kept{30};

}  // namespace

template <class T>
const T* Draft::Noted::noted(EntityKind kind, const T* entity) const {
  if (entity != nullptr) versions_.try_emplace({kind, std::string{entity->id.view()}}, entity->v);
  return entity;
}

const Incident* Draft::Noted::incident(const IncidentId& id) const {
  return noted(EntityKind::incident, view_.incident(id));
}
const Assignment* Draft::Noted::assignment(const AssignmentId& id) const {
  return noted(EntityKind::assignment, view_.assignment(id));
}
const Unit* Draft::Noted::unit(const UnitId& id) const {
  return noted(EntityKind::unit, view_.unit(id));
}
const Closure* Draft::Noted::closure(const ClosureId& id) const {
  return noted(EntityKind::closure, view_.closure(id));
}
const Incident* Draft::Noted::linked(const LinkToken& token) const {
  return noted(EntityKind::incident, view_.linked(token));
}

template <class T, class Id>
T& Draft::copy_of(EntityKind kind, const Id& id, const T* known) {
  Entity fresh{std::in_place_type<T>};
  std::get<T>(fresh).id = id;
  auto [found, is_new] = copies_.try_emplace({kind, std::string{id.view()}});
  if (is_new) {
    if (known != nullptr) fresh = *known;
    found->second = {known == nullptr ? 0 : known->v, std::move(fresh)};
  }
  return std::get<T>(found->second.now);
}

Incident& Draft::incident(const IncidentId& id) {
  return copy_of(EntityKind::incident, id, view_.incident(id));
}
Assignment& Draft::assignment(const AssignmentId& id) {
  return copy_of(EntityKind::assignment, id, view_.assignment(id));
}
Unit& Draft::unit(const UnitId& id) {
  return copy_of(EntityKind::unit, id, view_.unit(id));
}

Closure& Draft::closure(const ClosureId& id) {
  return copy_of(EntityKind::closure, id, view_.closure(id));
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
  switch (ref.kind) {
    case EntityKind::incident: return ++incident(*IncidentId::from(ref.id)).v;
    case EntityKind::assignment: return ++assignment(*AssignmentId::from(ref.id)).v;
    case EntityKind::unit: return ++unit(*UnitId::from(ref.id)).v;
    case EntityKind::closure: return ++closure(*ClosureId::from(ref.id)).v;
  }
  return 0;
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
