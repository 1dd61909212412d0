#pragma once

#include <initializer_list>
#include <string>

#include "dispatch/log/slots.hpp"
#include "dispatch/model/response_plan.hpp"
#include "tests/support/town.hpp"

namespace tests {

inline dispatch::Slot slot(dispatch::SlotRole role, std::vector<std::vector<std::string>> capabilities,
                           dispatch::SlotWeight weight = dispatch::SlotWeight::must) {
  return {role, weight, std::move(capabilities), {}, {}};
}

inline const auto carries = slot(dispatch::SlotRole::transport, {{"transports"}});

// A district whose plan says what each call needs.
class SlotTown : public Town {
 public:
  explicit SlotTown(std::vector<dispatch::Slot> slots) { needs(std::move(slots)); }

  void needs(std::vector<dispatch::Slot> slots) {
    dispatch::Setup setup;
    setup.policy = policy;
    setup.plan = dispatch::ResponsePlan{{}, {{{}, {"all calls", std::move(slots), {}}}}};
    REQUIRE(says(siaga(), dispatch::ReadSetup{setup}).done());
  }
  // On duty, at its station, with what its list says beside its kind.
  SlotTown& with_able(UnitKind kind, std::string_view name, std::chrono::minutes away,
                      std::vector<std::string> equipment, std::vector<std::string> usual_crew = {}) {
    with(kind, name, away);
    auto listed = unit(name);
    listed.equipment = std::move(equipment);
    listed.usual_crew = std::move(usual_crew);
    REQUIRE(says(siaga(), dispatch::RegisterUnit{listed}).done());
    return *this;
  }

  // Of each slot the unit that fills it, or "-".
  [[nodiscard]] std::vector<std::string> filled(const IncidentId& call) const {
    std::vector<std::string> units;
    for (const auto& one : slots_of(incident(call), view()))
      units.emplace_back(one.assignment ? assignment(*one.assignment).unit.view() : "-");
    return units;
  }
};

}  // namespace tests
