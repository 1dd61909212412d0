#pragma once

#include <map>
#include <string>

#include "dispatch/log/apply.hpp"
#include "dispatch/rules/decide.hpp"

namespace dispatch {

// A decision in the making: copies of the entities it changes, so that each event is decided on the state
// that the ones before it leave.
class Draft final : public Entities {
 public:
  Draft(const View& view, const Actor& actor, const Command& command, TimePoint now)
      : view_{view}, by_{actor.label()}, command_{command.id}, at_{believed(command, now)}, now_{now} {}

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

 private:
  struct Copy {
    Version expected = 0;
    Entity now;
  };
  template <class T, class Id>
  T& copy_of(const Id& id, const T* known);
  static TimePoint believed(const Command& command, TimePoint now);
  void follow(const EntityRef& ref);
  void add(EventBody body, std::string by);
  Version raise_version(const EntityRef& ref);

  const View& view_;
  std::string by_;
  CommandId command_;
  TimePoint at_;
  TimePoint now_;
  std::map<std::string, Copy> copies_;  // by kind and id
  Decision decision_;
};

}  // namespace dispatch
