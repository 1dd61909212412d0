#include "dispatch/log/view.hpp"

#include <algorithm>

#include "dispatch/log/apply.hpp"

namespace dispatch {
namespace {

constexpr seconds nodes_agree{2};  // on what time it is

template <class Map, class Id>
auto* find(Map& map, const Id& id) {
  const auto found = map.find(id);
  return found == map.end() ? nullptr : &found->second;
}

template <class Map>
Version version_in(const Map& map, const Touch& touch) {
  const auto id = Map::key_type::from(touch.id);
  const auto* entity = id ? find(map, *id) : nullptr;
  return entity == nullptr ? 0 : entity->v;
}

}  // namespace

// The view's own entities, as the place where an event is applied.
class View::Target final : public Entities {
 public:
  explicit Target(View& view) : view_{view} {}
  Incident& incident(const IncidentId& id) override { return view_.incidents_[id]; }
  Assignment& assignment(const AssignmentId& id) override { return view_.assignments_[id]; }
  Unit& unit(const UnitId& id) override { return view_.units_[id]; }
  Closure& closure(const ClosureId& id) override { return view_.closures_[id]; }

  [[nodiscard]] Version version(const Touch& touch) const { return view_.version_of(touch); }
  void set_version(const Touch& touch) {
    switch (touch.kind) {
      case EntityKind::incident: incident(*IncidentId::from(touch.id)).v = touch.v; break;
      case EntityKind::assignment: assignment(*AssignmentId::from(touch.id)).v = touch.v; break;
      case EntityKind::unit: unit(*UnitId::from(touch.id)).v = touch.v; break;
      case EntityKind::closure: closure(*ClosureId::from(touch.id)).v = touch.v; break;
    }
  }

