#include "dispatch/log/view.hpp"

#include <algorithm>

#include "dispatch/log/apply.hpp"

namespace dispatch {
namespace {

constexpr seconds nodes_agree{2};  // on what time it is

// Newer, or the same with another doubt.
bool is_news(const Fix& known, const Fix& fix) {
  const bool is_same = fix.at == known.at && fix.where == known.where;
  return fix.at > known.at || (is_same && (fix.doubt != known.doubt || fix.off_by_m != known.off_by_m));
}

}  // namespace

// The view's own entities, as the place where an event is applied.
class View::Target final : public Entities {
 public:
  explicit Target(View& view) : view_{view} {}
  Incident& incident(const IncidentId& id) override { return view_.mine<Incident>()[id]; }
  Assignment& assignment(const AssignmentId& id) override { return view_.mine<Assignment>()[id]; }
  Unit& unit(const UnitId& id) override { return view_.mine<Unit>()[id]; }
  Closure& closure(const ClosureId& id) override { return view_.mine<Closure>()[id]; }
  Setup& setup() override { return view_.mine<Setup>()[Setup{}.id]; }
  Facility& facility(const FacilityId& id) override { return view_.mine<Facility>()[id]; }

 private:
  View& view_;
};

Version View::version_of(const Touch& entity) const {
  return with_type_of(entity.kind, [&]<class T>(std::type_identity<T>) {
    const auto id = IdOf<T>::from(entity.id);
    const auto* known = id ? find<T>(*id) : nullptr;
    return known == nullptr ? Version{0} : known->v;
  });
}

void View::set_version(const Touch& entity) {
  with_type_of(entity.kind,
               [&]<class T>(std::type_identity<T>) { mine<T>()[*IdOf<T>::from(entity.id)].v = entity.v; });
}

const Incident* View::incident(const IncidentId& id) const {
  return find<Incident>(id);
}
const Assignment* View::assignment(const AssignmentId& id) const {
  return find<Assignment>(id);
}
const Unit* View::unit(const UnitId& id) const {
  return find<Unit>(id);
}
const Closure* View::closure(const ClosureId& id) const {
  return find<Closure>(id);
}
const Setup* View::setup() const {
  return find<Setup>(Setup{}.id);
}
const Facility* View::facility(const FacilityId& id) const {
  return find<Facility>(id);
}
const Fix* View::fix(const UnitId& id) const {
  const auto seat = seats_.find(id);
  return seat != seats_.end() && seat->second.fix ? &*seat->second.fix : nullptr;
}

const Incident* View::linked(const LinkToken& token) const {
  const auto id = links_.find(token);
  return id == links_.end() ? nullptr : incident(id->second);
}

bool View::is_there(const Touch& entity) const {
  return version_of(entity) > 0;
}

bool View::is_locked(EntityKind kind, std::string_view id) const {
  return locked_.contains({kind, std::string{id}});
}

void View::lock(const Touch& entity) {
  locked_[{entity.kind, entity.id}] = entity.v;
  if (is_there(entity)) set_version(entity);
}

void View::renew(Entity entity) {
  const auto is_newer = std::visit(
      [&]<class T>(const T& one) {
        return one.v >= version_of({kind_of<T>, std::string{one.id.view()}, 0});
      },
      entity);
  if (is_newer) load(std::move(entity));
}

void View::leave(const Touch& entity) {
  locked_.erase({entity.kind, entity.id});
  const bool stays =
      entity.kind == EntityKind::unit || entity.kind == EntityKind::facility;  // retired, at most
  if (!stays) erase(entity);
}

void View::erase(const Touch& entity) {
  if (entity.kind == EntityKind::incident) forget_link(*IncidentId::from(entity.id));
  with_type_of(entity.kind,
               [&]<class T>(std::type_identity<T>) { mine<T>().erase(*IdOf<T>::from(entity.id)); });
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
    set_version(touch);
  }
  return all_old && !event.touches.empty() ? Outcome::old : Outcome::applied;
}

bool View::apply(const Entry& entry, Absent absent) {
  bool is_whole = true;
  for (const auto& event : entry.events) is_whole = is_whole && apply(event, absent) != Outcome::gap;
  if (!is_whole) return false;
  for (const auto& entity : entry.renewed) renew(entity);
  for (const auto& entity : entry.left) leave(entity);
  for (const auto& entity : entry.locked) lock(entity);
  return true;
}

