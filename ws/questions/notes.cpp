#include "ws/questions/notes.hpp"

#include "ws/questions/ways.hpp"

namespace ws {

dispatch::OrRefusal<std::string> notes_answer(const dispatch::Actor& actor, const AskNotes& asked,
                                              const Situation& now) {
  const auto* incident = now.view.incident(asked.incident);
  if (!may_ask_of(actor, incident, now.view))
    return dispatch::Refusal{dispatch::Errc::not_allowed, "this is not a job of yours", {}};
  if (incident == nullptr)
    return dispatch::Refusal{dispatch::Errc::unknown_incident, "there is no such incident", {}};
  return encode_notes(asked, incident->notes);
}

}  // namespace ws