 private:
  View& view_;
};

Version View::version_of(const Touch& entity) const {
  switch (entity.kind) {
    case EntityKind::incident: return version_in(incidents_, entity);
    case EntityKind::assignment: return version_in(assignments_, entity);
    case EntityKind::unit: return version_in(units_, entity);
    case EntityKind::closure: return version_in(closures_, entity);
  }
  return 0;
}

const Incident* View::incident(const IncidentId& id) const {
  return find(incidents_, id);
}
const Assignment* View::assignment(const AssignmentId& id) const {
  return find(assignments_, id);
}
const Unit* View::unit(const UnitId& id) const {
  return find(units_, id);
}
const Closure* View::closure(const ClosureId& id) const {
  return find(closures_, id);
}
const Fix* View::fix(const UnitId& id) const {
  const auto* seat = find(seats_, id);
  return seat != nullptr && seat->fix ? &*seat->fix : nullptr;
}

const Incident* View::linked(const LinkToken& token) const {
  const auto* id = find(links_, token);
  return id == nullptr ? nullptr : incident(*id);
}

bool View::is_there(const Touch& entity) const {
  return version_of(entity) > 0;
}

bool View::is_locked(EntityKind kind, std::string_view id) const {
  return locked_.contains({kind, std::string{id}});
}

void View::lock(const Touch& entity) {
  locked_[{entity.kind, entity.id}] = entity.v;
  if (is_there(entity)) Target{*this}.set_version(entity);
}

void View::renew(Entity entity) {
  const auto kind = static_cast<EntityKind>(entity.index());
  const auto is_newer = std::visit(
      [&](const auto& one) {
        return one.v >= version_of({kind, std::string{one.id.view()}, 0});
      },
      entity);
  if (is_newer) load(std::move(entity));
}

void View::leave(const Touch& entity) {
  locked_.erase({entity.kind, entity.id});
  if (!is_there(entity)) return;
  switch (entity.kind) {
    case EntityKind::incident:
      forget_link(*IncidentId::from(entity.id));
      incidents_.erase(*IncidentId::from(entity.id));
      break;
    case EntityKind::assignment: assignments_.erase(*AssignmentId::from(entity.id)); break;
    case EntityKind::closure: closures_.erase(*ClosureId::from(entity.id)); break;
    case EntityKind::unit: break;  // no unit leaves
  }
}

// Only versions are followed; the states come from the store.
View::Outcome View::pass_over(const Event& event) {
  bool all_old = true;
  for (const auto& touch : event.touches) {
    const auto have = version_of(touch);
    if (have == 0) continue;
    if (touch.v > have + 1) return Outcome::gap;
    if (touch.v <= have) continue;
    all_old = false;
    Target{*this}.set_version(touch);
  }
  return all_old && !event.touches.empty() ? Outcome::old : Outcome::applied;
}

View::Outcome View::apply(const Event& event) {
  if (std::holds_alternative<UnknownEvent>(event.body)) return pass_over(event);
  Target target{*this};
  bool all_old = true;
  std::vector<Touch> never_read;  // locked, and not here
  for (const auto& touch : event.touches) {
    const auto locked = locked_.find({touch.kind, touch.id});
    if (locked != locked_.end() && !is_there(touch)) never_read.push_back(touch);
    const auto have = locked == locked_.end() ? target.version(touch) : locked->second;
    if (touch.v > have + 1) return Outcome::gap;
    if (locked != locked_.end()) locked->second = std::max(locked->second, touch.v);
    all_old = all_old && touch.v <= have;
  }
  if (all_old) return Outcome::old;

  // While loading, some entities of an event may already be ahead of it: those keep what they have.
  std::vector<Entity> ahead;
  for (const auto& touch : event.touches) {
    if (touch.v > target.version(touch)) continue;
    if (touch.kind == EntityKind::incident) ahead.emplace_back(target.incident(*IncidentId::from(touch.id)));
    if (touch.kind == EntityKind::assignment)
      ahead.emplace_back(target.assignment(*AssignmentId::from(touch.id)));
    if (touch.kind == EntityKind::unit) ahead.emplace_back(target.unit(*UnitId::from(touch.id)));
    if (touch.kind == EntityKind::closure) ahead.emplace_back(target.closure(*ClosureId::from(touch.id)));
  }
  for (const auto& touch : event.touches)
    if (touch.kind == EntityKind::incident) forget_link(*IncidentId::from(touch.id));
  dispatch::apply(target, event);
  for (const auto& touch : event.touches) target.set_version(touch);
  for (auto& entity : ahead) load(std::move(entity));

  if (const auto* archived = std::get_if<IncidentArchived>(&event.body)) {
    incidents_.erase(archived->incident);
    for (const auto& id : archived->assignments) assignments_.erase(id);
  }
  if (const auto* opened = std::get_if<RoadOpened>(&event.body)) closures_.erase(opened->closure);
  for (const auto& touch : never_read) {
    const auto version = locked_.at({touch.kind, touch.id});
    leave(touch);
    locked_[{touch.kind, touch.id}] = version;
  }
  for (const auto& touch : event.touches) {
    if (touch.kind == EntityKind::incident) know_link(*IncidentId::from(touch.id));
    if (touch.kind == EntityKind::unit && is_there(touch)) index(*UnitId::from(touch.id));
  }
  return Outcome::applied;
}

void View::load(Entity entity) {
  std::visit(
      [&](const auto& one) {
        locked_.erase({static_cast<EntityKind>(entity.index()), std::string{one.id.view()}});
      },
      entity);
  if (auto* one = std::get_if<Incident>(&entity)) {
    const auto id = one->id;
    forget_link(id);
    incidents_[id] = std::move(*one);
    know_link(id);
  }
  if (auto* one = std::get_if<Assignment>(&entity)) assignments_[one->id] = std::move(*one);
  if (auto* one = std::get_if<Unit>(&entity)) {
    const auto id = one->id;
    units_[id] = std::move(*one);
    index(id);
  }
  if (auto* one = std::get_if<Closure>(&entity)) closures_[one->id] = std::move(*one);
}

void View::forget_moved_after(TimePoint now) {
  for (auto& [id, seat] : seats_) {
    if (!seat.fix || seat.fix->at - nodes_agree <= now) continue;
    seat.fix.reset();
    index(id);
  }
}

bool View::moved(const Fix& fix, TimePoint now) {
  if (unit(fix.unit) == nullptr) return false;
  seat(fix.unit);
  auto& seat = seats_.at(fix.unit);
  if (seat.fix && fix.at <= seat.fix->at && seat.fix->at - nodes_agree <= now) return false;
  seat.fix = fix;
  index(fix.unit);
  return true;
}

std::vector<View::Near> View::nearest_free(UnitKind kind, geo::Position to, std::size_t count) const {
  std::vector<Near> near;
  for (const auto& hit : free_[static_cast<std::size_t>(kind)].nearest(to, count))
    near.push_back({unit(by_key_[hit.key]), hit.away});
  return near;
}

std::vector<View::Near> View::nearest_of_all(geo::Position to, std::size_t count) const {
  std::vector<Near> near;
  for (const auto& hit : everyone_.nearest(to, count)) near.push_back({unit(by_key_[hit.key]), hit.away});
  return near;
}

void View::forget_link(const IncidentId& id) {
  if (const auto* known = incident(id); known != nullptr && known->link) links_.erase(known->link->token);
}

void View::know_link(const IncidentId& id) {
  if (const auto* known = incident(id); known != nullptr && known->link)
    links_.insert_or_assign(known->link->token, id);
}

void View::seat(const UnitId& id) {
  const auto key = static_cast<geo::Nearest::Key>(by_key_.size());
  if (seats_.try_emplace(id, Seat{key, std::nullopt}).second) by_key_.push_back(id);
}

void View::index(const UnitId& id) {
  seat(id);
  const auto& seat = seats_.at(id);
  const auto& unit = units_.at(id);
  everyone_.put(seat.key, seat.fix ? seat.fix->where : unit.station.where);
  const bool can_be_sent = seat.fix && availability(unit).state == AvailabilityState::available;
  for (std::size_t kind = 0; kind < free_.size(); ++kind) {
    if (can_be_sent && kind == static_cast<std::size_t>(unit.kind))
      free_[kind].put(seat.key, seat.fix->where);
    else
      free_[kind].remove(seat.key);
  }
}

}  // namespace dispatch
