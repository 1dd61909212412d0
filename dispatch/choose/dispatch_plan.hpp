#pragma once

#include <functional>
#include <map>
#include <optional>
#include <vector>

#include "dispatch/choose/plan.hpp"
#include "dispatch/choose/recommend.hpp"

namespace dispatch {

// What a row of the plan rests on, as far as a commit can check it.
struct PlanBasis {
  std::size_t jobs = 0;                    // that the call had had
  std::optional<std::uint64_t> slot = {};  // that was open, and the unit may fill
  std::optional<geo::Position> pin;
  std::optional<Priority> priority;
  std::optional<AssignmentId> job;         // that the unit is taken off
  std::optional<Priority> other_priority;  // of the call of that job
  ByPlan says;
};

// The unit is on its way to another call, and is to be taken off that.
struct TakenOff {
  IncidentId incident;
  AssignmentId assignment;
  std::optional<std::int64_t> costs_s;  // so much longer that one waits; none: nobody else can go there yet
};
BOOST_DESCRIBE_STRUCT(TakenOff, (), (incident, assignment, costs_s))

// On its way to the call, and to be stood down.
struct Replaced {
  UnitId unit;
  AssignmentId assignment;
};
BOOST_DESCRIBE_STRUCT(Replaced, (), (unit, assignment))

// Another unit was shown first, and why it is not any more.
struct ChangedChoice {
  enum class Why { sooner, not_free, goes_elsewhere };
  BOOST_DESCRIBE_NESTED_ENUM(Why, sooner, not_free, goes_elsewhere)
  UnitId was;
  Why why = Why::sooner;
  std::optional<std::int64_t> value;  // by so many seconds, of `sooner`
  std::optional<IncidentId> goes_to;
  TimePoint at;
};
BOOST_DESCRIBE_STRUCT(ChangedChoice, (), (was, why, value, goes_to, at))

struct Alternative {
  Option option;
  std::optional<IncidentId> goes_to;  // by the plan
};
BOOST_DESCRIBE_STRUCT(Alternative, (), (option, goes_to))

// A row of the plan: who is to be at a call first, or who must come besides.
struct PlannedCall {
  IncidentId incident;
  std::optional<std::uint64_t> slot;   // of a further unit, by its place among the call's
  std::optional<Option> sends;         // none: nobody can go, or nobody knows where
  std::optional<std::int64_t> gain_s;  // against whoever could go without taking anybody off anything
  std::optional<TakenOff> taken_off;
  std::optional<Replaced> replaces;
  std::vector<Alternative> others;  // free units, soonest first
  std::vector<PassedOver> passed_over;
  std::optional<ChangedChoice> changed;
  PlanBasis basis = {};
};
BOOST_DESCRIBE_STRUCT(PlannedCall, (),
                      (incident, slot, sends, gain_s, taken_off, replaces, others, passed_over, changed))

// Who goes where: of each call that waits, of each that another unit had better go to than is on its way, and
// of each that needs another one.
struct DispatchPlan {
  TimePoint at;
  std::vector<PlannedCall> calls;  // most urgent first; those of a call follow each other
  std::size_t left_out = 0;        // that wait, too: those are advised one by one
  // Its first row; null: the plan has none of it.
  [[nodiscard]] const PlannedCall* call(const IncidentId& incident) const;
  // The row that sends this unit there.
  [[nodiscard]] const PlannedCall* sending(const IncidentId& incident, const UnitId& unit) const;
};
BOOST_DESCRIBE_STRUCT(DispatchPlan, (), (at, calls, left_out))

// The plan's numbers of a region.
[[nodiscard]] PlanRules plan_rules(const Policy& policy);
[[nodiscard]] PlanSettings plan_settings(const Policy& policy);

// May the plan send this unit to this call? A job that it has not reached does not stand in the way.
[[nodiscard]] bool may_serve(const Reading& view, const Policy& policy, const Incident& incident,
                             const Unit& unit, TimePoint now);

// Calls that are planned, most urgent first: with a pin, and nobody has reached them, or somebody must come
// besides.
[[nodiscard]] std::vector<const Incident*> calls_to_plan(const View& view);

// What is known of ways to a call besides the region's roads.
using KnownWays = std::function<KnownTravels(const Incident&)>;
// What a row of the plan is of.
struct PlanRow {
  IncidentId incident;
  std::optional<std::uint64_t> slot;
  friend bool operator==(const PlanRow&, const PlanRow&) = default;
  friend auto operator<=>(const PlanRow&, const PlanRow&) = default;
};
// Who was shown first, and the job that it was to be taken off.
struct ShownChoice {
  UnitId unit;
  std::optional<AssignmentId> job;
};
using ShownChoices = std::map<PlanRow, ShownChoice>;

struct PlanSources {
  const View& view;
  const TravelTimes& travel;
  const KnownWays& known;
  const ShownChoices& shown;
  TimePoint now;
};

// Looks up the ways to this call, of as many calls, so that the plan has them in hand.
void look_up_ways(const PlanSources& from, const Incident& call, std::size_t calls);

[[nodiscard]] DispatchPlan dispatch_plan(const PlanSources& from);

}  // namespace dispatch