View::Outcome View::apply(const Event& event, Absent absent) {
  if (std::holds_alternative<UnknownEvent>(event.body)) return pass_over(event);
  Target target{*this};
  bool all_old = true;
  std::vector<Touch> not_here;  // locked and never read, or no longer live
  for (const auto& touch : event.touches) {
    const auto locked = locked_.find({touch.kind, touch.id});
    const auto have = locked == locked_.end() ? version_of(touch) : locked->second;
    const bool has_left = absent == Absent::has_left && have == 0 && touch.v > 1;
    if (has_left || (locked != locked_.end() && !is_there(touch))) not_here.push_back(touch);
    if (has_left) continue;
    if (touch.v > have + 1) return Outcome::gap;
    if (locked != locked_.end()) locked->second = std::max(locked->second, touch.v);
    all_old = all_old && touch.v <= have;
  }
  if (all_old) return Outcome::old;

  // While loading, some entities of an event may already be ahead of it: those keep what they have.
  std::vector<Entity> ahead;
  for (const auto& touch : event.touches) {
    if (touch.v > version_of(touch)) continue;
    with_type_of(touch.kind, [&]<class T>(std::type_identity<T>) {
      ahead.emplace_back(mine<T>()[*IdOf<T>::from(touch.id)]);
    });
  }
  for (const auto& touch : event.touches)
    if (touch.kind == EntityKind::incident) forget_link(*IncidentId::from(touch.id));
  dispatch::apply(target, event);
  for (const auto& touch : event.touches) set_version(touch);
  for (auto& entity : ahead) load(std::move(entity));

  if (const auto* archived = std::get_if<IncidentArchived>(&event.body)) {
    mine<Incident>().erase(archived->incident);
    for (const auto& id : archived->assignments) mine<Assignment>().erase(id);
  }
  if (const auto* opened = std::get_if<RoadOpened>(&event.body)) mine<Closure>().erase(opened->closure);
  for (const auto& touch : not_here) erase(touch);
  for (const auto& touch : event.touches) {
    if (touch.kind == EntityKind::incident) know_link(*IncidentId::from(touch.id));
    if (touch.kind == EntityKind::unit && is_there(touch)) unit_changed(*UnitId::from(touch.id));
  }
  return Outcome::applied;
}

void View::load(Entity entity) {
  std::visit(
      [&]<class T>(T& one) {
        locked_.erase({kind_of<T>, std::string{one.id.view()}});
        const auto id = one.id;
        if constexpr (std::is_same_v<T, Incident>) forget_link(id);
        mine<T>()[id] = std::move(one);
        if constexpr (std::is_same_v<T, Incident>) know_link(id);
        if constexpr (std::is_same_v<T, Unit>) unit_changed(id);
      },
      entity);
}

void View::forget_moved_after(TimePoint now) {
  for (auto& [id, seat] : seats_) {
    if (!seat.fix || seat.fix->at - nodes_agree <= now) continue;
    seat.fix.reset();
    index(id);
  }
}

bool View::moved(const Fix& fix, TimePoint now) {
  const auto* known = unit(fix.unit);
  if (known == nullptr || known->duty.state == DutyState::retired) return false;
  seat(fix.unit);
  auto& seat = seats_.at(fix.unit);
  if (seat.fix && !is_news(*seat.fix, fix) && seat.fix->at - nodes_agree <= now) return false;
  seat.fix = fix;
  index(fix.unit);
  return true;
}

std::vector<View::Near> View::nearest_free(const Alike& units, geo::Position to, std::size_t count) const {
  std::vector<Near> near;
  for (const auto& hit : units.free.nearest(to, count)) near.push_back({unit(by_key_[hit.key]), hit.away});
  return near;
}

std::vector<View::Near> View::nearest_free(UnitKind kind, geo::Position to, std::size_t count) const {
  std::vector<Near> near;
  for (const auto& units : alike_)
    if (units.kind == kind) std::ranges::move(nearest_free(units, to, count), std::back_inserter(near));
  std::ranges::stable_sort(near, {}, &Near::away);
  if (near.size() > count) near.resize(count);
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
  if (seats_.try_emplace(id, Seat{key, std::nullopt, std::nullopt}).second) by_key_.push_back(id);
}

std::size_t View::alike_to(const Unit& unit) {
  auto capabilities = capabilities_of(unit);
  const auto known = std::ranges::find_if(
      alike_, [&](const Alike& one) { return one.kind == unit.kind && one.capabilities == capabilities; });
  if (known != alike_.end()) return static_cast<std::size_t>(known - alike_.begin());
  // There are never more than units, whatever crews say they can do.
  auto unused = std::ranges::find(alike_, std::size_t{0}, &Alike::units);
  if (unused == alike_.end()) unused = alike_.emplace(alike_.end());
  unused->kind = unit.kind;
  unused->capabilities = std::move(capabilities);
  return static_cast<std::size_t>(unused - alike_.begin());
}

void View::unit_changed(const UnitId& id) {
  seat(id);
  const auto& unit = units().at(id);
  auto& seat = seats_.at(id);
  std::optional<std::size_t> now;
  if (unit.duty.state != DutyState::retired) now = alike_to(unit);
  if (seat.alike != now) {
    if (seat.alike) {
      --alike_[*seat.alike].units;
      alike_[*seat.alike].free.remove(seat.key);
    }
    if (now) ++alike_[*now].units;
    seat.alike = now;
  }
  index(id);
}

void View::index(const UnitId& id) {
  auto& seat = seats_.at(id);
  const auto& unit = units().at(id);
  if (!seat.alike) {
    seat.fix.reset();
    everyone_.remove(seat.key);
    return;
  }
  everyone_.put(seat.key, seat.fix ? seat.fix->where : unit.station.where);
  auto& free = alike_[*seat.alike].free;
  if (seat.fix && availability(unit).state == AvailabilityState::available)
    free.put(seat.key, seat.fix->where);
  else
    free.remove(seat.key);
}

}  // namespace dispatch
