#include "ws/topics/plan_topic.hpp"

namespace ws {

void PlanTopic::told(dispatch::DispatchPlan plan, std::string_view text) {
  plan_ = std::move(plan);
  latest_.told(text);
}

void PlanTopic::began_anew() {
  plan_.reset();
  latest_.began_anew();
}

std::optional<dispatch::PlanBasis> PlanTopic::basis(const dispatch::IncidentId& incident,
                                                    const dispatch::UnitId& unit) const {
  const auto* row = plan_ ? plan_->sending(incident, unit) : nullptr;
  if (row == nullptr) return std::nullopt;
  return row->basis;
}

std::optional<dispatch::seconds> PlanTopic::promised(const dispatch::IncidentId& incident,
                                                     const dispatch::UnitId& unit) const {
  if (!plan_) return std::nullopt;
  if (const auto* row = plan_->sending(incident, unit)) return dispatch::seconds{row->sends->eta_s};
  for (const auto& row : plan_->calls) {
    if (row.incident != incident) continue;
    for (const auto& [option, goes_to] : row.others)
      if (option.unit == unit) return dispatch::seconds{option.eta_s};
  }
  return std::nullopt;
}

}  // namespace ws
