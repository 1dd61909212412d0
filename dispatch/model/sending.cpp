#include "dispatch/model/sending.hpp"

#include <algorithm>

namespace dispatch {
namespace {

bool holds_at(const SendingRule& rule, seconds of_day) {
  if (!rule.from || !rule.until) return true;
  if (*rule.from <= *rule.until) return *rule.from <= of_day && of_day < *rule.until;
  return of_day >= *rule.from || of_day < *rule.until;
}

}  // namespace

const SendingRule* rule_for(const std::optional<std::vector<SendingRule>>& rules, Priority priority,
                            TimePoint now, std::chrono::minutes utc_offset) {
  if (!rules) return nullptr;
  const auto local = now + utc_offset;
  const auto of_day =
      std::chrono::duration_cast<seconds>(local - std::chrono::floor<std::chrono::days>(local));
  const auto found = std::ranges::find_if(
      *rules, [&](const SendingRule& rule) { return rule.priority == priority && holds_at(rule, of_day); });
  return found == rules->end() ? nullptr : &*found;
}

bool sends_by_itself(const std::optional<std::vector<SendingRule>>& rules) {
  return rules && std::ranges::any_of(
                      *rules, [](const SendingRule& rule) { return rule.mode != SendingMode::suggest; });
}

}  // namespace dispatch
