#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "dispatch/log/slots.hpp"
#include "dispatch/rules/decide.hpp"
#include "dispatch/rules/draft.hpp"
#include "dispatch/rules/locating.hpp"

namespace dispatch {

// The rules of dispatching, one for each command: what it comes to, or why not. Those about incidents stand
// in incident_rules.cpp, about units and their assignments in unit_rules.cpp, about what Siaga sends by
// itself in sending_rules.cpp, about what came of jobs in outcome_rules.cpp, about where units wait in
// move_rules.cpp, about roads in road_rules.cpp, about facilities and destinations in facility_rules.cpp.
class Rules {
 public:
  Rules(Draft& draft, const Policy& policy, const Actor& actor, const Command& command, TimePoint now)
      : draft_{draft}, view_{draft.before()}, policy_{policy}, actor_{actor}, command_{command}, now_{now} {}

  OrRefusal<Decision> operator()(const ReceiveIncident& c);
  OrRefusal<Decision> operator()(const LocateIncident& c);
  OrRefusal<Decision> operator()(const ProposePlace& c);
  OrRefusal<Decision> operator()(const LinkIncident& c);
  OrRefusal<Decision> operator()(const UnlinkIncident& c);
  OrRefusal<Decision> operator()(const HearCaller& c);
  OrRefusal<Decision> operator()(const TriageIncident& c);
  OrRefusal<Decision> operator()(const NoteIncident& c);
  OrRefusal<Decision> operator()(const EndIncident& c);
  OrRefusal<Decision> operator()(const ReopenIncident& c);
  OrRefusal<Decision> operator()(const MarkDue& c);
  OrRefusal<Decision> operator()(const MarkOverdue& c);
  OrRefusal<Decision> operator()(const ArchiveIncident& c);

  OrRefusal<Decision> operator()(const DispatchUnit& c);
  OrRefusal<Decision> operator()(const ReassignUnit& c);
  OrRefusal<Decision> operator()(const StepAssignment& c);
  OrRefusal<Decision> operator()(const SayOutcome& c);
  OrRefusal<Decision> operator()(const ExpireAssignment& c);
  OrRefusal<Decision> operator()(const MarkLate& c);
  OrRefusal<Decision> operator()(const MarkMoving& c);
  OrRefusal<Decision> operator()(const StopSending& c);
  OrRefusal<Decision> operator()(const BeginCountdown& c);
  OrRefusal<Decision> operator()(const EndCountdown& c);
  OrRefusal<Decision> operator()(const SendByRule& c);
  OrRefusal<Decision> operator()(const ChangeDuty& c);
  OrRefusal<Decision> operator()(const RegisterUnit& c);
  OrRefusal<Decision> operator()(const RetireUnit& c);
  OrRefusal<Decision> operator()(const ReadSetup& c);

  OrRefusal<Decision> operator()(const MoveUnitUp& c);
  OrRefusal<Decision> operator()(const AnswerMove& c);

  OrRefusal<Decision> operator()(const CloseRoad& c);
  OrRefusal<Decision> operator()(const ExtendClosure& c);
  OrRefusal<Decision> operator()(const OpenRoad& c);
  OrRefusal<Decision> operator()(const EndClosure& c);

  OrRefusal<Decision> operator()(const BindAssignment& c);
  OrRefusal<Decision> operator()(const UnbindAssignment& c);
  OrRefusal<Decision> operator()(const ExpectPatient& c);
  OrRefusal<Decision> operator()(const ChangeFacilityStatus& c);
  OrRefusal<Decision> operator()(const CountBeds& c);
  OrRefusal<Decision> operator()(const RegisterFacility& c);
  OrRefusal<Decision> operator()(const RetireFacility& c);

