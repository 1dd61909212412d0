#pragma once

#include <algorithm>
#include <array>
#include <boost/describe/enum.hpp>

namespace dispatch {

// What an incident is at. All but the endings by hand are derived (see state_of in picture.hpp): from what is
// known of it, and from the furthest of its assignments.
enum class IncidentState {
  received,
  located,
  triaged,
  pending,  // place and triage known, nobody on it
  scheduled,
  due,
  assigned,
  responding,
  on_scene,
  transporting,
  at_destination,
  closed,
  merged,
  cancelled,
  referred,  // advice only
  hoax,
};
BOOST_DESCRIBE_ENUM(IncidentState, received, located, triaged, pending, scheduled, due, assigned, responding,
                    on_scene, transporting, at_destination, closed, merged, cancelled, referred, hoax)

enum class IncidentAct { change, dispatch, end, reopen };
BOOST_DESCRIBE_ENUM(IncidentAct, change, dispatch, end, reopen)

namespace incident_life {

struct Row {
  IncidentState from;
  bool change;    // place, triage
  bool dispatch;  // send a unit
  bool end;       // cancelled, hoax, referred, merged
  bool reopen;
};

// What a person may do to an incident in each state. A note may always be added.
// clang-format off
inline constexpr auto table = [] {
  using enum IncidentState;
  return std::to_array<Row>({
      {received,       true,  true,  true,  false},
      {located,        true,  true,  true,  false},
      {triaged,        true,  true,  true,  false},
      {pending,        true,  true,  true,  false},
      {scheduled,      true,  true,  true,  false},
      {due,            true,  true,  true,  false},
      {assigned,       true,  true,  true,  false},
      {responding,     true,  true,  true,  false},
      {on_scene,       true,  true,  true,  false},
      {transporting,   true,  true,  false, false},  // a patient is on board: it ends where the patient is handed over
      {at_destination, true,  true,  false, false},
      {closed,         false, false, false, true },
      {merged,         false, false, false, true },
      {cancelled,      false, false, false, true },
      {referred,       false, false, false, true },
      {hoax,           false, false, false, true },
  });
}();
// clang-format on

constexpr bool allows(IncidentState from, IncidentAct act) {
  const auto found = std::ranges::find(table, from, &Row::from);
  if (found == table.end()) return false;
  switch (act) {
    case IncidentAct::change: return found->change;
    case IncidentAct::dispatch: return found->dispatch;
    case IncidentAct::end: return found->end;
    case IncidentAct::reopen: return found->reopen;
  }
  return false;
}

constexpr bool is_over(IncidentState state) {
  return allows(state, IncidentAct::reopen);
}

}  // namespace incident_life
}  // namespace dispatch
