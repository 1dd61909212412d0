#pragma once

#include <string>

#include "ws/questions/situation.hpp"
#include "ws/wire/notes.hpp"

namespace ws {

// All notes of an incident: of any for a desk, of those of its own jobs for a crew.
[[nodiscard]] dispatch::OrRefusal<std::string> notes_answer(const dispatch::Actor& actor,
                                                            const AskNotes& asked, const Situation& now);

}  // namespace ws
