#pragma once

#include <span>
#include <unordered_set>

#include "dispatch/choose/dispatch_plan.hpp"

namespace dispatch {

// Calls that are assigned together, the units that may go there, and when each would be there. A call that
// needs more than one unit has a row for each.
struct PlanBoard {
  struct Call {
    const Incident* incident = nullptr;
    // That must be filled besides, by its place among the call's; none: whoever is there first.
    std::optional<std::size_t> slot = {};
    std::optional<std::size_t> first = {};  // of a slot: the row of whoever is there first, if nobody is yet
    const Assignment* job = nullptr;        // of whoever is on its way and there first; null: it waits
    TimePoint received;
    Priority priority = Priority::P1;
    int changes = 0;  // of the unit that was to come
  };
  struct Mover {
    const Unit* unit = nullptr;
    const Fix* fix = nullptr;
    const Assignment* job = nullptr;  // that it is on its way to; null: it is free
  };
  struct Way {
    Travel travel;  // as it may be
    seconds turnout{};
    geo::Metres away;
    bool is_cut_off = false;  // no road leads there: only where nobody else can go
    [[nodiscard]] seconds takes() const { return turnout + travel.time; }
  };
  using Ways = std::vector<std::optional<Way>>;  // by unit
  std::vector<Call> calls;
  std::vector<Mover> units;
  std::vector<Ways> ways;  // by call
};

// Of these calls; who is in `taken` goes elsewhere.
[[nodiscard]] PlanBoard plan_board(const PlanSources& from, std::span<const Incident* const> calls,
                                   const std::unordered_set<UnitId>& taken);

}  // namespace dispatch
