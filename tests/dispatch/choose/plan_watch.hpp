#pragma once

#include "dispatch/choose/plan_keeper.hpp"
#include "tests/support/town.hpp"

namespace tests {

// Somebody who keeps the plan of a town, and reads its log.
class PlanWatch {
 public:
  explicit PlanWatch(const Town& town, std::shared_ptr<const geo::roads::Network> roads = nullptr)
      : travel{town.policy, std::move(roads)}, town_{town} {}

  // What is told until nothing more is due: the last of it, if anything is.
  std::optional<dispatch::DispatchPlan> tells() {
    for (; read_ < town_.log().size(); ++read_) keeper.happened({read_ + 1, {town_.log()[read_]}});
    std::optional<dispatch::DispatchPlan> told;
    while (keeper.step({town_.view(), travel, known, town_.now()}, told)) ++steps;
    return told;
  }
  [[nodiscard]] dispatch::DispatchPlan now() const {
    return keeper.now_of({town_.view(), travel, known, town_.now()});
  }

  dispatch::TravelTimes travel;
  dispatch::PlanKeeper keeper;
  dispatch::KnownWays known = [](const dispatch::Incident&) { return dispatch::KnownTravels{}; };
  int steps = 0;

 private:
  const Town& town_;
  std::size_t read_ = 0;
};

// Whom the plan sends there; empty: nobody, or it says nothing of that call.
inline std::string sent_to(const dispatch::DispatchPlan& plan, const IncidentId& incident) {
  const auto* call = plan.call(incident);
  return call != nullptr && call->sends ? std::string{call->sends->unit.view()} : "";
}

// A call from so far east of the centre.
inline IncidentId calls_from(Town& town, dispatch::Priority priority, std::chrono::minutes away) {
  return town.calls(
      dispatch::ReceiveIncident{dispatch::Place{"far", town.away(away), {}, {}}, {}, triage(priority), {}});
}

// As an operator's one key sends it.
inline Told sends_by_plan(Town& town, const dispatch::DispatchPlan& plan, const IncidentId& incident) {
  const auto* call = plan.call(incident);
  REQUIRE(call != nullptr);
  REQUIRE(call->sends.has_value());
  return town.says(operator_ayu(),
                   dispatch::DispatchUnit{incident, call->sends->unit, {}, {}, true, call->basis});
}

}  // namespace tests
