#include "dispatch/model/response_plan.hpp"

#include <algorithm>
#include <array>

namespace dispatch {
namespace {

constexpr std::size_t priorities = 5;
constexpr std::size_t kinds_of_need = 3;

bool is_like(std::string_view pattern, std::string_view determinant) {
  if (!pattern.ends_with('*')) return pattern == determinant;
  pattern.remove_suffix(1);
  return determinant.starts_with(pattern);
}

template <class T>
bool says(const std::optional<std::vector<T>>& wanted, const T& is) {
  return !wanted || std::ranges::find(*wanted, is) != wanted->end();
}

Slot must(SlotRole role, std::vector<std::string> any_of) {
  return {role, SlotWeight::must, {std::move(any_of)}, {}, {}};
}

// Somebody carries the patient; when life is in danger whoever is there first begins, which may be the same.
Response made_for(Priority priority, Needs needs) {
  using enum SlotRole;
  const std::string carries{can::transports};
  const std::string begins{can::basic};
  const std::string visits{can::home_care};
  const bool is_urgent = priority <= Priority::P1;
  switch (needs) {
    case Needs::ambulance:
      if (is_urgent) return {{}, {must(first, {begins}), must(transport, {carries})}, {}};
      return {{}, {must(transport, {carries})}, {}};
    case Needs::home_care: return {{}, {must(first, {visits})}, {}};
    case Needs::either:
      if (is_urgent) return {{}, {must(first, {begins, carries, visits})}, {}};
      return {{}, {must(first, {carries, visits})}, {}};
  }
  return {};
}

}  // namespace

bool is_for(const ResponseCase& when, const Triage& triage) {
  const auto like = [&](const std::string& pattern) {
    return triage.determinant && is_like(pattern, *triage.determinant);
  };
  return (!when.determinants || std::ranges::any_of(*when.determinants, like)) &&
         says(when.needs, triage.needs) && says(when.priorities, triage.priority) &&
         triage.alarm.value_or(1) >= when.alarm.value_or(1);
}

const Response& default_response(const Triage& triage) {
  static const auto all = [] {
    std::array<std::array<Response, kinds_of_need>, priorities> made;
    for (std::size_t priority = 0; priority < priorities; ++priority)
      for (std::size_t needs = 0; needs < kinds_of_need; ++needs)
        made[priority][needs] = made_for(static_cast<Priority>(priority), static_cast<Needs>(needs));
    return made;
  }();
  return all[static_cast<std::size_t>(triage.priority)][static_cast<std::size_t>(triage.needs)];
}

const Response& response_to(const ResponsePlan* plan, const Triage& triage) {
  if (plan != nullptr) {
    const auto found = std::ranges::find_if(
        plan->responses, [&](const PlannedResponse& one) { return is_for(one.when, triage); });
    if (found != plan->responses.end()) return found->response;
  }
  return default_response(triage);
}

}  // namespace dispatch
