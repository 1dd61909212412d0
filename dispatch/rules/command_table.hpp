#pragma once

#include <optional>
#include <string_view>
#include <tuple>
#include <type_traits>

#include "dispatch/model/rights.hpp"
#include "dispatch/rules/command.hpp"

namespace dispatch {

// One row a command; what has none does not compile. Its rule is `Rules::operator()` of its type.
template <class T>
struct CommandRow {
  using Command = T;
  // Who may give it; nothing: Siaga itself, when a time has come or at start, or a caller by the link.
  std::optional<Right> right;
  // What it is about, of those that Siaga gives itself: no two about one thing are under way at once.
  std::string_view (*about)(const T&) = [](const T&) { return std::string_view{}; };
};

inline constexpr std::tuple command_table{
    CommandRow<ReceiveIncident>{Right::take_calls},
    CommandRow<LocateIncident>{Right::take_calls},
    CommandRow<ProposePlace>{Right::take_calls},
    CommandRow<LinkIncident>{Right::take_calls},
    CommandRow<UnlinkIncident>{Right::take_calls},
    CommandRow<TriageIncident>{Right::take_calls},
    CommandRow<NoteIncident>{Right::take_calls},
    CommandRow<EndIncident>{Right::end_incidents},
    CommandRow<ReopenIncident>{Right::end_incidents},
    CommandRow<DispatchUnit>{Right::send_units},
    CommandRow<ReassignUnit>{Right::send_units},
    CommandRow<StopSending>{Right::send_units},
    CommandRow<StepAssignment>{Right::step_jobs},
    CommandRow<ChangeDuty>{Right::set_duty},
    CommandRow<MoveUnitUp>{Right::send_units},
    CommandRow<AnswerMove>{Right::step_jobs},
    CommandRow<CloseRoad>{Right::close_roads},
    CommandRow<ExtendClosure>{Right::close_roads},
    CommandRow<OpenRoad>{Right::close_roads},
    CommandRow<BindAssignment>{Right::step_jobs},
    CommandRow<UnbindAssignment>{Right::step_jobs},
    CommandRow<SayOutcome>{Right::say_outcomes},
    CommandRow<ExpectPatient>{Right::expect_patients},
    CommandRow<ChangeFacilityStatus>{Right::change_facilities},
    CommandRow<CountBeds>{Right::change_facilities},
    CommandRow<HearCaller>{},
    CommandRow<ExpireAssignment>{{}, [](const auto& c) { return c.assignment.view(); }},
    CommandRow<MarkLate>{{}, [](const auto& c) { return c.assignment.view(); }},
    CommandRow<MarkMoving>{{}, [](const auto& c) { return c.assignment.view(); }},
    CommandRow<BeginCountdown>{{}, [](const auto& c) { return c.incident.view(); }},
    CommandRow<EndCountdown>{{}, [](const auto& c) { return c.incident.view(); }},
    CommandRow<SendByRule>{{}, [](const auto& c) { return c.incident.view(); }},
    CommandRow<MarkDue>{{}, [](const auto& c) { return c.incident.view(); }},
    CommandRow<MarkOverdue>{{}, [](const auto& c) { return c.incident.view(); }},
    CommandRow<ArchiveIncident>{{}, [](const auto& c) { return c.incident.view(); }},
    CommandRow<EndClosure>{{}, [](const auto& c) { return c.closure.view(); }},
    CommandRow<RegisterUnit>{{}, [](const auto& c) { return c.unit.id.view(); }},
    CommandRow<RetireUnit>{{}, [](const auto& c) { return c.unit.view(); }},
    CommandRow<RegisterFacility>{{}, [](const auto& c) { return c.facility.id.view(); }},
    CommandRow<RetireFacility>{{}, [](const auto& c) { return c.facility.view(); }},
    CommandRow<ReadSetup>{},
};

template <class T>
[[nodiscard]] constexpr const CommandRow<T>& row_of() {
  static_assert(boost::mp11::mp_contains<ClientCommand, T>::value ==
                    std::get<CommandRow<T>>(command_table).right.has_value(),
                "what clients may send needs a right, and what they may not has none");
  return std::get<CommandRow<T>>(command_table);
}

[[nodiscard]] inline std::optional<Right> right_for(const CommandBody& body) {
  return std::visit([]<class T>(const T&) { return row_of<T>().right; }, body);
}

[[nodiscard]] inline std::string_view what_about(const CommandBody& body) {
  return std::visit([]<class T>(const T& c) { return row_of<T>().about(c); }, body);
}

}  // namespace dispatch
