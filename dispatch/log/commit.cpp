#include "dispatch/log/journal.hpp"

namespace dispatch {

AnswerKey answer_key(const Actor& actor, const std::optional<DeviceId>& device, const CommandId& command,
                     std::string digest) {
  AnswerKey key{device, command, std::move(digest)};
  if (actor.role == Role::system) key.kept_for = answers_to_itself_kept;
  if (!device) return key;
  key.kept_for = answers_to_devices_kept;
  key.whose = actor.label();
  for (const auto& unit : actor.units) (key.whose += ' ') += unit.view();
  return key;
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
