#pragma once

#include <map>
#include <optional>
#include <span>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "dispatch/log/entry.hpp"
#include "dispatch/log/reading.hpp"
#include "dispatch/model/capabilities.hpp"
#include "dispatch/model/model.hpp"
#include "geo/nearest.hpp"

namespace dispatch {

// The live state of a region as one node knows it: what the log made of it, and the latest positions.
class View final : public Reading {
  template <class T>
  using Map = std::unordered_map<IdOf<T>, T>;

 public:
  enum class Outcome { applied, old, gap };

  [[nodiscard]] const Incident* incident(const IncidentId& id) const override;
  [[nodiscard]] const Assignment* assignment(const AssignmentId& id) const override;
  [[nodiscard]] const Unit* unit(const UnitId& id) const override;
  [[nodiscard]] const Closure* closure(const ClosureId& id) const override;
  [[nodiscard]] const Setup* setup() const override;  // null until somebody has read one
  [[nodiscard]] const Facility* facility(const FacilityId& id) const override;
  [[nodiscard]] const Fix* fix(const UnitId& id) const override;
  [[nodiscard]] const Incident* linked(const LinkToken& token) const override;  // a lookup in a hash table
  // All of one kind, by id.
  template <class T>
  [[nodiscard]] const auto& all() const {
    return std::get<Map<T>>(entities_);
  }
  [[nodiscard]] const auto& incidents() const { return all<Incident>(); }
  [[nodiscard]] const auto& assignments() const { return all<Assignment>(); }
  [[nodiscard]] const auto& units() const { return all<Unit>(); }
  [[nodiscard]] const auto& closures() const { return all<Closure>(); }
  [[nodiscard]] const auto& facilities() const { return all<Facility>(); }
  template <class T>
  [[nodiscard]] const T* find(const IdOf<T>& id) const {
    const auto found = all<T>().find(id);
    return found == all<T>().end() ? nullptr : &found->second;
  }

  // Applies per entity: what it already has is skipped, the next version is applied. A gap means that
  // something was missed: nothing more can be trusted and all must be loaded anew.
  Outcome apply(const Event& event) { return apply(event, Absent::is_missed); }
  // What an entry says, event by event; false: a gap.
  bool apply(const Entry& entry) { return apply(entry, Absent::is_missed); }
  // The same for a view of which each entity was read at another moment while the log went on. One that is
  // not here, and did not begin since, had left before it could be read.
  bool catch_up(const Entry& entry) { return apply(entry, Absent::has_left); }
  // An entity as the store has it.
  void load(Entity entity);
  // The same for one that an event touched which is not wholly known here; what is newer stays.
  void renew(Entity entity);
  // It has left the live state, by an event that is not known here.
  void leave(const Touch& entity);
  // As the store has it, it cannot be read: a newer version wrote it. What is known of it is still shown and
  // followed; a decision may not write it.
  void lock(const Touch& entity);
  [[nodiscard]] bool is_locked(EntityKind kind, std::string_view id) const;
  // The newest position of its unit wins, and what is said of its doubt last; an older one, or one of a unit
  // that is not known, changes nothing.
  // One that lies after now, by a clock that was set back since, is not newer than anything.
  bool moved(const Fix& fix, TimePoint now = TimePoint::max());
  // Positions that lie after now say nothing of when they were: those units are somewhere, nobody knows
  // where.
  void forget_moved_after(TimePoint now);

  // Free units of one kind on duty that have a position, nearest first.
  struct Near {
    const Unit* unit;
    geo::Metres away;
  };
  [[nodiscard]] std::vector<Near> nearest_free(UnitKind kind, geo::Position to, std::size_t count) const;
  // Units of one kind that can do the same.
  struct Alike {
    UnitKind kind = UnitKind::ambulance;
    Capabilities capabilities;
    std::size_t units = 0;  // that are on the list
    geo::Nearest free;      // of them those that can be sent
  };
  [[nodiscard]] const std::vector<Alike>& alike() const { return alike_; }
  [[nodiscard]] std::vector<Near> nearest_free(const Alike& units, geo::Position to, std::size_t count) const;
  // Every unit, free or not; one without a position is taken to be at its station.
  [[nodiscard]] std::vector<Near> nearest_of_all(geo::Position to, std::size_t count) const;

 private:
  template <class T>
  auto& mine() {
    return std::get<Map<T>>(entities_);
  }
  class Target;
  enum class Absent { is_missed, has_left };  // what an event touches that is not here
  Outcome apply(const Event& event, Absent absent);
  bool apply(const Entry& entry, Absent absent);
  Outcome pass_over(const Event& event);
  void erase(const Touch& entity);
  [[nodiscard]] bool is_there(const Touch& entity) const;
  [[nodiscard]] Version version_of(const Touch& entity) const;  // 0: it is not here
  void set_version(const Touch& entity);
  struct Seat {  // a unit's place in the index
    geo::Nearest::Key key;
    std::optional<Fix> fix;
    std::optional<std::size_t> alike;  // none: it is on no list
  };
  void forget_link(const IncidentId& id);
  void know_link(const IncidentId& id);
  void seat(const UnitId& id);
  void unit_changed(const UnitId& id);
  [[nodiscard]] std::size_t alike_to(const Unit& unit);
  void index(const UnitId& id);

  boost::mp11::mp_rename<boost::mp11::mp_transform<Map, Entity>, std::tuple> entities_;
  std::unordered_map<LinkToken, IncidentId> links_;
  std::unordered_map<UnitId, Seat> seats_;
  std::vector<UnitId> by_key_;
  std::map<std::pair<EntityKind, std::string>, Version> locked_;  // with the store's version
  std::vector<Alike> alike_;
  geo::Nearest everyone_;
};

}  // namespace dispatch
