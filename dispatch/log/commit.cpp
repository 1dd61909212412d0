#include "dispatch/log/journal.hpp"

namespace dispatch {

std::chrono::seconds answer_kept_for(Role role, const std::optional<DeviceId>& device) {
  if (role == Role::system) return answers_to_itself_kept;
  return device ? answers_to_devices_kept : std::chrono::seconds{answers_kept};
}

OrRefusal<Commit> commit_of(AnswerKey answer, Decision decision) {
  auto text = json::text_of(decision.events);
  const auto again = read_entry(text, "");
  if (again.has_error())
    return Refusal{Errc::bad_field, "nobody could read this again: " + again.error().message, {}};
  for (const auto& event : *again)
    if (const auto unknown = what_is_unknown(event))
      return Refusal{Errc::bad_field, "nobody could read this again: " + *unknown, {}};
  return Commit{std::move(answer), std::move(decision), std::move(text)};
}

}  // namespace dispatch
