#pragma once

#include <map>
#include <string>
#include <utility>

#include "dispatch/log/apply.hpp"
#include "dispatch/rules/decide.hpp"

namespace dispatch {

// A decision in the making: copies of the entities it changes, so that each event is decided on the state
// that the ones before it leave. What is read through it, and not changed, is what the decision rests on.
class Draft final : public Entities {
 public:
  Draft(const View& view, const Actor& actor, const Command& command, TimePoint now)
      : view_{view}, by_{actor.label()}, command_{command.id}, at_{believed(command, now)}, now_{now} {}

  // How things stood before it.
  [[nodiscard]] const Reading& before() const { return before_; }
  // Of the whole region, for a bound on memory: nothing is decided by it, so the decision does not rest on
  // it.
  [[nodiscard]] std::size_t closures() const { return view_.closures().size(); }

  void add(EventBody body) { add(std::move(body), by_); }
  // What follows from a rule of the config and not from whoever gave the command.
  void add_by_rule(EventBody body) { add(std::move(body), Actor{}.label()); }
  // The decision, when all events are in.
  [[nodiscard]] Decision take();

  // When it happened, as far as whoever says so can be believed: not after now, not before what it follows.
  [[nodiscard]] TimePoint at() const { return at_; }
  void follows(TimePoint earlier);
  [[nodiscard]] const std::string& by() const { return by_; }

  Incident& incident(const IncidentId& id) override;
  Assignment& assignment(const AssignmentId& id) override;
  Unit& unit(const UnitId& id) override;
  Closure& closure(const ClosureId& id) override;
  Setup& setup() override;
  Facility& facility(const FacilityId& id) override;

 private:
  struct Copy {
    Version expected = 0;
    Entity now;
  };
  using Key = std::pair<EntityKind, std::string>;
  // Notes the version of all that is read. What is not there is not noted: an entity that an event makes must
  // not exist, which its change says, and nothing else is decided by what is missing.
  class Noted final : public Reading {
   public:
    explicit Noted(const View& view) : view_{view} {}
    const Incident* incident(const IncidentId& id) const override;
    const Assignment* assignment(const AssignmentId& id) const override;
    const Unit* unit(const UnitId& id) const override;
    const Closure* closure(const ClosureId& id) const override;
    const Setup* setup() const override;
    const Facility* facility(const FacilityId& id) const override;
    const Incident* linked(const LinkToken& token) const override;
    const Fix* fix(const UnitId& id) const override { return view_.fix(id); }
    [[nodiscard]] const std::map<Key, Version>& versions() const { return versions_; }

   private:
    template <class T>
    const T* noted(const T* entity) const;
    const View& view_;
    mutable std::map<Key, Version> versions_;
  };
  template <class T>
  T& copy_of(const IdOf<T>& id);
  static TimePoint believed(const Command& command, TimePoint now);
  void follow(const EntityRef& ref);
  void add(EventBody body, std::string by);
  Version raise_version(const EntityRef& ref);

  const View& view_;
  Noted before_{view_};
  std::string by_;
  CommandId command_;
  TimePoint at_;
  TimePoint now_;
  std::map<Key, Copy> copies_;
  Decision decision_;
};

}  // namespace dispatch
