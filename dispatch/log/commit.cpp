#include "dispatch/log/journal.hpp"

namespace dispatch {

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