 private:
  // What the command names, if it is there and, where the command says so, as it was seen.
  [[nodiscard]] OrRefusal<const Incident*> known(const IncidentId& id) const;
  [[nodiscard]] OrRefusal<const Assignment*> known(const AssignmentId& id) const;
  [[nodiscard]] OrRefusal<const Unit*> known(const UnitId& id) const;
  [[nodiscard]] OrRefusal<const Closure*> known(const ClosureId& id) const;
  [[nodiscard]] OrRefusal<const Facility*> known(const FacilityId& id) const;  // and on the list
  [[nodiscard]] OrRefusal<const Incident*> allowing(const IncidentId& id, IncidentAct act) const;
  OrRefusal<Decision> on_incident(const IncidentId& id, IncidentAct act, EventBody event);
  OrRefusal<Decision> deadline_event(EventBody event, TimePoint deadline);
  [[nodiscard]] std::optional<Refusal> wrong_step(const Assignment& job, AssignmentState to) const;
  void finish(const Assignment& job, AssignmentState to, std::optional<std::string> reason,
              std::optional<IncidentId> diverted_to);
  template <class T>
  [[nodiscard]] OrRefusal<const T*> checked(const T* entity) const;

  // Who stands for a pin; nobody, when Siaga itself or another program says it.
  [[nodiscard]] std::optional<Confirmation> person() const;
  [[nodiscard]] std::optional<Refusal> wrong_pin(const std::optional<geo::Position>& pin,
                                                 std::string_view field) const;
  OrRefusal<Decision> propose(const Incident& incident, Proposal what, const std::vector<SaidPlace>& said,
                              bool may_be_the_pin, const std::optional<Locality>& locality);
  [[nodiscard]] std::optional<Refusal> wrong_merge(const EndIncident& c) const;
  // Ends with others merged into it that whoever ends it does not speak of.
  [[nodiscard]] std::optional<Refusal> forgets_merged(const Incident& incident, const EndIncident& c) const;
  // What it needs by the region's plan, filled by who is on it already.
  [[nodiscard]] Response response_for(const std::optional<Triage>& triage,
                                      const std::vector<Goer>& goers) const;
  [[nodiscard]] std::optional<Refusal> wrong_triage(const std::optional<Triage>& triage) const;
  [[nodiscard]] std::optional<Refusal> wrong_crew(const ChangeDuty& c) const;
  [[nodiscard]] FigureSource source() const;
  // Opens an assignment; the unit's present one ends first where it is diverted.
  struct Sending {
    UnitId unit;
    bool divert = false;
    std::optional<std::string> reason;
    std::optional<AssignmentId> instead_of = {};  // which ends by the same command
    std::optional<ByPlan> plan = {};
    std::optional<SendingRule> rule = {};
    std::optional<seconds> promised = {};
  };
  OrRefusal<Decision> open(const Incident& incident, const Sending& how);
  OrRefusal<Decision> send_by_plan(const Incident& incident, Sending how,
                                   const std::optional<PlanBasis>& basis);
  // Why Siaga may not send to it by itself, by this rule.
  [[nodiscard]] std::optional<Refusal> not_by_rule(const Incident& incident, const SendingRule& rule,
                                                   const std::optional<std::uint64_t>& slot) const;
  [[nodiscard]] bool still_holds(const Incident& incident, const UnitId& unit_id,
                                 const PlanBasis& basis) const;
  std::optional<Refusal> make_free(const Unit& unit, const Incident& incident, bool divert);
  // Whether a rule spoke against this unit and a person overruled it. Without their reason it is refused.
  [[nodiscard]] OrRefusal<bool> overruled_by_hand(const Incident& incident, const Unit& unit,
                                                  const Sending& how) const;

  Draft& draft_;
  const Reading& view_;  // through the draft, which notes what is read
  const Policy& policy_;
  const Actor& actor_;
  const Command& command_;
  TimePoint now_;
};

// Words of the refusals.
[[nodiscard]] inline std::string text(std::string_view view) {
  return std::string{view};
}
[[nodiscard]] Refusal illegal_step(std::string_view what, std::string_view from, std::string_view to);
[[nodiscard]] Refusal needs_reason(std::string why);
[[nodiscard]] bool says_something(const std::optional<std::string>& reason);

}  // namespace dispatch
